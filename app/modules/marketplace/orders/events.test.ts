import { expect, test } from 'vitest';
import { describeOrderEvent } from './events.ts';

test.each([
  [null, 'PENDING', 0, 'Placed'],
  ['PENDING', 'COMPLETED', 0, 'Paid'],
  ['PENDING', 'CANCELLED', 0, 'Cancelled'],
  ['COMPLETED', 'COMPLETED', 12_500, 'Refunded $125.00'],
  ['COMPLETED', 'REFUNDED', 12_500, 'Refunded $125.00, the last of it'],
  ['COMPLETED', 'REFUNDED', 0, 'Refunded'],
  ['PENDING', 'PENDING', 0, 'Changed'],
] as const)('from %s to %s with %i cents refunded: %s', (statusBefore, statusAfter, refunded, words) => {
  expect(describeOrderEvent({ statusBefore, statusAfter, refunded }, 'USD')).toBe(words);
});
