import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestOrganization } from '../factories/organizations.ts';
import { only } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { conditions, createAnalysts, insertAlert, insertFigures, judge, readEvents } from './alerts-setup.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createAnalysts(database.sql);
});

afterAll(async () => {
  await database?.drop();
});

const figures = (values: Record<string, unknown>) => insertFigures(database.sql, organization.id, values);
const alert = (values: Record<string, unknown> = {}) => insertAlert(database.sql, organization, values);
const events = (id: string) => readEvents(database.sql, id);
const run = () => judge(database.sql, organization);

const price = (values: Record<string, unknown>) => ({
  alert_type: values.compare === 'rises' || values.compare === 'above' ? 'PRICE_INCREASE' : 'PRICE_DROP',
  conditions: { ...conditions.priceFalls, ...values },
});
const level = (compare: string, value: number) => ({
  conditions: { ...conditions.newListings, compare, value },
});
const days = (values: Record<string, unknown>) => ({
  alert_type: 'DAYS_ON_MARKET',
  conditions: { figure: 'days_on_market', source: 'redfin', unit: 'points', over: 'previous', ...values },
});
const supply = (compare: string, value: number) => ({
  alert_type: 'INVENTORY',
  conditions: { figure: 'inventory_months', compare, value, unit: 'amount', source: 'redfin' },
});

// June 2024, May 2024 and June 2023 of one city. Every limit is the very value, because limits are inclusive.
const june = {
  median_price: 38_000_000,
  new_listings: 100,
  days_on_market: 30,
  active_listings: 600,
  sold_listings: 120,
};
const may = {
  median_price: 40_000_000,
  new_listings: 80,
  days_on_market: 23,
  active_listings: 400,
  sold_listings: 100,
};
const yearBefore = { median_price: 40_000_000, new_listings: 0, days_on_market: 30.5 };

test.each([
  [
    'at the level',
    level('above', 100),
    true,
    'New listings of Austin, TX is 100 (Jun 2024), at or above 100. Source: Redfin.',
  ],
  ['one below the level', level('above', 101), false, null],
  [
    'at the level from above',
    level('below', 100),
    true,
    'New listings of Austin, TX is 100 (Jun 2024), at or below 100. Source: Redfin.',
  ],
  ['one above the level', level('below', 99), false, null],
  [
    'a fall by the very percentage in a year',
    price({ value: 5 }),
    true,
    'Median sale price of Austin, TX fell 5.0%: $380,000.00 (Jun 2024) after $400,000.00 (Jun 2023). Source: Redfin.',
  ],
  ['a fall by less', price({ value: 5.01 }), false, null],
  ['a fall where a rise is watched for', price({ compare: 'rises', value: 1 }), false, null],
  [
    'a fall by the very amount in a month',
    price({ value: 2_000_000, unit: 'amount', over: 'previous' }),
    true,
    'Median sale price of Austin, TX fell $20,000.00: $380,000.00 (Jun 2024) after $400,000.00 (May 2024). Source: Redfin.',
  ],
  [
    'a rise of days by points',
    days({ compare: 'rises', value: 7 }),
    true,
    'Days on market of Austin, TX rose 7 days: 30 days (Jun 2024) after 23 days (May 2024). Source: Redfin.',
  ],
  ['days over a year', days({ compare: 'falls', value: 0.5, over: 'year' }), true, null],
  ['days over a year by more', days({ compare: 'falls', value: 0.6, over: 'year' }), false, null],
  // 0 listings a year before: nothing can be a percentage of it.
  [
    'a percentage of nothing',
    { conditions: { ...conditions.newListings, compare: 'rises', value: 1, unit: 'percent', over: 'year' } },
    false,
    null,
  ],
  [
    'an amount from nothing',
    { conditions: { ...conditions.newListings, compare: 'rises', value: 100, over: 'year' } },
    true,
    null,
  ],
  // 600 for sale, 120 sold: 5 months, where 400 and 100 were 4.
  ['months of supply that are computed', supply('above', 5), true, null],
  ['months of supply that are fewer', supply('above', 5.01), false, null],
  [
    'another label',
    { alert_type: 'MARKET_TREND', conditions: conditions.label },
    true,
    "Austin, TX turned from Seller's market to Balanced: 5.0 months (Jun 2024) after 4.0 months (May 2024). Source: Redfin.",
  ],
])('%s', async (_, values, fires, sentence) => {
  await figures(june);
  await figures({ ...may, report_date: '2024-05-31' });
  await figures({ ...yearBefore, report_date: '2023-06-30' });
  const id = await alert(values);
  expect(await run()).toBe(fires ? 1 : 0);
  const found = await events(id);
  expect(found).toHaveLength(fires ? 1 : 0);
  if (sentence) expect(found[0]).toMatchObject({ sentence, day: '2024-06-30', state: 'NEW' });
});

