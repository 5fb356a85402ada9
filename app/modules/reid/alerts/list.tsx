import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { countWords } from '~/utils/words.ts';
import { writeAreas } from './area-text.ts';
import { channelLabels, frequencyLabels } from './labels.ts';
import type { ListedAlert } from './queries.server.ts';
import { AlertTag } from './status-tag.tsx';
import { describeConditions } from './watched-figures.ts';
import { MemberName } from '~/components/ui/name.tsx';

/**
 * Alerts, each with what it watches and how it tells.
 * @param mayChange  whether the viewer changes an alert, by whose it is
 */
export function AlertList({
  rows,
  mayChange,
}: {
  rows: readonly ListedAlert[];
  mayChange: (userId: string | null) => boolean;
}) {
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <li key={row.id}>
          <Card className="flex flex-col gap-3 p-5">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
              <h2 className="min-w-0 text-base">
                <a href={`/reid/alerts/${row.id}`} className="link wrap-anywhere">
                  {row.name}
                </a>
              </h2>
              <AlertTag {...row} />
            </div>
            <p className="max-w-prose wrap-anywhere">{describeConditions(row.conditions)}</p>
            <p className="text-muted wrap-anywhere">
              {`${writeAreas(row.areas)}. ${frequencyLabels[row.frequency]}, ${row.channels.map((channel) => channelLabels[channel].toLowerCase()).join(', ')}. `}
              {row.userId === null ? 'Of the organization' : <MemberName name={row.person} />}
              {'. '}
              {row.lastTriggeredAt ? (
                <>
                  {`${countWords(row.triggerCount, 'event')}, the last on `}
                  <Day date={row.lastTriggeredAt} />.
                </>
              ) : (
                'No event yet.'
              )}
            </p>
            {row.isWebhookPaused && (
              <Notice kind="warning">
                Its webhook is paused, because it was not answered. Open the alert to send a test.
              </Notice>
            )}
            {mayChange(row.userId) && (
              <OrganizationForm className="flex flex-wrap gap-2">
                <input type="hidden" name="id" value={row.id} />
                <Button size="small" name="intent" value={row.isActive ? 'turn-off' : 'turn-on'}>
                  {row.isActive ? 'Turn off' : 'Turn on'}
                  <span className="sr-only"> {row.name}</span>
                </Button>
              </OrganizationForm>
            )}
          </Card>
        </li>
      ))}
    </ul>
  );
}

/** The buttons of the page with the alerts. */
export function AlertPlaces({ mayWrite }: { mayWrite: boolean }) {
  return (
    <>
      <LinkButton href="/reid/alerts/events">Events</LinkButton>
      {mayWrite && (
        <LinkButton variant="primary" href="/reid/alerts/new">
          Create alert
        </LinkButton>
      )}
    </>
  );
}
