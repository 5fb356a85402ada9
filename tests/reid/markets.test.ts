import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { figures } from '../../app/modules/reid/figures/definitions.ts';
import { findYearBefore, type PeriodType } from '../../app/modules/reid/figures/periods.ts';
import { choosePriceSource } from '../../app/modules/reid/figures/prices.ts';
import { unadjustedSource } from '../../app/modules/reid/figures/sources.ts';
import { findMonthsOfSupply } from '../../app/modules/reid/figures/supply.ts';
import { listMarkets, type MarketListRequest } from '../../app/modules/reid/markets/list-query.server.ts';
import { listSeries, listWithdrawn } from '../../app/modules/reid/markets/market-queries.server.ts';
import { readSeries, type SeriesRequest } from '../../app/modules/reid/markets/series-query.server.ts';
import { asViewer } from '../factories/as-viewer.ts';
import { createModuleRow } from '../factories/module-rows.ts';
import type { TestOrganization, TestPerson } from '../factories/organizations.ts';
import { requestDatabase } from '../factories/request-databases.ts';
import { only, present } from '../factories/rows.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { addApplied, addMonth, createAnalysts } from './market-rows.ts';

let database: TestDatabase;
let organization: TestOrganization;

beforeAll(async () => {
  database = await createTestDatabase();
});

beforeEach(async () => {
  organization = await createAnalysts(database);
});

afterAll(async () => {
  await database?.drop();
});

const ask = (person: TestPerson = organization.member) => requestDatabase(database, person.tokenHash);

const usual: SeriesRequest = {
  areaKeys: ['state-tx'],
  source: null,
  propertyType: null,
  periodType: null,
  isAdjusted: false,
  from: null,
  to: null,
  months: 36,
  asOf: null,
};

async function readTexas(request: Partial<SeriesRequest> = {}) {
  const { rows } = await ask().read((handle) => ({ rows: readSeries(handle, { ...usual, ...request }) }));
  return rows;
}

/** The prices that are shown, by day. */
const pricesOf = async (request: Partial<SeriesRequest>) =>
  Object.fromEntries((await readTexas(request)).map(({ date, figures: of }) => [date, of.median_price ?? null]));

test('as of a day, each figure is what it was before the first import that was applied after it', async () => {
  // May was 100, then 110, then 120. June came with the second import, and was 200, then 210. July came with the third.
  await addMonth(database, organization, { report_date: '2024-05-31', median_price: 120 });
  await addMonth(database, organization, { report_date: '2024-06-30', median_price: 210 });
  await addMonth(database, organization, { report_date: '2024-07-31', median_price: 300 });
  await addApplied(database, organization, {
    at: '2024-06-10T12:00:00Z',
    report_dates: ['2024-05-31'],
    old_values: [null],
    had_rows: [false],
  });
  await addApplied(database, organization, {
    at: '2024-07-10T23:59:59Z',
    report_dates: ['2024-05-31', '2024-06-30'],
    old_values: [100, null],
    had_rows: [true, false],
  });
  await addApplied(database, organization, {
    at: '2024-08-10T00:00:00Z',
    report_dates: ['2024-05-31', '2024-06-30', '2024-07-31'],
    old_values: [110, 200, null],
    had_rows: [true, true, false],
  });
  expect(await pricesOf({ asOf: '2024-06-09' })).toEqual({});
  // At the end of a day of UTC, what was applied on it is known.
  expect(await pricesOf({ asOf: '2024-06-10' })).toEqual({ '2024-05-31': 100 });
  expect(await pricesOf({ asOf: '2024-07-09' })).toEqual({ '2024-05-31': 100 });
  expect(await pricesOf({ asOf: '2024-07-10' })).toEqual({ '2024-05-31': 110, '2024-06-30': 200 });
  expect(await pricesOf({ asOf: '2024-08-09' })).toEqual({ '2024-05-31': 110, '2024-06-30': 200 });
  const now = { '2024-05-31': 120, '2024-06-30': 210, '2024-07-31': 300 };
  expect(await pricesOf({ asOf: '2024-08-10' })).toEqual(now);
  expect(await pricesOf({})).toEqual(now);
});

