import { expect, test } from 'vitest';
import { explainRating } from './rating-reason.ts';

const each = (...ratings: number[]) => ratings.map((rating) => ({ rating, count: 1 }));

test('4.2 for 5, 4 and 3 comes with its reason', () => {
  expect(explainRating(4.2, each(5, 4, 3))).toBe('Newer reviews count more. The plain average is 4.0.');
});

test('counts weigh in the plain average', () => {
  expect(
    explainRating(4, [
      { rating: 5, count: 3 },
      { rating: 1, count: 1 },
    ]),
  ).toBeUndefined();
  expect(
    explainRating(3, [
      { rating: 5, count: 3 },
      { rating: 1, count: 1 },
    ]),
  ).toContain('is 4.0');
});

test('nothing is explained where both read the same, or nobody has reviewed', () => {
  expect(explainRating(4.04, each(5, 4, 3))).toBeUndefined();
  expect(explainRating(4.2, [])).toBeUndefined();
});
