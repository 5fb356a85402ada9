import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, parseDollars, sumPrices, writeDollars } from './money.ts';

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

test.each([
  ['480', 48_000],
  ['480.5', 48_050],
  ['480.50', 48_050],
  ['$1,480.05', 148_005],
  [' 0 ', 0],
  ['', null],
  ['4,80', null],
  ['480.505', null],
  ['-1', null],
  ['1e3', null],
  ['9999999999', null],
])('%j dollars are %s cents', (text, cents) => {
  expect(parseDollars(text)).toBe(cents);
});

test('what is written is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => parseDollars(writeDollars(cents)) === cents),
  );
});

test('prices add up', () => {
  expect(sumPrices([])).toBe(0);
  expect(sumPrices([{ price: 1 }, { price: 250 }])).toBe(251);
});
