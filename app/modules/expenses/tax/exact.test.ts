import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideRounded, percentRate, scale, takeRate, writeRate } from './exact.ts';

test('a half is rounded away from zero, on both sides', () => {
  expect(divideRounded(5n, 2n)).toBe(3);
  expect(divideRounded(-5n, 2n)).toBe(-3);
  expect(divideRounded(4n, 3n)).toBe(1);
  expect(Object.is(divideRounded(-1n, 3n), 0)).toBe(true);
});

test('a rate is exact where doubles are not', () => {
  // 1.005 × 100 is 100.49999… as doubles.
  expect(takeRate(201, 5_000)).toBe(1);
  expect(scale(100_500, 1, 1000)).toBe(101);
  expect(takeRate(900_719_925_474_099, 923_500)).toBe(831_814_851_175_330);
});

test('a rounded part is the nearest whole cent of what integers say', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 1_000_000 }), (cents, rate) => {
      const off = BigInt(takeRate(cents, rate)) * 1_000_000n - BigInt(cents) * BigInt(rate);
      expect(off <= 500_000n && off >= -500_000n).toBe(true);
    }),
  );
});

test('percents become whole millionths and are written as typed', () => {
  expect(percentRate(4.95)).toBe(49_500);
  expect([923_500, 124_000, 9_000, 36_360, 1_000_000].map(writeRate)).toEqual([
    '92.35 %',
    '12.4 %',
    '0.9 %',
    '3.636 %',
    '100 %',
  ]);
});
