import { expect, test } from 'vitest';
import { findInsights } from './insights.ts';
import { dataOf, monthsOf } from './test-data.ts';

/** Thirteen months that end so much further on than they began. */
const year = (from: number, to: number) => [from, ...Array.from({ length: 11 }, () => from), to];

test('a move is told by its figure, area, amount, value, period and source', () => {
  expect(findInsights(dataOf([monthsOf('median_price', year(40_000_000, 41_040_000))]))).toEqual([
    'Median sale price in Austin, TX rose 2.6% in a year, to $410,400.00 in Jun 2024 (Redfin).',
  ]);
});

test('the largest moves come first, and at most six', () => {
  const insights = findInsights(
    dataOf([
      monthsOf('median_price', year(100, 110)),
      monthsOf('active_listings', year(100, 50)),
      monthsOf('new_listings', year(100, 130)),
      monthsOf('sold_listings', year(100, 60)),
      monthsOf('days_on_market', year(30, 37)),
      monthsOf('sale_to_list_ratio', year(1, 0.98)),
      monthsOf('median_rent', year(200_000, 202_000)),
    ]),
  );
  expect(insights).toHaveLength(6);
  expect(insights[0]).toContain('Homes for sale in Austin, TX fell 50.0%');
  expect(insights.map((sentence) => sentence.split(' in Austin')[0])).toEqual([
    'Homes for sale',
    'Homes sold',
    'New listings',
    'Median sale price',
    'Days on market',
    'Sale-to-list ratio',
  ]);
});

test('without the same month of the year before, or without a visible change, nothing is said', () => {
  expect(findInsights(dataOf([monthsOf('median_price', [1, 2, 3])]))).toEqual([]);
  expect(findInsights(dataOf([monthsOf('median_price', year(100_000, 100_001))]))).toEqual([]);
  expect(findInsights(dataOf([monthsOf('median_price', [null, ...year(100, 200).slice(1)])]))).toEqual([]);
});

test('nothing is said of people or schools', () => {
  const people = [
    { area: 0, source: 'acs-5-year', year: 2023, figures: { poverty_rate: { value: 9 }, median_age: { value: 33 } } },
  ];
  expect(findInsights(dataOf([], { people }))).toEqual([]);
});