test.each([
  ['MONTHLY', '2024-02-29', '2023-02-28', '2024-01-31'],
  ['MONTHLY', '2024-03-31', '2023-03-31', '2024-02-29'],
  ['WEEKLY', '2024-06-29', '2023-07-01', '2024-06-22'],
  ['QUARTERLY', '2024-06-30', '2023-06-30', '2024-03-31'],
  ['YEARLY', '2024-12-31', '2023-12-31', '2023-12-31'],
])('%s to %s is compared with the very period before, never with the nearest', async (period, date, year, previous) => {
  await figures({ period_type: period, report_date: date, new_listings: 120 });
  const overs = [
    ['year', year],
    ['previous', previous],
  ] as const;
  const ids: string[] = [];
  for (const [over] of overs)
    ids.push(
      await alert({ conditions: { ...conditions.newListings, compare: 'rises', value: 20, unit: 'percent', over } }),
    );
  // A day beside it, and another kind of period on the day itself.
  for (const day of new Set([year, previous])) {
    const beside = new Date(Date.parse(day) - 2 * 86_400_000).toISOString().slice(0, 10);
    await figures({ period_type: period, report_date: beside, new_listings: 10 });
    await figures({ period_type: 'DAILY', report_date: day, new_listings: 10 });
  }
  expect(await run()).toBe(0);
  for (const day of new Set([year, previous]))
    await figures({ period_type: period, report_date: day, new_listings: 100 });
  expect(await run()).toBe(2);
  for (const id of ids) expect(await events(id)).toMatchObject([{ value: 120, baseline: 100 }]);
});

test('the price is what the source has: what was paid before what is estimated before what is asked', async () => {
  const watch = { ...conditions.priceFalls, compare: 'below', value: 50_000_000, unit: 'amount', over: undefined };
  const at = async (source: string, values: Record<string, unknown>) => {
    await figures({ data_source: source, ...values });
    return alert({ alert_type: 'PRICE_DROP', conditions: { ...watch, source } });
  };
  const zillow = await at('zillow-zhvi', { typical_value: 41_234_568 });
  const realtor = await at('realtor', { median_list_price: 39_000_000 });
  const redfin = await at('redfin', { median_price: 35_100_000, median_list_price: 36_000_000 });
  // A source with prices that were paid says nothing in a month that leaves them out, whatever is asked for.
  const gap = await at('other', { median_list_price: 100, report_date: '2024-07-31' });
  await figures({ data_source: 'other', median_price: 100, report_date: '2024-05-31' });
  expect(await run()).toBe(3);
  expect(await events(zillow)).toMatchObject([
    { figure: 'typical_value', sentence: expect.stringContaining('Typical home value') },
  ]);
  expect(await events(realtor)).toMatchObject([{ figure: 'median_list_price', value: 39_000_000 }]);
  expect(await events(redfin)).toMatchObject([{ figure: 'median_price', value: 35_100_000 }]);
  expect(await events(gap)).toEqual([]);
});

test('an event comes once for each alert, area and period, whatever runs twice and whatever is restated', async () => {
  await figures({ new_listings: 100 });
  const id = await alert();
  const clients = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const client = new Client({ connectionString: database.ownerUrl });
      await client.connect();
      return client;
    }),
  );
  const counts = await Promise.all(clients.map((client) => judge(client, organization)));
  await Promise.all(clients.map((client) => client.end()));
  expect(counts.toSorted()).toEqual([0, 0, 0, 1]);
  // The publisher restates the month below the level and above it again.
  for (const value of [50, 250]) {
    await database.sql.query('update reid_market_data set new_listings = $1 where organization_id = $2', [
      value,
      organization.id,
    ]);
    expect(await run()).toBe(0);
  }
  expect(await events(id)).toMatchObject([{ value: 100 }]);
  await figures({ new_listings: 300, report_date: '2024-07-31' });
  expect(await run()).toBe(1);
  expect((await events(id)).map(({ day }) => day)).toEqual(['2024-06-30', '2024-07-31']);
});

