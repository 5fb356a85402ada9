import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChange } from '../../app/modules/reid/figures/changes.ts';
import { findFigure } from '../../app/modules/reid/figures/definitions.ts';
import {
  findPeriodBefore,
  findYearBefore,
  type PeriodType,
  writePeriod,
} from '../../app/modules/reid/figures/periods.ts';
import { choosePriceFigure } from '../../app/modules/reid/figures/prices.ts';
import { nameSource } from '../../app/modules/reid/figures/sources.ts';
import { findMarketLabel, findMonthsOfSupply } from '../../app/modules/reid/figures/supply.ts';
import { writeChange, writeFigure } from '../../app/modules/reid/figures/writing.ts';
import { createOrganization } from '../factories/organizations.ts';
import { createTestDatabase, type TestDatabase } from '../setup/database.ts';
import { insertFigures } from './alerts-setup.ts';

// Judging knows rules of figures in SQL that pages know in TypeScript. Both say the same of the same random rows.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database?.drop();
});

const periodTypes = ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'] as const;
const watched = [
  'median_price',
  'typical_value',
  'median_list_price',
  'new_listings',
  'sold_listings',
  'active_listings',
  'days_on_market',
  'inventory_months',
] as const;

test('periods before, of 4,000 random days', async () => {
  const { rows } = await database.sql.query<{
    day: string;
    period: PeriodType;
    before: string;
    year: string;
    name: string;
    rolling: string;
  }>(
    `select day::text, period::text, app.find_period_before(day, period)::text as before, app.find_year_before(day, period)::text as year,
       app.write_period(day, period, false) as name, app.write_period(day, period, true) as rolling
     from (select date '1999-12-01' + (random() * 12000)::integer as day from generate_series(1, 700)
       union all select (date '2019-12-01' + make_interval(months => month) - interval '1 day')::date from generate_series(1, 100) month) days
     cross join unnest(enum_range(null::reid_period_type)) period`,
  );
  expect(rows).toHaveLength(4_000);
  expect(new Set(rows.map(({ period }) => period))).toEqual(new Set(periodTypes));
  for (const { day, period, before, year, name, rolling } of rows) {
    expect([day, period, before, year, name, rolling]).toEqual([
      day,
      period,
      findPeriodBefore(day, period),
      findYearBefore(day, period),
      writePeriod(day, period, false),
      writePeriod(day, period, true),
    ]);
  }
});

test('months of supply and labels, of 10,000 random markets', async () => {
  const { rows } = await database.sql.query<{
    day: string;
    period: PeriodType;
    published: number | null;
    active: number | null;
    sold: number | null;
    months: number | null;
    label: string | null;
  }>(
    `select day::text, period::text, published::float8 as published, active, sold,
       app.find_months_of_supply(published, active, sold, day, period)::float8 as months,
       app.find_market_label(app.find_months_of_supply(published, active, sold, day, period)) as label
     from (
       select date '2015-01-01' + (random() * 4000)::integer as day, (enum_range(null::reid_period_type))[1 + floor(random() * 5)::integer] as period,
         case when random() < 0.2 then round((random() * 12)::numeric, 2) end as published,
         case when random() < 0.9 then (random() * 2000)::integer end as active, case when random() < 0.9 then (random() * 300)::integer end as sold
       from generate_series(1, 10000)) markets`,
  );
  for (const { day, period, published, active, sold, months, label } of rows) {
    const expected = findMonthsOfSupply(published, { date: day, periodType: period, active, sold });
    expect([day, period, active, sold, months, label]).toEqual([
      day,
      period,
      active,
      sold,
      expected,
      findMarketLabel(expected),
    ]);
  }
});

test('sources are named as pages name them', async () => {
  const sources = ['redfin', 'realtor', 'zillow', 'fred', 'acs', 'nces', 'demo', 'other', 'redfinish'].flatMap(
    (begins) => ['', '-sa', '-weekly', '-zori-sfrcondomfr-sm', '-zhvi-0.33-0.67-sm-sa'].map((end) => begins + end),
  );
  const { rows } = await database.sql.query<{ source: string; name: string }>(
    'select source, app.name_source(source) as name from unnest($1::text[]) source',
    [sources],
  );
  expect(rows.map(({ source, name }) => [source, name])).toEqual(sources.map((source) => [source, nameSource(source)]));
});

test('figures are written as pages write them, and so are changes', async () => {
  const { rows } = await database.sql.query<{
    figure: string;
    name: string;
    value: number;
    before: number;
    written: string;
    difference: string;
    percent: string | null;
  }>(
    `select figure, app.name_figure(figure) as name, value::float8 as value, before::float8 as before, app.write_figure(figure, value) as written,
       app.write_figure(figure, abs(value - before)) as difference,
       case when before > 0 then to_char(round(abs(value - before) * 100 / before, 1), 'FM999,999,990.0') || '%' end as percent
     from unnest($1::text[]) figure
     cross join generate_series(1, 500) number
     cross join lateral (select case when figure = 'inventory_months' then round((random() * 20)::numeric, 2)
         when figure = 'days_on_market' then round((random() * 90)::numeric, (random())::integer) else floor(random() * 90000000)::numeric end as value,
       case when figure = 'inventory_months' then round((random() * 20)::numeric, 2)
         when figure = 'days_on_market' then round((random() * 90 + number * 0)::numeric, 1) else floor(random() * 90000000 + number * 0)::numeric end as before) given`,
    [watched],
  );
  expect(rows).toHaveLength(4_000);
  for (const { figure: key, name, value, before, written, difference, percent } of rows) {
    const figure = findFigure(key) ?? expect.fail(`There is no figure ${key}.`);
    const change = findChange(figure, value, before);
    expect([key, value, name, written]).toEqual([key, value, figure.name, writeFigure(figure, value)]);
    const words = writeChange(figure, change).replace(/^[+-]/, '');
    expect([key, value, before, figure.unit === 'DAYS' || figure.unit === 'MONTHS' ? difference : percent]).toEqual([
      key,
      value,
      before,
      words,
    ]);
  }
});

test('the price of a source is the same figure, whatever it has', async () => {
  const { id } = await createOrganization(database.sql);
  const prices = ['median_price', 'typical_value', 'median_list_price'];
  for (let mask = 0; mask < 8; mask += 1) {
    const available = prices.filter((_, place) => mask & (1 << place));
    const source = `source-${mask}`;
    // Each in a month of its own.
    for (const [place, figure] of available.entries())
      await insertFigures(database.sql, id, {
        data_source: source,
        report_date: `2024-0${place + 1}-28`,
        [figure]: 100,
      });
    const { rows } = await database.sql.query<{ figure: string | null }>(
      `select app.find_price_figure($1, $2, 'city-tx-austin', null, 'MONTHLY', '2024-06-30') as figure`,
      [id, source],
    );
    expect(rows).toEqual([{ figure: choosePriceFigure(new Set(available)) ?? null }]);
  }
});
