import { Tag } from '~/components/ui/tag.tsx';
import type { ReviewStatus } from './lists.ts';

const tags = {
  PENDING: { hue: 'warning', label: 'Waiting for approval' },
  APPROVED: { hue: 'success', label: 'Published' },
  REJECTED: { hue: 'danger', label: 'Not published' },
  FLAGGED: { hue: 'danger', label: 'Taken down for now' },
} as const satisfies Record<ReviewStatus, unknown>;

/** The status of a review. */
export function ReviewStatusTag({ status }: { status: ReviewStatus }) {
  const { hue, label } = tags[status];
  return <Tag hue={hue}>{label}</Tag>;
}
