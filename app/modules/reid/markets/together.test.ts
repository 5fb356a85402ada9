import { expect, test } from 'vitest';
import { arrangeSeries } from './series.ts';
import type { SeriesRow } from './series-query.server.ts';
import { findTogether } from './together.ts';

const area = (areaName: string, figures: SeriesRow['figures'], more: Partial<SeriesRow> = {}): SeriesRow => ({
  areaKey: areaName.toLowerCase(),
  areaName,
  areaType: 'STATE',
  source: 'redfin',
  propertyType: null,
  periodType: 'MONTHLY',
  id: areaName,
  date: '2024-06-30',
  figures,
  isShown: true,
  isFlagged: false,
  ...more,
});
const together = (...rows: SeriesRow[]) =>
  Object.fromEntries(findTogether(arrangeSeries(rows)).map(({ figure, ...of }) => [figure.key, of]));

test('counts add up, supply follows from the sums, and medians are never averaged', () => {
  expect(
    together(
      area('A', { median_price: 30, active_listings: 100, sold_listings: 50 }),
      area('B', { median_price: 10, active_listings: 300, sold_listings: 50 }),
      area('C', { median_price: 20, active_listings: 200, sold_listings: 20 }),
    ),
  ).toMatchObject({
    median_price: { range: { lowest: { name: 'B' }, middle: { name: 'C', value: 20 }, highest: { name: 'A' } } },
    active_listings: { sum: 600 },
    sold_listings: { sum: 120 },
    inventory_months: { sum: 5 },
  });
});

test('areas of two kinds are not added up, because one may hold the other', () => {
  const rows = [
    area('A', { sold_listings: 50, median_price: 1 }),
    area('Z', { sold_listings: 5, median_price: 2 }, { areaType: 'ZIP' }),
  ];
  expect(Object.keys(together(...rows))).toEqual(['median_price']);
});

test('a count that one area lacks has no sum, and areas of different months are not put together', () => {
  expect(together(area('A', { sold_listings: 50 }), area('B', { active_listings: 5 }))).toEqual({});
  expect(together(area('A', { sold_listings: 50 }), area('B', { sold_listings: 5 }, { date: '2024-05-31' }))).toEqual(
    {},
  );
  expect(together(area('A', { sold_listings: 50 }))).toEqual({});
});
