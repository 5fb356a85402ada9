import { Tag } from '~/components/ui/tag.tsx';
import type { ListedAlert, ListedEvent } from './queries.server.ts';

/** Whether an alert is on, and who or what switched it off. */
export function AlertTag({ isActive, pausedReason }: Pick<ListedAlert, 'isActive' | 'pausedReason'>) {
  if (isActive) return <Tag hue="success">On</Tag>;
  if (pausedReason === 'TIER') return <Tag hue="warning">Off: your plan’s limit</Tag>;
  return pausedReason === 'TRIGGERS' ? <Tag>Off: fired as often as set</Tag> : <Tag>Off</Tag>;
}

const eventStates = {
  NEW: undefined,
  HELD_BACK: { hue: 'warning', label: 'Held back' },
  AWAITING: { hue: 'warning', label: 'Waits for approval' },
  APPROVED: { hue: 'success', label: 'Approved' },
  DISMISSED: { hue: 'neutral', label: 'Dismissed' },
} as const;

/** What became of an event, where that is not simply that it was told. */
export function EventTag({ state }: Pick<ListedEvent, 'state'>) {
  const shown = eventStates[state];
  return shown ? <Tag hue={shown.hue}>{shown.label}</Tag> : null;
}
