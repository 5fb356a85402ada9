import { randomUUID } from 'node:crypto';
import { by, type FunctionCall, same } from './describe.ts';

/** By people who do not have the module: who may do what is tried in tests/reid/profiles.test.ts. */
const unknown = () => [randomUUID()];

export const reidProfiles: readonly FunctionCall[] = [
  {
    function: 'read_profile_inputs',
    what: 'tells nothing while the module is not theirs',
    statement: `select app.read_profile_inputs('{zip-60601}', null, null)::text as outcome`,
    values: () => [],
    outcomes: same(null),
    writes: [],
  },
  {
    function: 'count_profiles',
    what: 'of one’s own organization, and of no other',
    statement: 'select used::text as outcome from app.count_profiles()',
    values: () => [],
    outcomes: by({ owner: '0', other: '0', nobody: null }),
    writes: [],
  },
  {
    function: 'make_profile',
    what: 'by nobody while the module is not theirs',
    statement: `select app.make_profile($1, '{"profile_type": "NEIGHBORHOOD", "area_type": "ZIP", "area_key": "zip-60601", "zip_code": "60601",
      "summary": "Summary", "strengths": [], "weaknesses": [], "metrics": {}, "recommendations": [], "data_sources": [], "ai_model": "rules",
      "model_version": "1"}') as outcome`,
    values: unknown,
    outcomes: same('NOT_ALLOWED'),
    writes: [],
  },
  {
    function: 'refresh_profile',
    what: 'of one’s own organization',
    statement: `select app.refresh_profile($1, '', '{}') as outcome`,
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'share_profile',
    what: 'of one’s own organization',
    statement: 'select app.share_profile($1, true) as outcome',
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
  {
    function: 'verify_profile',
    what: 'of one’s own organization',
    statement: `select app.verify_profile($1, '') as outcome`,
    values: unknown,
    outcomes: same('NOT_FOUND'),
    writes: [],
  },
];
