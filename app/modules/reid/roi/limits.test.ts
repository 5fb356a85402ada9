import { expect, test } from 'vitest';
import { explainLimit } from './limits.ts';

const november = new Date('2026-11-29T23:59:59Z');

test('the limit of a month says how many are saved and when the next can be', () => {
  expect(explainLimit({ saved: 5, limit: 5 }, november)).toBe('5 of 5 saved in November. Next on 1 December.');
  expect(explainLimit({ saved: 5, limit: 5 }, new Date('2026-12-31T12:00:00Z'))).toBe(
    '5 of 5 saved in December. Next on 1 January.',
  );
});

test('nothing is said below the limit, or without one', () => {
  expect(explainLimit({ saved: 4, limit: 5 }, november)).toBeNull();
  expect(explainLimit({ saved: 900, limit: null }, november)).toBeNull();
});

test('more than a lower tier allows counts as all of it', () => {
  expect(explainLimit({ saved: 12, limit: 5 }, november)).toBe('5 of 5 saved in November. Next on 1 December.');
});
