import { randomUUID } from 'node:crypto';
import { type FunctionCall, same } from './describe.ts';

/** Reports that are not there, by people who do not have the module: who may do what is tried in tests/reid/reports.test.ts. */
const unknown = () => [randomUUID()];

export const reidReports: readonly FunctionCall[] = [
  {
    function: 'preview_reid_report',
    what: 'shows nothing while the module is not theirs',
    statement: `select (select count(*)::text from app.preview_reid_report('[["zip-60601"]]', '2024-01-01', '2024-12-31', '{prices}', null, null)) as outcome`,
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'make_reid_report',
    what: 'by nobody while the module is not theirs',
    statement: `select app.make_reid_report($1, 'Report', 'CUSTOM', '{zip-60601}', '2024-01-01', '2024-12-31', '{"sections": ["prices"]}', '{}',
      null, '[]', '') as outcome`,
    values: unknown,
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'make_public_report_link',
    what: 'of one’s own organization',
    statement: 'select app.make_public_report_link($1, $2, 7) as outcome',
    values: ({ newTokenHash }) => [randomUUID(), newTokenHash],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'withdraw_public_report_link',
    what: 'of one’s own organization',
    statement: 'select app.withdraw_public_report_link($1) as outcome',
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'find_public_report',
    what: 'shows nothing of an organization that does not have the module, to whoever holds the link',
    statement: 'select name as outcome from app.find_public_report($1, null, false)',
    values: ({ reportTokenHash }) => [reportTokenHash],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'find_public_report',
    what: 'shows nothing to whoever made a token up',
    statement: 'select name as outcome from app.find_public_report($1, null, true)',
    values: ({ newTokenHash }) => [newTokenHash],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'use_report_as_template',
    what: 'of one’s own organization',
    statement: 'select app.use_report_as_template($1, true) as outcome',
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'schedule_reid_report',
    what: 'of one’s own organization',
    statement: `select app.schedule_reid_report($1, 'WEEKLY', 8, 'UTC', '{}') as outcome`,
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'claim_scheduled_reports',
    what: 'hands out what is due, and nothing is',
    statement: 'select (select count(*)::text from app.claim_scheduled_reports(5)) as outcome',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'make_scheduled_report',
    what: 'only what was claimed',
    statement: `select app.make_scheduled_report($1, '2024-06', '[]', '') as outcome`,
    values: unknown,
    outcomes: same('NOT_DUE'),
    writes: [],
  },
];
