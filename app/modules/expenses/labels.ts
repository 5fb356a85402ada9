import type { expensePaymentMethod, expenseStatus } from '#db/schema/index.ts';

export type ExpenseStatus = (typeof expenseStatus.enumValues)[number];
export type PaymentMethod = (typeof expensePaymentMethod.enumValues)[number];

/** Where an expense stands. */
export const expenseStatusLabels = {
  PENDING: 'Waiting',
  NEEDS_REVIEW: 'Asked about',
  APPROVED: 'Approved',
  REJECTED: 'Rejected',
} as const satisfies Record<ExpenseStatus, string>;

/** Ways to pay. The 1099 forms leave cards and payment networks out. */
export const paymentMethodLabels = {
  CASH: 'Cash',
  CHECK: 'Check',
  TRANSFER: 'Bank transfer',
  CARD: 'Card',
  NETWORK: 'Payment network',
} as const satisfies Record<PaymentMethod, string>;
