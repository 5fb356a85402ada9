import { expect, test } from 'vitest';
import { findAbsorptionRate, findMarketLabel, findMonthsOfSupply } from './supply.ts';

const month = { date: '2024-06-30', periodType: 'MONTHLY' } as const;
const texas = { ...month, active: 127_920, sold: 31_200 };

test('Texas of June 2024 has 4.1 months of supply and absorbs 24.4 % of its homes for sale a month', () => {
  expect(findMonthsOfSupply(4.100_000_000_000_000_5, texas)).toBe(4.1);
  expect(findMonthsOfSupply(null, texas)).toBe(4.1);
  expect(findAbsorptionRate(null, texas)).toBe(24.39);
});

test('the publisher’s own figure comes first', () => {
  expect(findMonthsOfSupply(5.555, { ...month, active: null, sold: null })).toBe(5.56);
  expect(findAbsorptionRate(0, texas)).toBe(0);
});

test.each([
  ['WEEKLY', '2024-06-29', 100, 0.69, 144.94],
  ['QUARTERLY', '2024-06-30', 300, 2.99, 33.45],
  ['YEARLY', '2023-12-31', 1200, 3, 33.36],
  ['DAILY', '2024-06-30', 1, 9.86, 10.15],
] as const)('sales of a %s period ending %s are brought to a month', (periodType, date, sold, months, rate) => {
  const pace = { date, periodType, sold, active: 300 };
  expect(findMonthsOfSupply(null, pace)).toBe(months);
  expect(findAbsorptionRate(null, pace)).toBe(rate);
});

test('without sales there are no months, without homes for sale no rate, and more may sell than are left', () => {
  expect(findMonthsOfSupply(null, { ...month, active: 10, sold: 0 })).toBeNull();
  expect(findMonthsOfSupply(null, { ...month, active: null, sold: 10 })).toBeNull();
  expect(findMonthsOfSupply(null, { ...month, active: 0, sold: 10 })).toBe(0);
  expect(findAbsorptionRate(null, { ...month, active: 0, sold: 10 })).toBeNull();
  expect(findAbsorptionRate(null, { ...month, active: 10, sold: null })).toBeNull();
  expect(findAbsorptionRate(null, { ...month, active: 10, sold: 25 })).toBe(250);
});

test('halves of a hundredth go up: 1,001 homes at 200 a month are 5.01 months', () => {
  expect(findMonthsOfSupply(null, { ...month, active: 1001, sold: 200 })).toBe(5.01);
  expect(findMonthsOfSupply(null, { ...month, active: 999, sold: 200 })).toBe(5);
  expect(findMarketLabel(findMonthsOfSupply(null, { ...month, active: 999, sold: 200 }))).toBe('Balanced');
});

test.each([
  [0, "Seller's market"],
  [4.99, "Seller's market"],
  [5, 'Balanced'],
  [7, 'Balanced'],
  [7.01, "Buyer's market"],
  [null, null],
])('%s months of supply: %s', (months, label) => {
  expect(findMarketLabel(months)).toBe(label);
});
