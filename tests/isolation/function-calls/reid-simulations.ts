import { randomUUID } from 'node:crypto';
import { type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody writes: what people with it may do is tested in tests/reid.
const call = (name: string, what: string, parameters: string, outcomes: FunctionCall['outcomes']): FunctionCall => ({
  function: name,
  what,
  statement: `select app.${name}(${parameters}) as outcome`,
  values: () => [randomUUID()],
  outcomes,
  writes: [],
});

export const reidSimulations: readonly FunctionCall[] = [
  call(
    'save_simulation',
    'by nobody without the module',
    `$1, 'Rental', null, null, null, null, null, 'RENTAL', '{}', '{}', '2', null`,
    same('NOT_ALLOWED'),
  ),
  call(
    'add_scenario',
    'to none that is not there',
    `gen_random_uuid(), $1, 'CUSTOM', 'Worse', '{}', '{}', '2'`,
    same('NOT_FOUND'),
  ),
  call('change_simulation', 'none that is not there', `$1, '', 'RENTAL', '{}', '{}', '2'`, same('NOT_FOUND')),
  call('share_simulation', 'none that is not there', '$1, true', same('NOT_FOUND')),
  call('use_simulation_as_template', 'none that is not there', '$1, true', same('NOT_FOUND')),
  {
    ...call('reid_monthly_limit', 'of a tier, which asks no table', `'SIMULATION', 'GROWTH'`, same('5')),
    values: () => [],
  },
];
