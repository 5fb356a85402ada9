import { expect, test } from 'vitest';
import { planRetry } from './retry-plan.ts';

test('a message is tried again after 5 and 15 minutes, 1, 3 and 12 hours, and then no more', () => {
  const failedAt = new Date('2026-03-08T06:59:00Z');
  const minutes = [1, 2, 3, 4, 5, 6, 7].map((failures) => {
    const at = planRetry(failures, failedAt);
    return at && (at.getTime() - failedAt.getTime()) / 60_000;
  });
  expect(minutes).toEqual([5, 15, 60, 180, 720, undefined, undefined]);
});
