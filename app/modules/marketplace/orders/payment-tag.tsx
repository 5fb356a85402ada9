import { Tag } from '~/components/ui/tag.tsx';
import {
  decidePaymentState,
  type PayableOrder,
  paymentStateLabels,
} from '~/modules/marketplace/invoices/payment-state.ts';

const hues = {
  PENDING: 'warning',
  PROCESSING: 'info',
  COMPLETED: 'success',
  SETTLED: 'success',
  OVERDUE: 'danger',
  FAILED: 'danger',
  REFUNDED: 'neutral',
  CANCELLED: 'neutral',
} as const;

/** The state of an order's payment. */
export function PaymentTag({ order }: { order: PayableOrder }) {
  const state = decidePaymentState(order);
  return <Tag hue={hues[state]}>{paymentStateLabels[state]}</Tag>;
}
