import { expect, test } from 'vitest';
import { describeOrderEvent } from './events.ts';

test.each([
  [null, 'PENDING', 0, false, false, 'Placed'],
  ['PENDING', 'COMPLETED', 0, false, false, 'Paid'],
  ['PENDING', 'CANCELLED', 0, false, false, 'Cancelled'],
  ['COMPLETED', 'COMPLETED', 12_500, false, false, 'Refunded $125.00'],
  ['COMPLETED', 'REFUNDED', 12_500, true, true, 'Refunded $125.00, the last of it'],
  ['COMPLETED', 'REFUNDED', 0, false, false, 'Refunded'],
  ['PENDING', 'PENDING', 0, false, false, 'Changed'],
  ['COMPLETED', 'COMPLETED', 0, false, true, 'Payment disputed'],
  ['REFUNDED', 'REFUNDED', 0, true, false, 'Dispute of the payment ended'],
] as const)('from %s to %s with %i cents refunded, disputed before %s and after %s: %s', (...expected) => {
  const [statusBefore, statusAfter, refunded, wasDisputed, isDisputed, words] = expected;
  expect(describeOrderEvent({ statusBefore, statusAfter, refunded, wasDisputed, isDisputed }, 'USD')).toBe(words);
});
