import { expect, test } from 'vitest';
import { amountOwed, decidePaymentState } from './payment-state.ts';

test.each([
  ['PENDING', 20_000, 0, 'PENDING', 20_000],
  ['PENDING', 20_000, 5_000, 'PENDING', 15_000],
  ['PENDING', 20_000, 20_000, 'SETTLED', 0],
  ['COMPLETED', 20_000, 5_000, 'COMPLETED', 0],
  ['COMPLETED', 20_000, 20_000, 'SETTLED', 0],
  ['COMPLETED', 0, 0, 'SETTLED', 0],
  ['REFUNDED', 20_000, 20_000, 'REFUNDED', 0],
  ['CANCELLED', 20_000, 0, 'CANCELLED', 0],
  ['CANCELLED', 0, 0, 'CANCELLED', 0],
] as const)(
  '%s, %i cents of which %i were taken back: %s, %i owed',
  (paymentStatus, total, refundedTotal, state, owed) => {
    const order = { paymentStatus, total, refundedTotal };
    expect(decidePaymentState(order)).toBe(state);
    expect(amountOwed(order)).toBe(owed);
  },
);
