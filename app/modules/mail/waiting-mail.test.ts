import { expect, test } from 'vitest';
import { describeDelay } from './waiting-mail.ts';

test('mail that goes out at once has nothing to say', () => {
  expect(describeDelay(0)).toBeUndefined();
});

test.each([
  [40 * 60, 'within 40 minutes'],
  [24 * 60 * 60, 'within 24 hours'],
])('mail that waits for %i seconds says how long', (seconds, words) => {
  expect(describeDelay(seconds)).toContain(words);
});
