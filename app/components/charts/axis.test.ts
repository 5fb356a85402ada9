import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisMarks } from './axis.ts';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [19, [0, 5, 10, 15, 20]],
  [101, [0, 50, 100, 150]],
])('up to %i', (highest, marks) => {
  expect(axisMarks(highest)).toEqual(marks);
});

test('there are two to five marks of whole numbers, and the last one is above every value', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), (highest) => {
      const marks = axisMarks(highest);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(5);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(marks.every(Number.isInteger)).toBe(true);
    }),
  );
});
