import { Tag } from '~/components/ui/tag.tsx';
import type { PurchaseRequest } from './queries.server.ts';

const looks = {
  PENDING: { hue: 'warning', word: 'Waiting' },
  APPROVED: { hue: 'success', word: 'Approved' },
  DECLINED: { hue: 'danger', word: 'Declined' },
  WITHDRAWN: { hue: 'neutral', word: 'Withdrawn' },
} as const;

/** The status of a purchase request. */
export function RequestTag({ status }: Pick<PurchaseRequest, 'status'>) {
  const { hue, word } = looks[status];
  return <Tag hue={hue}>{word}</Tag>;
}
