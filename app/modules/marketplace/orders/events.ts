import type { PaymentStatus } from '~/modules/marketplace/labels.ts';
import { formatMoney } from '~/utils/money.ts';

const changes = {
  PENDING: 'Waits for its payment',
  PROCESSING: 'Payment started',
  COMPLETED: 'Paid',
  FAILED: 'Payment failed',
  REFUNDED: 'Refunded',
  CANCELLED: 'Cancelled',
} as const satisfies Record<PaymentStatus, string>;

/**
 * Describes an event of an order in words.
 * @param event.statusBefore  null for the moment it was placed
 * @param event.wasDisputed  whether its payment was disputed before, and `isDisputed` after it
 * @param event.refunded  cents that were taken back at the event
 */
export function describeOrderEvent(
  event: {
    statusBefore: PaymentStatus | null;
    statusAfter: PaymentStatus;
    refunded: number;
    wasDisputed: boolean;
    isDisputed: boolean;
  },
  currency: string,
): string {
  const { statusBefore, statusAfter, refunded, wasDisputed, isDisputed } = event;
  if (statusBefore === null) return 'Placed';
  const isWhole = statusAfter === 'REFUNDED' && statusBefore !== 'REFUNDED';
  if (refunded > 0) return `Refunded ${formatMoney(refunded, currency)}${isWhole ? ', the last of it' : ''}`;
  if (wasDisputed !== isDisputed) return isDisputed ? 'Payment disputed' : 'Dispute of the payment ended';
  return statusAfter === statusBefore ? 'Changed' : changes[statusAfter];
}
