import { formatDateTime } from '~/utils/dates.ts';
import type { HistoryLine } from './history.ts';
import { MemberName } from '~/components/ui/name.tsx';

/** What happened to an expense, the newest first. */
export function HistoryList({ lines }: { lines: readonly HistoryLine[] }) {
  return (
    <ol className="flex flex-col gap-3">
      {lines.toReversed().map(({ occurredAt, actor, events }) => (
        <li key={occurredAt} className="flex flex-col gap-0.5">
          {events.map((event) => (
            <span key={event}>{event}</span>
          ))}
          <span className="text-xs text-muted">
            <MemberName name={actor} unknown="The schedule" />
            {', '}
            <time dateTime={occurredAt}>{formatDateTime(occurredAt)}</time>
          </span>
        </li>
      ))}
    </ol>
  );
}
