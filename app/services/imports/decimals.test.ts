import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundDecimal } from './decimals.ts';

test.each([
  ['412345.675', 2, 41234568],
  ['1.005', 2, 101],
  ['-1.005', 2, -101],
  ['1987.004999', 2, 198700],
  ['244969.99999999997', 2, 24497000],
  ['4.1000000000000001', 2, 410],
  ['2.15E5', 2, 21500000],
  ['2.0E-4', 4, 2],
  ['4.6e-05', 4, 0],
  ['-3.5e-05', 4, 0],
  ['5e-05', 4, 1],
  ['-0', 0, 0],
  ['0.5', 0, 1],
  ['-0.5', 0, -1],
  ['.5', 1, 5],
  ['7.', 0, 7],
  ['+12', 0, 12],
  ['1099344.0', 0, 1099344],
  ['0000000000000000000012', 0, 12],
])('%s to %i places is %d', (text, places, rounded) => {
  expect(roundDecimal(text, places)).toBe(rounded);
});

test.each([
  '',
  ' ',
  '1,000',
  '1 000',
  '$5',
  '12-',
  'NaN',
  'Infinity',
  '1e',
  '0x10',
  '--1',
  '1.2.3',
  '1e999',
  '9'.repeat(16),
  '-',
])('%j is no number that can be kept', (text) => {
  expect(roundDecimal(text, 0)).toBeNull();
});

test('rounding agrees with whole numbers of arbitrary length', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 3 }),
      (number, scale, places) => {
        const magnitude = number < 0n ? -number : number;
        const digits = magnitude.toString().padStart(scale + 1, '0');
        const cut = digits.length - scale;
        const text = `${number < 0n ? '-' : ''}${digits.slice(0, cut)}${scale ? `.${digits.slice(cut)}` : ''}`;
        const divisor = 10n ** BigInt(scale);
        const doubled = 2n * magnitude * 10n ** BigInt(places) + divisor;
        const expected = Number(doubled / (2n * divisor)) * (number < 0n ? -1 : 1);
        expect(roundDecimal(text, places)).toBe(expected === 0 ? 0 : expected);
      },
    ),
  );
});