test('as of a day, an empty cell is not a missing row', async () => {
  await addMonth(database, organization, { report_date: '2024-05-31', median_price: 120, sold_listings: 7 });
  await addApplied(database, organization, {
    at: '2024-07-10T12:00:00Z',
    report_dates: ['2024-05-31'],
    old_values: [null],
    had_rows: [true],
  });
  expect((await readTexas({ asOf: '2024-07-09' })).map(({ figures: of }) => of)).toEqual([{ sold_listings: 7 }]);
  expect(await readTexas({ asOf: '2024-07-10' })).toMatchObject([{ figures: { median_price: 120 } }]);
});

test('a figure that a later file has empty is told as taken back, with what it was kept', async () => {
  const id = await addMonth(database, organization, {
    report_date: '2024-06-30',
    median_price: null,
    sold_listings: 7,
  });
  await addMonth(database, organization, { report_date: '2024-05-31', median_price: 120 });
  await addApplied(database, organization, {
    at: '2024-07-10T12:00:00Z',
    report_dates: ['2024-05-31', '2024-06-30'],
    old_values: [110, 130],
    had_rows: [true, true],
  });
  const { withdrawn } = await ask().read((handle) => ({ withdrawn: listWithdrawn(handle, usual) }));
  expect(withdrawn).toEqual([{ figure: 'median_price', date: '2024-06-30', id }]);
});

test('the part that is asked for is shown, and the year before it comes along', async () => {
  for (const report_date of ['2022-12-31', '2023-01-31', '2024-01-31', '2024-02-29', '2024-03-31'])
    await addMonth(database, organization, { report_date, median_price: 1 });
  const rows = await readTexas({ from: '2024-01-01', to: '2024-02-29' });
  expect(rows.map(({ date, isShown }) => [date, isShown])).toEqual([
    ['2022-12-31', false],
    ['2023-01-31', false],
    ['2024-01-31', true],
    ['2024-02-29', true],
  ]);
  expect((await readTexas({ months: 2 })).filter(({ isShown }) => isShown).map(({ date }) => date)).toEqual([
    '2024-02-29',
    '2024-03-31',
  ]);
});

test('a row gives every figure that there is a definition of, under the name of its column', async () => {
  const all = Object.fromEntries(figures.map(({ key, unit }, place) => [key, unit === 'SHARE' ? 0.5 : 1 + place]));
  await addMonth(database, organization, all);
  expect((await readTexas())[0]?.figures).toEqual(all);
});

test.each([
  [['realtor', 'zillow-zori', 'redfin-sa', 'redfin'], 'redfin'],
  [['realtor', 'zillow-zhvi-b', 'zillow-zhvi-a'], 'zillow-zhvi-a'],
  [['realtor-x', 'other'], 'realtor-x'],
  [['b', 'a'], 'a'],
])('of %j the price comes from %s, on the pages and in the database', async (sources, expected) => {
  for (const data_source of sources) await addMonth(database, organization, { data_source, median_price: 1 });
  const rows = await readTexas();
  expect([...new Set(rows.map(({ source }) => source))]).toEqual([expected]);
  expect(choosePriceSource(sources)).toBe(expected);
});

test('a source with prices comes before one without, whatever its publisher', async () => {
  await addMonth(database, organization, { data_source: 'redfin', sold_listings: 1 });
  await addMonth(database, organization, { data_source: 'zzz', typical_value: 1 });
  expect(await readTexas()).toMatchObject([{ source: 'zzz' }]);
});

test('unadjusted by default, adjusted when asked for, and what is there where the other is not', async () => {
  await addMonth(database, organization, { data_source: 'redfin', median_price: 1 });
  await addMonth(database, organization, { data_source: 'redfin-sa', median_price: 2 });
  await addMonth(database, organization, {
    area_key: 'us',
    area_type: 'NATIONAL',
    data_source: 'redfin-sa',
    median_price: 3,
  });
  const sourceOf = async (request: Partial<SeriesRequest>) => (await readTexas(request))[0]?.source;
  expect(await sourceOf({ source: 'redfin' })).toBe('redfin');
  expect(await sourceOf({ source: 'redfin', isAdjusted: true })).toBe('redfin-sa');
  expect(await sourceOf({ areaKeys: ['us'], source: 'redfin' })).toBe('redfin-sa');
});

