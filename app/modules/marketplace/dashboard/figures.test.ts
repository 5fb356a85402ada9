import { expect, test } from 'vitest';
import { compareMonths, placeMonth } from './figures.ts';

test('a month has a name, and a short one below the chart', () => {
  expect(placeMonth('2026-03')).toEqual({ key: '2026-03', name: 'March 2026', short: 'Mar' });
});

test.each([
  [[100, 112], '12 % more than in all of March'],
  [[100, 25], '75 % less than in all of March'],
  [[100, 100], 'As in all of March'],
  [[0, 100], 'Nothing in March'],
  [[], 'Nothing in March'],
])('%o', (values, words) => {
  expect(compareMonths(values, 'March')).toBe(words);
});
