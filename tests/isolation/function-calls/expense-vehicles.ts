import { randomUUID } from 'node:crypto';
import { by, type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody writes: what people with it may do is tested with their rows, in
// tests/expenses.
const call = (name: string, what: string, parameters: string, outcomes: FunctionCall['outcomes']): FunctionCall => ({
  function: name,
  what,
  statement: `select app.${name}(${parameters}) as outcome`,
  values: () => [randomUUID()],
  outcomes,
  writes: [],
});

export const expenseVehicles: readonly FunctionCall[] = [
  call(
    'save_vehicle',
    'by nobody without the module',
    `$1, null, 'Car', null, '2024-01-01', null, 'STANDARD'`,
    same('NOT_ALLOWED'),
  ),
  call(
    'save_vehicle_year',
    'of no vehicle that is not there',
    `$1, 2024, null, 'STANDARD', null, null, 0, false, false, true, true`,
    same('NOT_FOUND'),
  ),
  call('delete_vehicle', 'none that is not there', '$1', same('NOT_FOUND')),
  {
    function: 'hold_vehicles',
    what: 'holds none of another organization and tells nothing',
    statement: 'select count(*) as outcome from app.hold_vehicles(array[$1::uuid], $1, array[2024])',
    values: () => [randomUUID()],
    outcomes: same('1'),
    writes: [],
  },
  call('vehicle_method', 'of a vehicle nobody sees is the usual one', '$1, $1, 2024', same('STANDARD')),
  call(
    'save_trip',
    'with no vehicle that is not there',
    `gen_random_uuid(), null, '2024-05-06', 'A', 'B', 'C', $1, null, null, 10, null, null, null`,
    same('NO_VEHICLE'),
  ),
  call('delete_trip', 'none that is not there', '$1, 1', same('NOT_FOUND')),
  {
    function: 'mileage_rates',
    what: 'are published, which anybody reads',
    statement: 'select count(*) > 8 as outcome from app.mileage_rates()',
    values: () => [],
    outcomes: same('true'),
    writes: [],
  },
  {
    function: 'find_mileage_rate',
    what: 'of a day',
    statement: `select app.find_mileage_rate('2026-07-01') as outcome`,
    values: () => [],
    outcomes: same('76'),
    writes: [],
  },
  call(
    'save_asset',
    'by nobody without the module',
    `$1, null, null, 'House', 'RESIDENTIAL', 100, '2024-01-01', '{}'`,
    same('NOT_ALLOWED'),
  ),
  call('delete_asset', 'none that is not there', '$1, 1', same('NOT_FOUND')),
  call(
    'save_payee',
    'by nobody without the module',
    `$1, null, 'Lee', null, false, null, null, null, null, null, null`,
    same('NOT_ALLOWED'),
  ),
  call('archive_payee', 'none that is not there', '$1, false', same('NOT_FOUND')),
  call(
    'save_property',
    'by nobody without the module',
    `$1, null, '1 A', 'B', 'IL', '60601', 'SALE', true`,
    same('NOT_ALLOWED'),
  ),
  {
    function: 'payee_payments',
    what: 'none where nobody reads expenses',
    statement: 'select count(*) as outcome from app.payee_payments(2024)',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'list_form_1099_payments',
    what: 'none where nobody reads expenses',
    statement: 'select count(*) as outcome from app.list_form_1099_payments(app.current_organization_id(), 2024)',
    values: () => [],
    outcomes: same('0'),
    writes: [],
  },
  {
    function: 'decide_form_1099',
    what: 'is the law, which anybody reads',
    statement: `select app.decide_form_1099('FORM_1099_NEC', 'INDIVIDUAL', false, 200000, 2026) as outcome`,
    values: () => [],
    outcomes: same('FORM'),
    writes: [],
  },
  {
    function: 'form_1099_of',
    what: 'is the law, which anybody reads',
    statement: `select app.form_1099_of('RENT_PROPERTY') as outcome`,
    values: () => [],
    outcomes: same('FORM_1099_MISC'),
    writes: [],
  },
  {
    function: 'form_1099_threshold',
    what: 'is the law, which anybody reads',
    statement: 'select app.form_1099_threshold(2026) as outcome',
    values: () => [],
    outcomes: by({ owner: '200000', other: '200000' }),
    writes: [],
  },
];
