import { expect, test } from 'vitest';
import { figures, findFigure } from './definitions.ts';
import { choosePriceFigure, choosePriceSource } from './prices.ts';
import { arrangeByYear, findMonthlyShape } from './seasons.ts';
import { addUp, canAddUp, findRange } from './several-areas.ts';
import { findFormat, writeChange, writeFigure, writePercent, writeRatio, writeReturn } from './writing.ts';

test('every figure has a name and a key of its own, and only counts add up', () => {
  expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length);
  expect(new Set(figures.map(({ name }) => name)).size).toBe(figures.length);
  expect(figures.filter(({ addsUp }) => addsUp).map(({ unit }) => unit)).toEqual(Array(6).fill('COUNT'));
  expect(figures.filter(({ addsUp }) => !addsUp).some(({ unit }) => unit === 'COUNT')).toBe(false);
  for (const { definition } of figures) expect(definition).toMatch(/^[A-Z].{20,}\.$/);
  expect(findFigure('constructor')).toBeUndefined();
});

test.each([
  ['median_price', 41_234_568, '$412,345.68', '$412.3K'],
  ['active_listings', 127_920, '127,920', '127.9K'],
  ['days_on_market', 48.5, '48.5 days', '48.5'],
  ['days_on_market', 46, '46 days', '46'],
  ['days_on_market', 1, '1 day', '1'],
  ['inventory_months', 4.1, '4.1 months', '4.1'],
  ['inventory_months', 4.99, '4.99 months', '4.99'],
  ['absorption_rate', 24.39, '24.4%', '24.39%'],
  ['above_list_share', 0.2411, '24.1%', '24.11%'],
  ['sale_to_list_ratio', 0.981_65, '98.2%', '98.17%'],
  ['turnover_rate', 0.25, '0.3%', '0.25%'],
])('%s of %d is written %s, and %s beside an axis', (key, value, words, mark) => {
  const figure = findFigure(key) ?? expect.fail();
  expect(writeFigure(figure, value)).toBe(words);
  expect(findFormat(figure).mark(value)).toBe(mark);
});

test('what is unknown is a dash, and nothing is never negative', () => {
  const figure = findFigure('absorption_rate') ?? expect.fail();
  expect([
    writeFigure(figure, null),
    writeChange(figure, null),
    writePercent(null),
    writeReturn(null),
    writeRatio(null),
  ]).toEqual(Array(5).fill('–'));
  expect([writePercent(-0.04), writeReturn(-0.004), writeRatio(-0), writeChange(figure, -0.04)]).toEqual([
    '0.0%',
    '0.00%',
    '0.00',
    '0.0 points',
  ]);
});

test('rates of return and ratios have two decimals', () => {
  expect(writeReturn(9.9335)).toBe('9.93%');
  expect(writeReturn(-2.117)).toBe('-2.12%');
  expect(writeRatio(1.1174)).toBe('1.12');
});

test('a source’s price is what was paid before what is estimated before what is asked', () => {
  expect(choosePriceFigure(new Set(['median_list_price', 'typical_value', 'median_price']))).toBe('median_price');
  expect(choosePriceFigure(new Set(['median_list_price', 'typical_value']))).toBe('typical_value');
  expect(choosePriceFigure(new Set(['median_list_price', 'median_rent']))).toBe('median_list_price');
  expect(choosePriceFigure(new Set(['median_rent']))).toBeUndefined();
  expect(choosePriceSource(['realtor', 'zillow-zhvi-x', 'redfin-sa', 'redfin'])).toBe('redfin');
  expect(choosePriceSource(['realtor', 'zillow-zhvi-x'])).toBe('zillow-zhvi-x');
  expect(choosePriceSource(['redfinity', 'realtor'])).toBe('realtor');
  expect(choosePriceSource(['mls'])).toBe('mls');
  expect(choosePriceSource([])).toBeUndefined();
});

const series = { source: 'redfin', propertyType: null, periodType: 'MONTHLY', areaType: 'COUNTY', isRolling: false };

test('counts add up only where they are of one kind and none is missing', () => {
  expect(canAddUp([series, series])).toBe(true);
  for (const change of [
    { source: 'realtor' },
    { propertyType: 'Condo' },
    { periodType: 'WEEKLY' },
    { areaType: 'ZIP' },
    { isRolling: true },
  ])
    expect(canAddUp([series, { ...series, ...change }])).toBe(false);
  expect(canAddUp([])).toBe(false);
  expect(addUp([10, 20, 0])).toBe(30);
  expect(addUp([10, null])).toBeNull();
});

test('of medians the lowest, the middle area’s and the highest are shown, each an area’s own', () => {
  const areas = [300, null, 100, 200, 900].map((value, place) => ({ name: `area ${place}`, value }));
  expect(findRange(areas)).toEqual({ lowest: areas[2], middle: areas[3], highest: areas[4] });
  expect(findRange(areas.slice(0, 1))).toEqual({ lowest: areas[0], middle: areas[0], highest: areas[0] });
  expect(findRange([{ value: null }])).toBeNull();
});

test('the shape of a year needs every month of three years', () => {
  const values = new Map<string, number>();
  for (const year of [2021, 2022, 2023])
    for (let month = 1; month <= 12; month += 1)
      values.set(
        `${year}-${String(month).padStart(2, '0')}-28`,
        month === 6 ? 240 + year - 2022 : 100 - 140 / 11 + year - 2022,
      );
  const shape = findMonthlyShape(values) ?? expect.fail();
  expect(shape).toHaveLength(12);
  expect(shape[5]).toBeCloseTo(2.4, 10);
  expect(shape.reduce((sum, ratio) => sum + ratio, 0)).toBeCloseTo(12, 10);
  values.delete('2022-06-28');
  expect(findMonthlyShape(values)).toBeNull();
  expect(findMonthlyShape(new Map())).toBeNull();
  const [newest, middle] = arrangeByYear(values);
  expect(newest?.year).toBe(2023);
  expect(middle?.months[5]).toBeNull();
  expect(middle?.months[6]).toBeCloseTo(87.27, 2);
});
