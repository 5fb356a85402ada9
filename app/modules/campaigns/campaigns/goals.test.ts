import { expect, test } from 'vitest';
import { countDaysLeft, measureProgress, readGoals } from './goals.ts';

test('goals that are none are left out, and the others stay', () => {
  expect(readGoals({ leads: 20, revenue: -1, clicks: 'many', deadline: '2026-02-31', visitors: 120 })).toEqual({
    leads: 20,
  });
  expect(readGoals(null)).toEqual({});
  expect(readGoals([])).toEqual({});
});

test('progress is whole percent, and 100 only once the goal is reached', () => {
  const progress = measureProgress({ leads: 3, revenue: 1_000_000 }, { leads: 2, revenue: 999_999, clicks: 7 });
  expect(progress).toEqual([
    { goal: 'leads', reached: 2, wanted: 3, percent: 66 },
    { goal: 'revenue', reached: 999_999, wanted: 1_000_000, percent: 99 },
  ]);
  expect(measureProgress({ clicks: 4 }, { leads: 0, revenue: 0, clicks: 10 })[0]?.percent).toBe(250);
});

test('days to the deadline count down and go below nothing', () => {
  expect(countDaysLeft({ deadline: '2026-03-10' }, '2026-03-07')).toBe(3);
  expect(countDaysLeft({ deadline: '2026-03-10' }, '2026-03-12')).toBe(-2);
  expect(countDaysLeft({}, '2026-03-12')).toBeUndefined();
});