test('a property type and a period are shown alone, never mixed with others', async () => {
  await addMonth(database, organization, { median_price: 1 });
  await addMonth(database, organization, { median_price: 2, property_type: 'Condo or co-op' });
  await addMonth(database, organization, { median_price: 3, period_type: 'WEEKLY' });
  const priceOf = async (request: Partial<SeriesRequest>) =>
    (await readTexas(request)).map(({ figures: of }) => of.median_price);
  expect(await priceOf({})).toEqual([1]);
  expect(await priceOf({ propertyType: 'Condo or co-op' })).toEqual([2]);
  expect(await priceOf({ periodType: 'WEEKLY' })).toEqual([3]);
});

test('several areas are shown by the one source that most of them have', async () => {
  await addMonth(database, organization, { data_source: 'redfin', median_price: 1 });
  for (const [area_key, state] of [
    ['state-tx', 'TX'],
    ['state-ok', 'OK'],
  ])
    await addMonth(database, organization, { area_key, state, data_source: 'realtor', median_list_price: 2 });
  const rows = await readTexas({ areaKeys: ['state-tx', 'state-ok'] });
  expect(rows.map(({ areaKey, source }) => [areaKey, source])).toEqual([
    ['state-ok', 'realtor'],
    ['state-tx', 'realtor'],
  ]);
});

test('the series of an area say which is shown', async () => {
  await addMonth(database, organization, { report_date: '2024-04-30', median_price: 1 });
  await addMonth(database, organization, { report_date: '2024-05-31', median_price: 1 });
  await addMonth(database, organization, { data_source: 'zillow-a', report_date: '2024-04-30', typical_value: 1 });
  const { known } = await ask().read((handle) => ({ known: listSeries(handle, 'state-tx', usual) }));
  expect(known).toMatchObject([
    { source: 'redfin', first: '2024-04-30', last: '2024-05-31', isChosen: true, imported: null },
    { source: 'zillow-a', first: '2024-04-30', last: '2024-04-30', isChosen: false, imported: null },
  ]);
});

test('an area is left out when a newer file has the others of its file, and not when another file came', async () => {
  const isLeftOut = async () => {
    const { known } = await ask().read((handle) => ({ known: listSeries(handle, 'state-tx', usual) }));
    return known[0]?.isLeftOut;
  };
  await addMonth(database, organization, { median_price: 1 });
  const row = { report_dates: ['2025-01-31'], old_values: [null], had_rows: [true] };
  const file = await addApplied(database, organization, { at: '2024-07-10T12:00:00Z', ...row });
  const shareFile = (area_key: string, import_id: string) =>
    createModuleRow(database.sql, 'reid_market_revisions', organization, {
      import_id,
      area_key,
      data_source: 'redfin',
      figure: 'source_row',
      report_dates: [],
      old_values: [],
      had_rows: [],
    });
  await shareFile('state-ok', file);
  // A file of ZIP codes has none of the states.
  await addApplied(database, organization, { at: '2024-08-10T12:00:00Z', area_key: 'zip-78704', ...row });
  expect(await isLeftOut()).toBe(false);
  const newer = await addApplied(database, organization, { at: '2024-09-10T12:00:00Z', area_key: 'state-ok', ...row });
  expect(await isLeftOut()).toBe(true);
  await shareFile('state-tx', newer);
  expect(await isLeftOut()).toBe(false);
});

const everything: MarketListRequest = {
  text: '',
  type: null,
  state: null,
  source: null,
  periodType: null,
  figure: 'price',
  sort: 'name',
  page: 1,
  mapped: null,
};

async function listTexas(request: Partial<MarketListRequest> = {}) {
  const { listed } = await ask().read((handle) => ({ listed: listMarkets(handle, { ...everything, ...request }) }));
  return present(listed[0]).list;
}

