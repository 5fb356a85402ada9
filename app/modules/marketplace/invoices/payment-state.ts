import { type PaymentStatus, paymentStatusLabels } from '~/modules/marketplace/labels.ts';

/** The parts of an order that say whether anything of it is owed; amounts in cents. */
export interface PayableOrder {
  paymentStatus: PaymentStatus;
  total: number;
  refundedTotal: number;
}

/** The state of an order's payment as people read it. SETTLED: nothing is owed, because it cost nothing or what it cost was taken back. */
export type PaymentState = PaymentStatus | 'SETTLED';

export const paymentStateLabels = { ...paymentStatusLabels, SETTLED: 'Settled' } as const satisfies Record<
  PaymentState,
  string
>;

/** Decides how the payment of an order reads. */
export function decidePaymentState({ paymentStatus, total, refundedTotal }: PayableOrder): PaymentState {
  const isSettled = ['PENDING', 'COMPLETED'].includes(paymentStatus) && refundedTotal === total;
  return isSettled ? 'SETTLED' : paymentStatus;
}

/** Cents that are still to be paid. */
export function amountOwed(order: PayableOrder): number {
  return order.paymentStatus === 'PENDING' ? order.total - order.refundedTotal : 0;
}
