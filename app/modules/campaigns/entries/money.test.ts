import { expect, test } from 'vitest';
import { calculateBudgetUsed, calculateCostPerLead, calculateReturn, writePercent } from './money.ts';

test('3,500.00 of 1,000.00 is a return of 250 %', () => {
  expect(calculateReturn({ spent: 100_000, revenue: 350_000 })).toBe(250);
});

test('what brought nothing is lost, and what brought less is a loss of two places', () => {
  expect(calculateReturn({ spent: 100, revenue: 0 })).toBe(-100);
  expect(calculateReturn({ spent: 300, revenue: 200 })).toBe(-33.33);
});

test('nothing spent has no return, nobody who asked no cost per lead', () => {
  expect(calculateReturn({ spent: 0, revenue: 350_000 })).toBeNull();
  expect(calculateCostPerLead({ spent: 100_000, leads: 0 })).toBeNull();
});

test('a cost per lead is whole cents', () => {
  expect(calculateCostPerLead({ spent: 100_000, leads: 3 })).toBe(33_333);
  expect(calculateCostPerLead({ spent: 0, leads: 3 })).toBe(0);
});

test('a budget is used up only once all of it is spent', () => {
  expect(calculateBudgetUsed(99_999, 100_000)).toBe(99);
  expect(calculateBudgetUsed(150_000, 100_000)).toBe(150);
  expect(calculateBudgetUsed(5, null)).toBeNull();
  expect(calculateBudgetUsed(5, 0)).toBeNull();
});

test('a percentage is written with a minus sign, not a hyphen', () => {
  expect([writePercent(250), writePercent(-33.33), writePercent(1_234.5)]).toEqual(['250%', '−33.33%', '1,234.5%']);
});
