import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findDecimalSign, readAmount } from './amounts.ts';

test.each([
  ['14.50', 'POINT', 1450],
  ['-14.50', 'POINT', -1450],
  ['−14.50', 'POINT', -1450],
  ['14.50-', 'POINT', -1450],
  ['(14.50)', 'POINT', -1450],
  ['($1,234.56)', 'POINT', -123456],
  ['-$1,234.56', 'POINT', -123456],
  ['$-1,234.56', 'POINT', -123456],
  ['+14.5', 'POINT', 1450],
  ['USD 14.50', 'POINT', 1450],
  ['14.50 USD', 'POINT', 1450],
  ['14.50 DR', 'POINT', -1450],
  ['14.50CR', 'POINT', 1450],
  ['.5', 'POINT', 50],
  ['14.', 'POINT', 1400],
  ['1,234', 'POINT', 123400],
  ['14.5000', 'POINT', 1450],
  ['-0.00', 'POINT', 0],
  ['1.234,56', 'COMMA', 123456],
  ['1 234,56', 'COMMA', 123456],
  ['1\u00a0234,56', 'COMMA', 123456],
  ["1'234,56", 'COMMA', 123456],
  ['-14,5', 'COMMA', -1450],
  ['  ', 'POINT', null],
  ['14.505', 'POINT', 'NO_AMOUNT'],
  ['1,23', 'POINT', 'NO_AMOUNT'],
  ['12.34.56', 'POINT', 'NO_AMOUNT'],
  ['(-5.00)', 'POINT', 'NO_AMOUNT'],
  ['--5', 'POINT', 'NO_AMOUNT'],
  ['five', 'POINT', 'NO_AMOUNT'],
  ['-', 'POINT', 'NO_AMOUNT'],
  ['9999999999999', 'POINT', 'NO_AMOUNT'],
  ['999999999999', 'POINT', 'TOO_LARGE'],
  ['€14.50', 'POINT', 'OTHER_CURRENCY'],
  ['14,50 EUR', 'COMMA', 'OTHER_CURRENCY'],
  ['CA$14.50', 'POINT', 'OTHER_CURRENCY'],
  ['£3', 'POINT', 'OTHER_CURRENCY'],
] as const)('%j with %s is %j', (cell, decimal, amount) => {
  expect(readAmount(cell, decimal)).toBe(amount);
});

test('an amount as any spreadsheet writes it is read to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (cents) => {
      const dollars = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100);
      const euros = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 2 }).format(cents / 100);
      expect(readAmount(dollars, 'POINT')).toBe(cents === 0 ? 0 : cents);
      expect(readAmount(euros, 'COMMA')).toBe(cents === 0 ? 0 : cents);
    }),
  );
});

test('the decimal sign is the one before the cents', () => {
  expect(findDecimalSign(['1,234.56', '-3.00'])).toBe('POINT');
  expect(findDecimalSign(['1.234,56', '-3,00'])).toBe('COMMA');
  expect(findDecimalSign(['1,234', '12'])).toBe('POINT');
  expect(findDecimalSign(['1.234', '12'])).toBe('COMMA');
  expect(findDecimalSign(['12', ''])).toBe('POINT');
});
