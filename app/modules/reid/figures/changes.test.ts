import { expect, test } from 'vitest';
import { findChange, findChangeOverPeriod, findChangeOverYear } from './changes.ts';
import { findFigure } from './definitions.ts';
import { writeChange } from './writing.ts';

const figureOf = (key: string) => findFigure(key) ?? expect.fail(`There is no figure ${key}.`);

// Texas in June 2024 as Redfin publishes it, its year before as its own changes say.
test.each([
  ['median_price', 35_100_000, 34_200_000, '+2.6%'],
  ['sold_listings', 31_200, 32_000, '-2.5%'],
  ['inventory_months', 4.1, 3.5, '+0.6 months'],
  ['days_on_market', 46, 39, '+7 days'],
  // Realtor.com, Harborview County.
  ['median_list_price', 38_990_000, 39_495_500, '-1.3%'],
  ['days_on_market', 48.5, 42, '+6.5 days'],
  // Zillow, the United States and Harborview.
  ['typical_value', 36_150_013, 35_120_045, '+2.9%'],
  ['typical_value', 42_883_950, 41_234_568, '+4.0%'],
  ['above_list_share', 0.2411, 0.2891, '-4.8 points'],
  ['absorption_rate', 24.39, 24.39, '0.0 points'],
])('%s of %d after %d is %s', (key, value, earlier, words) => {
  const figure = figureOf(key);
  expect(writeChange(figure, findChange(figure, value, earlier))).toBe(words);
});

test.each([
  ['median_price', 100, 0],
  ['sold_listings', 100, 0],
  ['median_price', 100, null],
  ['median_price', null, 100],
  ['days_on_market', undefined, 12],
  ['days_on_market', 12, undefined],
])('a change of %s to %s from %s is unknown', (key, value, earlier) => {
  expect(findChange(figureOf(key), value, earlier)).toBeNull();
});

test('figures that are no amounts may change from 0', () => {
  expect(findChange(figureOf('days_on_market'), 12, 0)).toBe(12);
  expect(findChange(figureOf('inventory_months'), 0, 2)).toBe(-2);
});

test('only the very period a year or one before counts, never the nearest', () => {
  const figure = figureOf('median_price');
  const values = new Map([
    ['2023-05-31', 90],
    ['2023-07-31', 110],
    ['2024-06-30', 120],
    ['2024-04-30', 100],
  ]);
  const series = { figure, periodType: 'MONTHLY', values } as const;
  expect(findChangeOverYear(series, '2024-06-30')).toBeNull();
  expect(findChangeOverPeriod(series, '2024-06-30')).toBeNull();
  values.set('2023-06-30', 100).set('2024-05-31', 96);
  expect(findChangeOverYear(series, '2024-06-30')).toBeCloseTo(20, 10);
  expect(findChangeOverPeriod(series, '2024-06-30')).toBeCloseTo(25, 10);
  expect(findChangeOverYear({ ...series, periodType: 'WEEKLY' }, '2024-06-30')).toBeNull();
  values.set('2023-07-02', 60);
  expect(findChangeOverYear({ ...series, periodType: 'WEEKLY' }, '2024-06-30')).toBeCloseTo(100, 10);
});
