import { Tag } from '~/components/ui/tag.tsx';
import { type PurchaseStatus, purchaseStatusLabels } from '~/modules/marketplace/labels.ts';

const hues = { ACTIVE: 'success', CANCELLED: 'neutral', REFUNDED: 'neutral', EXPIRED: 'warning' } as const;

/** The status of a purchase; while it is suspended, that. */
export function PurchaseTag({ status, isSuspended = false }: { status: PurchaseStatus; isSuspended?: boolean }) {
  if (isSuspended) return <Tag hue="danger">Suspended</Tag>;
  return <Tag hue={hues[status]}>{purchaseStatusLabels[status]}</Tag>;
}
