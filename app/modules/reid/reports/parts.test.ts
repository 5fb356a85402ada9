import { expect, test } from 'vitest';
import { listParts } from './parts.ts';
import { findPriceFigure, listSeries } from './series.ts';
import { dataOf, monthsOf } from './test-data.ts';

const prices = Array.from({ length: 13 }, (_, index) => 40_000_000 + 100_000 * index);

test('at a glance: newest price with its change, supply computed from counts, whom the market favors', () => {
  const data = dataOf([
    monthsOf('median_price', prices),
    monthsOf('active_listings', [410]),
    monthsOf('sold_listings', [100]),
    monthsOf('days_on_market', [30, 37]),
  ]);
  const [overview] = listParts(data);
  expect(overview?.tables[0]?.rows).toEqual([
    { name: 'Austin, TX', cells: ['$412,000.00', '+3.0%', '4.1 months', "Seller's market", '37 days'] },
    { name: '78704', cells: ['–', '–', '–', '–', '–'] },
  ]);
  expect(overview?.tables[0]?.columns[1]).toBe('Median sale price');
});

test('the publisher’s months of supply go before those of counts, and counts of two sources are never mixed', () => {
  const published = dataOf([
    monthsOf('inventory_months', [3.25]),
    monthsOf('active_listings', [100]),
    monthsOf('sold_listings', [10]),
  ]);
  expect([...(listSeries(published, 'inventory_months')[0]?.values.values() ?? [])]).toEqual([3.25]);
  const mixed = dataOf([monthsOf('active_listings', [100]), monthsOf('sold_listings', [10], { source: 'zillow' })]);
  expect(listSeries(mixed, 'inventory_months')).toEqual([]);
});

test('the price of a report is its sale price, else its typical value, else its asking price', () => {
  expect(findPriceFigure(dataOf([monthsOf('median_list_price', [1]), monthsOf('typical_value', [1])]))).toBe(
    'typical_value',
  );
  expect(findPriceFigure(dataOf([monthsOf('median_rent', [1])]))).toBeUndefined();
});

test('ten areas are drawn four to a chart, and each chart credits its sources', () => {
  const areas = Array.from({ length: 10 }, (_, index) => ({ key: `zip-${78700 + index}`, name: `${78700 + index}` }));
  const data = dataOf(
    areas.map((_, area) => monthsOf('days_on_market', [30, 31], { area })),
    { areas },
  );
  const speed = listParts(data).find(({ key }) => key === 'speed');
  expect(speed?.charts.map(({ title, series }) => [title, series.length])).toEqual([
    ['Days on market (1 of 3)', 4],
    ['Days on market (2 of 3)', 4],
    ['Days on market (3 of 3)', 2],
  ]);
  expect(speed?.charts.every(({ sources }) => sources.includes('redfin'))).toBe(true);
  expect(speed?.tables[0]?.rows).toHaveLength(10);
});

test('a gap stays a gap, and ten years are thinned out evenly back from the newest month', () => {
  const [gap] = listParts(
    dataOf([monthsOf('days_on_market', [30, null, 31]), monthsOf('days_on_market', [1, 2, 3], { area: 1 })]),
  )
    .filter(({ key }) => key === 'speed')
    .flatMap(({ charts }) => charts);
  expect(gap?.series.map(({ values }) => values)).toEqual([
    [30, null, 31],
    [1, 2, 3],
  ]);
  const [decade] = listParts(
    dataOf([
      monthsOf(
        'days_on_market',
        Array.from({ length: 120 }, (_, index) => index),
      ),
    ]),
  )
    .filter(({ key }) => key === 'speed')
    .flatMap(({ charts }) => charts);
  expect(decade?.places).toHaveLength(60);
  expect(decade?.series[0]?.values.slice(-2)).toEqual([117, 119]);
  expect(decade?.summary).toContain('One period in 2 is drawn');
});

test('people with their margins, rents against prices, and sections without anything left out', () => {
  const data = dataOf(
    [monthsOf('median_price', [36_000_000]), monthsOf('median_rent', [180_000], { source: 'zillow-zori' })],
    {
      people: [
        {
          area: 0,
          source: 'acs-5-year',
          year: 2023,
          figures: {
            median_income: { value: 7_200_000, margin: 221_000 },
            median_home_value: { value: 25_000_000, annotation: 'or more' },
          },
        },
      ],
    },
  );
  const parts = listParts(data);
  expect(parts.map(({ key }) => key)).toEqual(['overview', 'prices', 'people', 'investment']);
  expect(parts.find(({ key }) => key === 'people')?.tables[0]?.rows).toEqual([
    { name: 'Median household income', cells: ['$72,000.00', '± $2,210.00'] },
    { name: 'Median home value, as owners put it', cells: ['$250,000.00 or more', '–'] },
  ]);
  expect(parts.find(({ key }) => key === 'investment')?.tables[0]?.rows).toEqual([
    { name: 'Austin, TX', cells: ['$360,000.00', '$1,800.00', '6.0%', '5.00'] },
  ]);
});
