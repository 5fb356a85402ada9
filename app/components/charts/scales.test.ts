import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseLabels, scaleValues } from './scales.ts';

test.each([
  [[], [0, 1]],
  [[0], [0, 1]],
  [[1], [0, 1]],
  [[3], [0, 1, 2, 3]],
  [[101], [0, 20, 40, 60, 80, 100, 120]],
  [
    [-30, 70],
    [-40, -20, 0, 20, 40, 60, 80],
  ],
])('marks for %j', (values, marks) => {
  expect(scaleValues(values, 100).marks).toEqual(marks);
});

test('marks are whole, few and evenly apart, hold every value and 0, and the scale never turns back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100_000_000, max: 100_000_000 }), { maxLength: 30 }), (values) => {
      const { marks, y } = scaleValues(values, 100);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(8);
      expect(marks.every(Number.isInteger)).toBe(true);
      expect(new Set(marks.slice(1).map((mark, index) => mark - (marks[index] ?? 0))).size).toBe(1);
      for (const value of [...values, 0]) {
        expect(y(value)).toBeGreaterThanOrEqual(-1e-9);
        expect(y(value)).toBeLessThanOrEqual(100 + 1e-9);
      }
      const heights = values.toSorted((one, other) => one - other).map(y);
      expect(heights).toEqual(heights.toSorted((one, other) => other - one));
    }),
  );
});

test('names that fit stand all, others give way to the newest, and never run into each other', () => {
  expect(chooseLabels(['Q1', 'Q2', 'Q3', 'Q4'])).toEqual([0, 1, 2, 3].map((index) => ({ index, anchor: 'middle' })));
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 60 }), (names) => {
      const labels = chooseLabels(names);
      expect(labels.at(-1)?.index).toBe(names.length - 1);
      const room = 270 / names.length;
      const width = Math.max(...names.map(({ length }) => length)) * 7;
      const extents = labels.map(({ index, anchor }) => {
        const left = { start: 0, middle: (index + 0.5) * room - width / 2, end: 270 - width }[anchor];
        return [left, left + width] as const;
      });
      for (const [place, [left]] of extents.entries())
        expect(left).toBeGreaterThanOrEqual(extents[place - 1]?.[1] ?? -1);
    }),
  );
});

test('an axis of fractions, or one that need not hold zero, has marks as well, and holds every value', () => {
  expect(scaleValues([0.18, 0.26], 100, { hasFractions: true }).marks).toEqual([0, 0.1, 0.2, 0.3]);
  expect(scaleValues([41_000_000, 43_000_000], 100, { holdsZero: false }).marks[0]).toBe(41_000_000);
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 30 }), fc.boolean(), (values, holdsZero) => {
      const { marks, y } = scaleValues(values, 100, { holdsZero, hasFractions: true });
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(8);
      for (const one of values) {
        expect(y(one)).toBeGreaterThanOrEqual(-1e-6);
        expect(y(one)).toBeLessThanOrEqual(100 + 1e-6);
      }
    }),
  );
});
