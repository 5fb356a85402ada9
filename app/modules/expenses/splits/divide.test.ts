import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideEvenly, leftOver } from './divide.ts';

test('parts lose no cent, and none is more than a cent larger than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 100_000_000 }), fc.integer({ min: 2, max: 20 }), (cents, count) => {
      const parts = divideEvenly(cents, count);
      expect(parts).toHaveLength(count);
      expect(leftOver(cents, parts)).toBe(0);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    }),
  );
});

test('nothing is left over of what cannot be read', () => {
  expect(leftOver(1_000, [400, null])).toBeNull();
  expect(leftOver(1_000, [400, 700])).toBe(-100);
});
