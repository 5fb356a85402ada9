import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commercialPercent, depreciate, residentialPercent } from './depreciation.ts';

const months = Array.from({ length: 12 }, (_, place) => place + 1);
const years = Array.from({ length: 45 }, (_, place) => place + 1);

test('every column of tables A-6 and A-7a sums to 100 %', () => {
  for (const month of months) {
    expect(years.reduce((sum, year) => sum + residentialPercent(month, year), 0)).toBe(100_000);
    expect(years.reduce((sum, year) => sum + commercialPercent(month, year), 0)).toBe(100_000);
  }
});

test('the cells of table A-6 that differ by month are the published ones', () => {
  expect(months.map((month) => residentialPercent(month, 1))).toEqual([
    3485, 3182, 2879, 2576, 2273, 1970, 1667, 1364, 1061, 758, 455, 152,
  ]);
  expect([10, 11, 26, 27].map((year) => residentialPercent(1, year))).toEqual([3637, 3636, 3637, 3636]);
  expect([10, 11, 26, 27].map((year) => residentialPercent(12, year))).toEqual([3636, 3637, 3636, 3637]);
  expect(months.map((month) => residentialPercent(month, 28))).toEqual([
    1970, 2273, 2576, 2879, 3182, 3485, 3636, 3636, 3636, 3636, 3636, 3636,
  ]);
  expect(months.map((month) => residentialPercent(month, 29))).toEqual([
    0, 0, 0, 0, 0, 0, 152, 455, 758, 1061, 1364, 1667,
  ]);
});

test('$300,000 in service in October: $2,274.00 in the first year', () => {
  const house = { assetClass: 'RESIDENTIAL', basis: 30_000_000, inService: '2024-10-03', yearlyAmounts: {} } as const;
  expect(depreciate(house, 2024)).toEqual({ cents: 227_400, rate: 7_580, yearNumber: 1 });
  expect(depreciate(house, 2025).cents).toBe(1_090_800);
  expect(depreciate(house, 2023).cents).toBe(0);
  expect(depreciate(house, 2053).cents).toBe(0);
});

test('the years of a commercial building add up to its basis, to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e11 }), fc.integer({ min: 1, max: 12 }), (basis, month) => {
      const inService = `2001-${String(month).padStart(2, '0')}-15`;
      const asset = { assetClass: 'COMMERCIAL', basis, inService, yearlyAmounts: {} } as const;
      expect(years.reduce((sum, year) => sum + depreciate(asset, 2000 + year).cents, 0)).toBe(basis);
    }),
  );
});

test('a typed amount is that of the year of sale, and ends the table', () => {
  const sold = {
    assetClass: 'RESIDENTIAL',
    basis: 30_000_000,
    inService: '2024-10-03',
    yearlyAmounts: { 2026: 400_000 },
  } as const;
  expect([2025, 2026, 2027].map((year) => depreciate(sold, year).cents)).toEqual([1_090_800, 400_000, 0]);
});

test('typed amounts are the depreciation of their year, also of the year of sale', () => {
  const laptop = {
    assetClass: 'MANUAL',
    basis: 250_000,
    inService: '2025-03-01',
    yearlyAmounts: { 2025: 250_000 },
  } as const;
  expect([2024, 2025, 2026].map((year) => depreciate(laptop, year).cents)).toEqual([0, 250_000, 0]);
});
