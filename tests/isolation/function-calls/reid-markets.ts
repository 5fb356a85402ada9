import { type FunctionCall, same } from './describe.ts';

// The organization of the scene has no module, so nobody reads or writes: what people with it may do is tested in tests/reid.
const call = (name: string, what: string, expression: string, outcome: string | null): FunctionCall => ({
  function: name,
  what,
  statement: `select (${expression})::text as outcome`,
  values: () => [],
  outcomes: same(outcome),
  writes: [],
});

export const reidMarkets: readonly FunctionCall[] = [
  call('year_before', 'is the same for everybody', `app.year_before('2024-02-29', 'MONTHLY')`, '2023-02-28'),
  call('days_of_period', 'is the same for everybody', `app.days_of_period('2024-02-29', 'MONTHLY')`, '29'),
  call(
    'months_of_supply',
    'is the same for everybody',
    `app.months_of_supply(null, 41, 10, '2024-02-29', 'MONTHLY')`,
    '4.10',
  ),
  call('unadjusted_source', 'is the same for everybody', `app.unadjusted_source('redfin-sa')`, 'redfin'),
  call('rank_market_source', 'is the same for everybody', `app.rank_market_source('realtor')`, '3'),
  call(
    'choose_market_series',
    'of nothing without the module',
    `select count(*) from app.choose_market_series('{zip-60601}', null, null, null, false)`,
    '0',
  ),
  call(
    'read_market_series',
    'of nothing without the module',
    `select count(*) from app.read_market_series('{zip-60601}', null, null, null, false, null, null, 36, null)`,
    '0',
  ),
  call('list_market_sources', 'none without the module', 'select count(*) from app.list_market_sources()', '0'),
  call('watch_area', 'by nobody without the module', `select outcome from app.watch_area('{us}')`, 'NOT_ALLOWED'),
  call('grade_number', 'is the same for everybody', `app.grade_number('KG')`, '0'),
  call('serves_grade', 'is the same for everybody', `app.serves_grade('PK–05', 5)`, 'true'),
  call(
    'miles_between',
    'is the same for everybody',
    'round(app.miles_between(36.12, -86.67, 33.94, -118.4)::numeric, 1)',
    '1793.6',
  ),
];
