import type { UnmatchedPayment } from './queries.server.ts';

type Reason = UnmatchedPayment['reason'];

/** Why a payment pays no order, as platform admins read it. */
export const reasonSentences = {
  UNKNOWN_ORDER: 'It names no order of ours.',
  OTHER_REFERENCE: 'It was made in a checkout that its order did not wait for.',
  OTHER_AMOUNT: 'It is not the amount that its order owed.',
  OTHER_CURRENCY: 'It is not in the currency of its order.',
  SECOND_PAYMENT: 'Its order was paid before.',
  NOT_OWED: 'Nothing is owed for its order.',
  CAME_BACK: 'It was sent back and did not stay there: the refund failed, or the dispute was won after all.',
} as const satisfies Record<Reason, string>;

export const unmatchedStateLabels = {
  OPEN: 'To decide',
  PAID_BACK: 'Paid back',
  ASSIGNED: 'Assigned',
} as const satisfies Record<UnmatchedPayment['state'], string>;

/** Whether a payment can still pay an order: it is all with us, and was not another order's. */
export function isAssignable({ reason, returned }: Pick<UnmatchedPayment, 'reason' | 'returned'>): boolean {
  return reason !== 'CAME_BACK' && returned === 0;
}
