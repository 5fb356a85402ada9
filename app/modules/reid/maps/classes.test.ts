import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideIntoFifths } from './classes.ts';

test('ten values make five classes of two', () => {
  const { classes, findClass } = divideIntoFifths([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  expect(classes.map(({ lowest, highest, count, shade }) => [lowest, highest, count, shade])).toEqual([
    [1, 2, 2, 0],
    [3, 4, 2, 1],
    [5, 6, 2, 2],
    [7, 8, 2, 3],
    [9, 10, 2, 4],
  ]);
  expect(findClass(7)?.shade).toBe(3);
});

test('few or equal values make fewer classes, as unlike as can be', () => {
  expect(divideIntoFifths([]).classes).toEqual([]);
  expect(divideIntoFifths([3]).classes).toEqual([{ lowest: 3, highest: 3, count: 1, shade: 2 }]);
  expect(divideIntoFifths([3, 3, 3]).classes).toEqual([{ lowest: 3, highest: 3, count: 3, shade: 2 }]);
  expect(divideIntoFifths([1, 2]).classes.map(({ shade }) => shade)).toEqual([0, 4]);
});

test('every value is in one class, equal ones in the same, and classes neither overlap nor turn back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 300 }), (values) => {
      const { classes, findClass } = divideIntoFifths(values);
      expect(classes.length).toBeLessThanOrEqual(5);
      expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      for (const value of values) {
        const found = findClass(value) ?? expect.fail();
        expect(value >= found.lowest && value <= found.highest).toBe(true);
      }
      for (const [place, one] of classes.slice(1).entries()) {
        expect(one.lowest).toBeGreaterThan(classes[place]?.highest ?? Number.POSITIVE_INFINITY);
        expect(one.shade).toBeGreaterThan(classes[place]?.shade ?? 5);
      }
    }),
  );
});
