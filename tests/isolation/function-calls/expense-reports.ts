import { randomUUID } from 'node:crypto';
import { by, type FunctionCall, same } from './describe.ts';

/** Reports that are not there: who they would belong to is tried in tests/expenses/reports.test.ts. */
const unknown = () => [randomUUID()];

export const expenseReports: readonly FunctionCall[] = [
  {
    function: 'start_tax_report',
    what: 'by nobody while the module is not theirs',
    statement: `select app.start_tax_report($1, 'Report', 'EXPENSE_SUMMARY', 2025, null, null, null, '{}', false, false, '{}') as outcome`,
    values: unknown,
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'restart_tax_report',
    what: 'of one’s own organization',
    statement: 'select outcome from app.restart_tax_report($1)',
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'create_report_link',
    what: 'of one’s own organization',
    statement: 'select app.create_report_link($1, $2, 7) as outcome',
    values: ({ newTokenHash }) => [randomUUID(), newTokenHash],
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'withdraw_report_link',
    what: 'of one’s own organization',
    statement: 'select app.withdraw_report_link($1) as outcome',
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'find_shared_report',
    what: 'finds nothing without the token',
    statement: 'select (select count(*)::text from app.find_shared_report($1)) as outcome',
    values: ({ newTokenHash }) => [newTokenHash],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'list_evidence_receipts',
    what: 'of one’s own organization',
    statement: 'select (select count(*)::text from app.list_evidence_receipts($1)) as outcome',
    values: unknown,
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'claim_tax_reports',
    what: 'hands out what is due, and nothing is',
    statement: 'select (select count(*)::text from app.claim_tax_reports(5)) as outcome',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'describe_tax_report',
    what: 'only to who holds the attempt',
    statement: 'select app.describe_tax_report($1, 1)::text as outcome',
    values: unknown,
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'read_tax_report_rows',
    what: 'only to who holds the attempt',
    statement: 'select (select count(*)::text from app.read_tax_report_rows($1, 1, 0)) as outcome',
    values: unknown,
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'finish_tax_report',
    what: 'only by who holds the attempt',
    statement: `select app.finish_tax_report($1, 1, 'a', 1, 'b', 1, $2, 1)::text as outcome`,
    values: ({ newTokenHash }) => [randomUUID(), newTokenHash],
    outcomes: by({ owner: 'false', other: 'false' }),
    writes: [],
  },
  {
    function: 'fail_tax_report',
    what: 'only by who holds the attempt',
    statement: `select app.fail_tax_report($1, 1, 'Problem')::text as outcome`,
    values: unknown,
    outcomes: same('false'),
    writes: [],
  },
];
