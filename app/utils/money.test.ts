import { expect, test } from 'vitest';
import { formatMoney } from './money.ts';

test('amounts are cents', () => {
  expect(formatMoney(123456)).toBe('$1,234.56');
  expect(formatMoney(5)).toBe('$0.05');
  expect(formatMoney(0)).toBe('$0.00');
  expect(formatMoney(10_000_000_00)).toBe('$10,000,000.00');
});

test('the currency is the one named', () => {
  expect(formatMoney(9900, 'EUR')).toBe('€99.00');
});

test('a credit keeps its sign', () => {
  expect(formatMoney(-2500)).toBe('-$25.00');
});
