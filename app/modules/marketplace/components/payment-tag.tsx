import { Tag } from '~/components/ui/tag.tsx';

type PaymentStatus = 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'REFUNDED' | 'CANCELLED';

const looks = {
  PENDING: { hue: 'warning', word: 'Due' },
  PROCESSING: { hue: 'info', word: 'Processing' },
  COMPLETED: { hue: 'success', word: 'Paid' },
  FAILED: { hue: 'danger', word: 'Failed' },
  REFUNDED: { hue: 'neutral', word: 'Refunded' },
  CANCELLED: { hue: 'neutral', word: 'Cancelled' },
} as const;

/** Where the payment of an order stands. */
export function PaymentTag({ status }: { status: PaymentStatus }) {
  const { hue, word } = looks[status];
  return <Tag hue={hue}>{word}</Tag>;
}
