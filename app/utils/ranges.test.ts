import { expect, test } from 'vitest';
import { judgeAmounts, judgeDays } from './ranges.ts';

test('a range whose end lies before its beginning holds nothing, and says so', () => {
  expect(judgeDays('2026-03-04', '2026-03-03')).toMatch(/before the first day/);
  expect(judgeAmounts(2, 1)).toMatch(/below the lowest amount/);
});

test.each([
  ['2026-03-04', '2026-03-04'],
  ['2026-03-04', '2026-12-01'],
  ['2026-03-04', null],
  [undefined, '2026-03-04'],
])('from %s to %s is a range', (from, to) => {
  expect(judgeDays(from, to)).toBeUndefined();
});

test('no amount is an end as well', () => {
  expect(judgeAmounts(0, 0)).toBeUndefined();
  expect(judgeAmounts(5, null)).toBeUndefined();
  expect(judgeAmounts(0, -1)).toBeDefined();
});
