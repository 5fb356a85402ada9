import { Tag } from '~/components/ui/tag.tsx';
import { type PaymentStatus, paymentStatusLabels } from '~/modules/marketplace/labels.ts';

const hues = {
  PENDING: 'warning',
  PROCESSING: 'info',
  COMPLETED: 'success',
  FAILED: 'danger',
  REFUNDED: 'neutral',
  CANCELLED: 'neutral',
} as const;

/** The state of an order's payment. */
export function PaymentTag({ status }: { status: PaymentStatus }) {
  return <Tag hue={hues[status]}>{paymentStatusLabels[status]}</Tag>;
}
