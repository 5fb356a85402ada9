import { expect, test } from 'vitest';
import { moveMonths } from '../figures/periods.ts';
import { writeChange, writeFigure } from '../figures/writing.ts';
import {
  arrangeSeries,
  chooseSeasonalFigure,
  findNewest,
  findPriceFigure,
  listNewestFigures,
  listShownDates,
} from './series.ts';
import type { SeriesRow } from './series-query.server.ts';

const base: Omit<SeriesRow, 'date' | 'figures'> = {
  areaKey: 'state-tx',
  areaName: 'Texas',
  areaType: 'STATE',
  source: 'redfin',
  propertyType: null,
  periodType: 'MONTHLY',
  id: 'a',
  isShown: true,
  isFlagged: false,
};
const row = (date: string, figures: SeriesRow['figures'], more: Partial<SeriesRow> = {}): SeriesRow => ({
  ...base,
  date,
  figures,
  ...more,
});

// Texas in June 2024 and 2023, of `tests/reid/fixtures/state_market_tracker.tsv000`; May is made up.
const texas = [
  row(
    '2023-06-30',
    {
      median_price: 34_200_000,
      sold_listings: 32_003,
      active_listings: 112_010,
      inventory_months: 3.5,
      days_on_market: 39,
    },
    { isShown: false },
  ),
  row('2024-05-31', { median_price: 35_000_000, sold_listings: 30_000, active_listings: 120_000 }),
  row('2024-06-30', {
    median_price: 35_100_000,
    sold_listings: 31_200,
    active_listings: 127_920,
    inventory_months: 4.1,
    days_on_market: 46,
  }),
];

test('the newest figures stand with their changes over a period and a year, and what is worked out is marked', () => {
  const [series] = arrangeSeries(texas);
  if (!series) throw new Error('There is no series.');
  const found = Object.fromEntries(
    listNewestFigures(series).map(({ figure, value, isComputed, overPeriod, overYear }) => [
      figure.key,
      [writeFigure(figure, value), isComputed, writeChange(figure, overPeriod), writeChange(figure, overYear)],
    ]),
  );
  expect(found).toEqual({
    median_price: ['$351,000.00', false, '+0.3%', '+2.6%'],
    active_listings: ['127,920', false, '+6.6%', '+14.2%'],
    sold_listings: ['31,200', false, '+4.0%', '-2.5%'],
    // Supply of May is worked out: 120,000 ÷ 30,000.
    inventory_months: ['4.1 months', false, '+0.1 months', '+0.6 months'],
    absorption_rate: ['24.4%', true, '-0.6 points', '-4.2 points'],
    days_on_market: ['46 days', false, '–', '+7 days'],
  });
});

test('a year before that is missing is not replaced by its neighbours', () => {
  const rows = [
    row('2023-05-31', { median_price: 1 }),
    row('2023-07-31', { median_price: 1 }),
    row('2024-06-30', { median_price: 2 }),
  ];
  const [series] = arrangeSeries(rows);
  expect(series && listNewestFigures(series)).toMatchObject([{ overYear: null, overPeriod: null }]);
});

test('missing periods get a place, so that a line has a gap', () => {
  const rows = ['2024-01-31', '2024-02-29', '2024-05-31'].map((date) => row(date, { median_price: 1 }));
  expect(listShownDates(arrangeSeries(rows))).toEqual([
    '2024-01-31',
    '2024-02-29',
    '2024-03-31',
    '2024-04-30',
    '2024-05-31',
  ]);
  const weeks = ['2024-01-06', '2024-01-27'].map((date) => row(date, { median_price: 1 }, { periodType: 'WEEKLY' }));
  expect(listShownDates(arrangeSeries(weeks))).toEqual(['2024-01-06', '2024-01-13', '2024-01-20', '2024-01-27']);
});

test('windows that roll are compared with the window before that does not overlap', () => {
  const rows = Array.from({ length: 5 }, (_, month) =>
    row(moveMonths('2024-01-31', month), { sold_listings: 100 + month }, { periodType: 'QUARTERLY' }),
  );
  const [series] = arrangeSeries(rows);
  expect(series?.isRolling).toBe(true);
  // May over February: 104 ÷ 101.
  expect(series && listNewestFigures(series)[0]?.overPeriod).toBeCloseTo((104 / 101 - 1) * 100, 10);
  expect(series && listShownDates([series])).toHaveLength(5);
});

test('the price is the first of sale price, typical value and asking price that a source has', () => {
  const [asking] = arrangeSeries([row('2024-01-31', { median_list_price: 2 })]);
  const [both] = arrangeSeries([row('2024-01-31', { median_list_price: 2 }), row('2024-02-29', { typical_value: 1 })]);
  const [rent] = arrangeSeries([row('2024-01-31', { median_rent: 2 })]);
  expect([asking, both, rent].map((series) => series && findPriceFigure(series))).toEqual([
    'median_list_price',
    'typical_value',
    undefined,
  ]);
  expect(rent && chooseSeasonalFigure(rent)).toBeUndefined();
});

test('two areas stay two series, and only shown periods are the newest', () => {
  const series = arrangeSeries([
    row('2024-01-31', { median_price: 1 }),
    row('2024-01-31', { median_price: 2 }, { areaKey: 'state-ok', areaName: 'Oklahoma' }),
    row('2024-02-29', { median_price: 3 }, { isShown: false }),
  ]);
  expect(series.map(({ areaKey, periods }) => [areaKey, periods.length])).toEqual([
    ['state-tx', 2],
    ['state-ok', 1],
  ]);
  expect(series[0] && findNewest(series[0])?.date).toBe('2024-01-31');
});
