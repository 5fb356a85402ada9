import { Tag } from '~/components/ui/tag.tsx';
import { type ContentStatus, contentStatuses } from './labels.ts';

/** The state of a piece of content; `isWaiting` where its time is still to come. */
export function ContentStatusTag({ status, isWaiting }: { status: ContentStatus; isWaiting: boolean }) {
  if (status === 'PUBLISHED' && isWaiting) return <Tag hue="info">Waits for its time</Tag>;
  return <Tag hue={status === 'PUBLISHED' ? 'success' : 'neutral'}>{contentStatuses[status]}</Tag>;
}