test('only the newest period is judged, and only of the source, property type and areas that are watched', async () => {
  const id = await alert();
  await figures({ new_listings: 500, report_date: '2024-05-31' });
  await figures({ new_listings: 10 });
  await figures({ new_listings: 500, data_source: 'realtor' });
  await figures({ new_listings: 500, property_type: 'Condo' });
  await figures({ new_listings: 500, area_key: 'city-tx-dallas', area_name: 'Dallas, TX', city: 'Dallas' });
  expect(await run()).toBe(0);
  const condos = await alert({ conditions: { ...conditions.newListings, propertyType: 'Condo' } });
  expect(await run()).toBe(1);
  expect(await events(condos)).toMatchObject([{ sentence: expect.stringContaining('Austin, TX (Condo)') }]);
  expect(await events(id)).toEqual([]);
});

test('filters find areas by ZIP code, state, city and county', async () => {
  const place = (key: string, type: string, values: Record<string, unknown>) =>
    figures({ area_key: key, area_name: key, area_type: type, city: null, state: 'TX', new_listings: 200, ...values });
  await place('zip-78704', 'ZIP', { zip_code: '78704' });
  await place('state-tx', 'STATE', {});
  await place('city-tx-austin', 'CITY', { city: 'Austin' });
  await place('city-il-austin', 'CITY', { city: 'Austin', state: 'IL' });
  await place('county-48453', 'COUNTY', { county: 'Travis County' });
  const filters = { area_keys: [] };
  const found = async (values: Record<string, unknown>) => {
    const id = await alert({ ...filters, ...values });
    await run();
    return (await events(id)).map(({ area }) => area);
  };
  expect(await found({ zip_codes: ['78704'] })).toEqual(['zip-78704']);
  expect(await found({ states: ['TX'] })).toEqual(['state-tx']);
  expect(await found({ cities: ['Austin'] })).toEqual(['city-il-austin', 'city-tx-austin']);
  expect(await found({ cities: ['Austin'], states: ['TX'] })).toEqual(['city-tx-austin']);
  expect(await found({ counties: ['Travis County'], states: ['TX'] })).toEqual(['county-48453']);
  expect(await found({})).toEqual([]);
});

test('nothing is judged of an organization without the module, nor of an alert that is off', async () => {
  await figures({ new_listings: 100 });
  const id = await alert({ is_active: false });
  expect(await run()).toBe(0);
  await database.sql.query('update reid_alerts set is_active = true where id = $1', [id]);
  const setTier = (tier: string) =>
    database.sql.query('update organizations set subscription_tier = $1 where id = $2', [tier, organization.id]);
  await setTier('STARTER');
  expect(await run()).toBe(0);
  await setTier('GROWTH');
  expect(await run()).toBe(1);
});

test('1,000 alerts of an organization are judged in one statement, in seconds', async () => {
  await database.sql.query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, state, report_date, period_type, data_source, median_price,
       new_listings, active_listings, sold_listings)
     select $1, 'zip-' || zip, zip::text, 'ZIP', zip::text, 'TX', (date '2024-07-01' - make_interval(months => month) - interval '1 day')::date, 'MONTHLY', 'redfin',
       20000000 + zip * 100 + month, zip % 200, 500, 50 + month
     from generate_series(78000, 78499) zip, generate_series(0, 23) month`,
    [organization.id],
  );
  await database.sql.query(
    `insert into reid_alerts (organization_id, user_id, name, alert_type, conditions, area_keys, frequency)
     select $1, $2, 'Alert ' || number, (array['NEW_LISTINGS', 'PRICE_DROP', 'MARKET_TREND'])[1 + number % 3]::reid_alert_type,
       (array[$3, $4, $5])[1 + number % 3]::jsonb,
       array(select 'zip-' || (78000 + (number * 7 + step * 31) % 500) from generate_series(0, 9) step), 'DAILY'
     from generate_series(1, 1000) number`,
    [
      organization.id,
      organization.member.id,
      JSON.stringify({ ...conditions.newListings, value: 150 }),
      JSON.stringify({ ...conditions.priceFalls, value: 0.000_001, over: 'previous' }),
      JSON.stringify(conditions.label),
    ],
  );
  const startedAt = performance.now();
  const count = await run();
  expect(performance.now() - startedAt).toBeLessThan(20_000);
  // The oracle: listings by number; prices rise from month to month backwards, so they all fall; labels go from 9.8 months to 10.
  const { expected } = only(
    await database.sql.query<{ expected: number }>(
      `select (count(*) filter (where number % 3 = 0 and ((78000 + (number * 7 + step * 31) % 500) % 200) >= 150)
         + count(*) filter (where number % 3 = 1))::integer as expected
       from generate_series(1, 1000) number, generate_series(0, 9) step`,
    ),
  );
  expect(count).toBe(expected);
}, 60_000);