/** Sixty ZIP codes with two years of prices, one without a year before, and one that ended long ago. */
async function addZips(): Promise<void> {
  await database.sql.query(
    `insert into reid_market_data (organization_id, area_key, area_name, area_type, zip_code, state, data_source, report_date, period_type,
       median_price, active_listings, sold_listings, days_on_market)
     select $1, 'zip-' || 70000 + n, (70000 + n)::text, 'ZIP', (70000 + n)::text, case when n % 2 = 0 then 'TX' else 'OK' end, 'redfin',
       day, 'MONTHLY', case when day = '2023-06-30' then 10000000 + n * 1000 else 11000000 + n * n * 100 end, 100 + n, 10 + n % 7, n % 30
     from generate_series(1, 60) n, unnest(array['2023-06-30', '2024-06-30']::date[]) day
     where not (n = 60 and day = '2023-06-30')`,
    [organization.id],
  );
  await addMonth(database, organization, {
    area_key: 'zip-79999',
    area_type: 'ZIP',
    zip_code: '79999',
    report_date: '2024-01-31',
  });
}

test('the list has each area once with its newest figures and the change over the same month a year before', async () => {
  await addZips();
  const list = await listTexas({ sort: 'change', state: 'TX' });
  const { rows: oracle } = await database.sql.query(
    `select now.area_key as key, now.median_price::float8 as price,
       (now.median_price::float8 / before.median_price - 1) * 100 as change
     from reid_market_data now left join reid_market_data before on before.organization_id = now.organization_id
       and before.area_key = now.area_key and before.report_date = '2023-06-30'
     where now.organization_id = $1 and now.report_date = '2024-06-30' and now.state = 'TX'
     order by change desc nulls last, key`,
    [organization.id],
  );
  expect(list).toMatchObject({ source: 'redfin', newest: '2024-06-30', priceFigure: 'median_price', count: 30 });
  expect(list.rows.map(({ key, price }) => ({ key, price }))).toEqual(oracle.map(({ key, price }) => ({ key, price })));
  for (const [place, { priceChange }] of list.rows.entries()) {
    const { change } = oracle[place];
    if (change === null) expect(priceChange).toBeNull();
    else expect(priceChange).toBeCloseTo(change, 9);
  }
});

test('a page is the next fifty, and a search finds names', async () => {
  await addZips();
  const [first, second] = [await listTexas(), await listTexas({ page: 2 })];
  expect([first.rows.length, second.rows.length, first.count]).toEqual([50, 10, 60]);
  expect(new Set([...first.rows, ...second.rows].map(({ key }) => key)).size).toBe(60);
  expect((await listTexas({ text: '7000' })).rows.map(({ name }) => name)).toEqual(
    Array.from({ length: 9 }, (_, place) => String(70001 + place)),
  );
  expect((await listTexas({ text: '%' })).rows).toEqual([]);
});

test('a map has every area with the figure, and the fifths are those of all', async () => {
  await addZips();
  const list = await listTexas({ figure: 'inventory_months', mapped: 'ZIP', sort: 'figure' });
  expect(list.mapped).toHaveLength(60);
  const { fifths } = only(
    await database.sql.query(
      `select percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by round(active_listings::numeric / sold_listings, 2)::float8) as fifths
       from reid_market_data where organization_id = $1 and report_date = '2024-06-30'`,
      [organization.id],
    ),
  );
  expect(list.thresholds).toEqual(fifths);
  const values = list.rows.map(({ value }) => value);
  expect(values).toEqual(values.toSorted((one, other) => (other ?? 0) - (one ?? 0)));
});

