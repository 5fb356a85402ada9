import { expect, test } from 'vitest';
import { explainMonthlyLimit } from './limits.ts';

test('the limit is said once it is reached, with the month after, also across the year', () => {
  const now = new Date('2026-12-31T23:59:00Z');
  expect(explainMonthlyLimit({ used: 9, most: 10 }, 'made', now)).toBeNull();
  expect(explainMonthlyLimit({ used: 900, most: null }, 'made', now)).toBeNull();
  expect(explainMonthlyLimit({ used: 10, most: 10 }, 'made', now)).toBe(
    '10 of 10 made in December. Next on 1 January.',
  );
  expect(explainMonthlyLimit({ used: 100, most: 10 }, 'made', now)).toBe(
    '10 of 10 made in December. Next on 1 January.',
  );
});
