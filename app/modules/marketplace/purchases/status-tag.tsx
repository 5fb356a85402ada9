import { Tag } from '~/components/ui/tag.tsx';
import { type PurchaseStatus, purchaseStatusLabels } from '~/modules/marketplace/labels.ts';

const hues = { ACTIVE: 'success', CANCELLED: 'neutral', REFUNDED: 'neutral', EXPIRED: 'warning' } as const;

/** The status of a purchase. */
export function PurchaseTag({ status }: { status: PurchaseStatus }) {
  return <Tag hue={hues[status]}>{purchaseStatusLabels[status]}</Tag>;
}
