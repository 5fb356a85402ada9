import { expect, test } from 'vitest';
import { chooseColumns, compareColumns, writeYears } from './columns.ts';
import { peopleFigures, writeMargin, writePeople } from './people-figures.ts';
import type { PeopleRow } from './queries.server.ts';

const row = (areaKey: string, year: number, more: Partial<PeopleRow> = {}): PeopleRow => ({
  areaKey,
  areaName: areaKey,
  source: 'acs-5-year',
  year,
  figures: {},
  margins: {},
  annotations: {},
  ages: null,
  incomes: null,
  education: null,
  industries: null,
  ...more,
});
const yearsOf = (rows: readonly PeopleRow[]) => rows.map(({ areaKey, year }) => [areaKey, year]);

test('of one area stands the newest year, and the newest that shares no answers with it', () => {
  const rows = [2013, 2018, 2019, 2022, 2023].map((year) => row('us', year));
  expect(yearsOf(chooseColumns(rows, ['us']))).toEqual([
    ['us', 2023],
    ['us', 2018],
  ]);
  expect(yearsOf(chooseColumns(rows.slice(2), ['us']))).toEqual([['us', 2023]]);
  const yearly = [2022, 2023].map((year) => row('us', year, { source: 'acs-1-year' }));
  expect(yearsOf(chooseColumns(yearly, ['us']))).toEqual([
    ['us', 2023],
    ['us', 2022],
  ]);
});

test('of several areas stands the newest year that all have, in the order that was asked for', () => {
  const rows = [row('a', 2022), row('a', 2023), row('b', 2022), row('c', 2022)];
  expect(yearsOf(chooseColumns(rows, ['c', 'a', 'b']))).toEqual([
    ['c', 2022],
    ['a', 2022],
    ['b', 2022],
  ]);
  expect(yearsOf(chooseColumns([row('a', 2023), row('b', 2022)], ['a', 'b', 'nowhere']))).toEqual([
    ['a', 2023],
    ['b', 2022],
  ]);
});

// Dollars of the Census Bureau's example: their difference is inside the bound of 7,657.09.
const income = (areaKey: string, value: number, margin: number | null, more: Partial<PeopleRow> = {}) =>
  row(areaKey, 2023, { figures: { median_income: value }, margins: { median_income: margin }, ...more });

test('estimates differ only where their difference exceeds what their margins allow', () => {
  const one = income('a', 62_939, 7_457);
  expect(compareColumns(income('b', 63_365, 1_739), one, 'median_income')).toBe('NO_CLEAR_DIFFERENCE');
  expect(compareColumns(income('b', 62_939 + 7_658, 1_739), one, 'median_income')).toBe('HIGHER');
  expect(compareColumns(income('b', 62_939 - 7_658, 1_739), one, 'median_income')).toBe('LOWER');
});

test('nothing is said without a margin, of a bound, and of years that share answers', () => {
  const one = income('a', 62_939, 7_457);
  for (const other of [
    income('b', 99_999, null),
    income('b', 250_000, 1, { annotations: { median_income: 'OR_MORE' } }),
    income('a', 99_999, 1, { year: 2020 }),
    income('b', 99_999, 1, { year: 2022 }),
  ])
    expect(compareColumns(other, one, 'median_income')).toBeNull();
  expect(compareColumns(income('a', 99_999, 1, { year: 2018 }), one, 'median_income')).toBe('HIGHER');
});

test('years and values are written with their units', () => {
  expect([writeYears(row('a', 2023)), writeYears(row('a', 2023, { source: 'demo' }))]).toEqual(['2019–2023', '2023']);
  const written = Object.fromEntries(
    peopleFigures.map((figure) => [figure.key, [writePeople(figure, 6_432_100), writeMargin(figure, 12)]]),
  );
  expect(written.median_income).toEqual(['$64,321', '± $0']);
  expect(written.total_population).toEqual(['6,432,100', '± 12']);
  expect(writePeople({ unit: 'PERCENT' }, 31.42)).toBe('31.4%');
  expect(writeMargin({ unit: 'PERCENT' }, 1.25)).toBe('± 1.3 points');
});