test('rules that the database and the pages both have agree', async () => {
  const days = [
    '2024-02-29',
    '2023-02-28',
    '2024-06-30',
    '2024-06-29',
    '2023-12-31',
    '2024-08-31',
    '2024-11-15',
    '2025-02-28',
  ];
  const periods: PeriodType[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'];
  for (const day of days)
    for (const period of periods) {
      const { before, supply } = only(
        await database.sql.query(
          `select app.year_before($1, $2)::text as before, app.months_of_supply(null, 1234, 321, $1, $2)::float8 as supply`,
          [day, period],
        ),
      );
      expect([day, period, before]).toEqual([day, period, findYearBefore(day, period)]);
      const pace = { date: day, periodType: period, active: 1234, sold: 321 };
      expect([day, period, supply]).toEqual([day, period, findMonthsOfSupply(null, pace)]);
    }
  for (const source of ['redfin', 'redfin-sa', 'zillow-zhvi-0.33-sm-sa', 'zillow-zori-sm', 'sa', 'x-sa-y']) {
    const { base } = only(await database.sql.query('select app.unadjusted_source($1) as base', [source]));
    expect(base).toBe(unadjustedSource(source));
  }
});

async function watch(keys: string[], person: TestPerson = organization.member) {
  return only(
    await asViewer(database.asApp, person.tokenHash, (client) =>
      client.query('select outcome, area_key, area_name from app.watch_area($1)', [keys]),
    ),
  );
}

test('the likeliest area that something is known of is watched, once and by one person', async () => {
  await addMonth(database, organization, { median_price: 1 });
  await createModuleRow(database.sql, 'reid_demographics', organization, {
    area_key: 'city-tx-austin',
    area_name: 'Austin, TX',
  });
  expect(await watch(['nowhere', 'state-tx'])).toEqual({
    outcome: 'WATCHED',
    area_key: 'state-tx',
    area_name: 'Texas',
  });
  expect(await watch(['state-tx'])).toMatchObject({ outcome: 'WATCHED_BEFORE' });
  expect(await watch(['city-tx-austin'])).toMatchObject({ outcome: 'WATCHED', area_name: 'Austin, TX' });
  expect(await watch(['nowhere'])).toMatchObject({ outcome: 'NOT_FOUND' });
  expect(await watch(['state-tx'], organization.viewer)).toMatchObject({ outcome: 'NOT_ALLOWED' });
  const { rows } = await database.sql.query(
    'select user_id, area_key from reid_watched_areas where organization_id = $1 order by area_key',
    [organization.id],
  );
  expect(rows).toEqual([
    { user_id: organization.member.id, area_key: 'city-tx-austin' },
    { user_id: organization.member.id, area_key: 'state-tx' },
  ]);
});

test('24 areas are the most that a person watches', async () => {
  await addMonth(database, organization, { median_price: 1 });
  await database.sql.query(
    `insert into reid_watched_areas (organization_id, user_id, area_key) select $1, $2, 'zip-' || 10000 + n from generate_series(1, 24) n`,
    [organization.id, organization.member.id],
  );
  expect(await watch(['state-tx'])).toMatchObject({ outcome: 'FULL' });
  expect(await watch(['state-tx'], organization.owner)).toMatchObject({ outcome: 'WATCHED' });
});

test('events of alerts are unread until the viewer reads them, and dismissed ones never wait', async () => {
  const alert = await createModuleRow(database.sql, 'reid_alerts', organization, { user_id: null });
  const event = await createModuleRow(database.sql, 'reid_alert_events', organization, { alert_id: alert.id });
  await createModuleRow(database.sql, 'reid_alert_events', organization, {
    alert_id: alert.id,
    area_key: 'us',
    state: 'DISMISSED',
  });
  const count = async ({ tokenHash }: TestPerson) =>
    only(
      await asViewer(database.asApp, tokenHash, (client) =>
        client.query('select app.count_unread_alert_events() as unread'),
      ),
    ).unread;
  expect([await count(organization.member), await count(organization.owner)]).toEqual([1, 1]);
  await database.sql.query('insert into reid_alert_reads (organization_id, event_id, user_id) values ($1, $2, $3)', [
    organization.id,
    event.id,
    organization.member.id,
  ]);
  expect([await count(organization.member), await count(organization.owner)]).toEqual([0, 1]);
});

test('another organization sees none of it', async () => {
  await addMonth(database, organization, { median_price: 1 });
  const other = await createAnalysts(database);
  const { rows, listed, known } = await ask(other.owner).read((handle) => ({
    rows: readSeries(handle, usual),
    listed: listMarkets(handle, everything),
    known: listSeries(handle, 'state-tx', usual),
  }));
  expect([rows, known, listed[0]?.list.rows, listed[0]?.list.source]).toEqual([[], [], [], null]);
  expect(await watch(['state-tx'], other.member)).toMatchObject({ outcome: 'NOT_FOUND' });
});
