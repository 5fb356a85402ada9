import { Button } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import type { ListedEvent } from './queries.server.ts';
import { EventTag } from './status-tag.tsx';

/**
 * What alerts found, the newest first.
 * @param mayDecide  whether the viewer decides about an event that waits, by whose alert it is
 */
export function EventList({
  rows,
  mayDecide,
}: {
  rows: readonly ListedEvent[];
  mayDecide: (userId: string | null) => boolean;
}) {
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => {
        const waits = row.state === 'AWAITING' || row.state === 'HELD_BACK';
        return (
          <li key={row.id} id={`event-${row.id}`}>
            <Card className="flex flex-col gap-2 p-5">
              <p className={`max-w-prose wrap-anywhere${row.isRead ? '' : ' font-medium'}`}>
                {!row.isRead && <span className="sr-only">Not read: </span>}
                {row.sentence}
              </p>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
                <a className="link wrap-anywhere" href={`/reid/alerts/${row.alertId}`}>
                  {row.alert}
                </a>
                <time dateTime={row.createdAt}>{formatDateTime(row.createdAt)}</time>
                <EventTag state={row.state} />
                {row.marketDataId && (
                  <a className="link" href={`/reid/figures/${row.marketDataId}`}>
                    Where it comes from
                  </a>
                )}
              </p>
              {waits && mayDecide(row.alertUserId) && (
                <OrganizationForm className="flex flex-wrap gap-2">
                  <input type="hidden" name="id" value={row.id} />
                  <Button size="small" variant="primary" name="intent" value="approve">
                    Approve and send<span className="sr-only">: {row.sentence}</span>
                  </Button>
                  <Button size="small" name="intent" value="dismiss">
                    Dismiss<span className="sr-only">: {row.sentence}</span>
                  </Button>
                </OrganizationForm>
              )}
            </Card>
          </li>
        );
      })}
    </ul>
  );
}

/** Marks every event of the page as read that is not yet. */
export function MarkAsRead({ rows }: { rows: readonly ListedEvent[] }) {
  const unread = rows.filter(({ isRead }) => !isRead);
  if (unread.length === 0) return null;
  return (
    <OrganizationForm>
      {unread.map(({ id }) => (
        <input key={id} type="hidden" name="ids" value={id} />
      ))}
      <Button name="intent" value="read">
        Mark as read
      </Button>
    </OrganizationForm>
  );
}
