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

test('what should have been paid by now reads as overdue, as long as it is owed and not being paid', () => {
  const order = { total: 20_000, refundedTotal: 5_000, isPastDue: true };
  const states = (['PENDING', 'PROCESSING', 'COMPLETED'] as const).map((paymentStatus) =>
    decidePaymentState({ ...order, paymentStatus }),
  );
  expect(states).toEqual(['OVERDUE', 'PROCESSING', 'COMPLETED']);
  expect(decidePaymentState({ ...order, paymentStatus: 'PENDING', refundedTotal: 20_000 })).toBe('SETTLED');
});
