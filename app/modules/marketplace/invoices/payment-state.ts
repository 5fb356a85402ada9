import { type PaymentStatus, paymentStatusLabels } from '~/modules/marketplace/labels.ts';

/** The parts of an order that say whether anything of it is owed; amounts in cents. */
export interface PayableOrder {
  paymentStatus: PaymentStatus;
  total: number;
  refundedTotal: number;
  /** Whether the day it is due on is over; where that is not known, it does not read as overdue. */
  isPastDue?: boolean;
}

/**
 * The state of an order's payment as people read it. SETTLED: nothing is owed, because it cost nothing or what it cost was
 * taken back. OVERDUE: it should have been paid by now.
 */
export type PaymentState = PaymentStatus | 'SETTLED' | 'OVERDUE';

export const paymentStateLabels = {
  ...paymentStatusLabels,
  SETTLED: 'Settled',
  OVERDUE: 'Overdue',
} as const satisfies Record<PaymentState, string>;

/** Decides how the payment of an order reads. */
export function decidePaymentState({ paymentStatus, total, refundedTotal, isPastDue }: PayableOrder): PaymentState {
  const isSettled = ['PENDING', 'COMPLETED'].includes(paymentStatus) && refundedTotal === total;
  if (isSettled) return 'SETTLED';
  return paymentStatus === 'PENDING' && isPastDue ? 'OVERDUE' : paymentStatus;
}

/** Cents that are still to be paid. */
export function amountOwed(order: PayableOrder): number {
  return order.paymentStatus === 'PENDING' ? order.total - order.refundedTotal : 0;
}
