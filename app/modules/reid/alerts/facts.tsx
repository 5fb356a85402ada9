import { LinkButton } from '~/components/ui/button.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { writeAreas } from './area-text.ts';
import { channelLabels, frequencyLabels } from './labels.ts';
import type { ShownAlert } from './queries.server.ts';
import { EventTag } from './status-tag.tsx';

/** What an alert watches and how it tells, for those who do not change it. */
export function AlertFacts({ alert }: { alert: ShownAlert }) {
  return (
    <DefinitionList
      entries={[
        { term: 'Areas', details: writeAreas(alert.areas) },
        { term: 'Tells', details: alert.channels.map((channel) => channelLabels[channel]).join(', ') },
        { term: 'When', details: `${frequencyLabels[alert.frequency]} (${alert.timeZone})` },
        { term: 'Most events a day', details: alert.maxPerDay ?? 'Any number' },
        { term: 'Turns itself off after', details: alert.disableAfter ?? 'Never' },
        { term: 'Approved by somebody first', details: alert.requireVerification ? 'Yes' : 'No' },
      ]}
    />
  );
}

/** The newest events of an alert, and when it tells of them next. */
export function NewestEvents({ alert: { id, events, nextDigestAt, timeZone } }: { alert: ShownAlert }) {
  return (
    <section aria-labelledby="events" className="flex flex-col gap-3">
      <h2 id="events">Newest events</h2>
      {nextDigestAt && <p className="text-muted">{`The next digest goes out on ${nextDigestAt} (${timeZone}).`}</p>}
      {events.length === 0 ? (
        <p className="text-muted">Nothing happened yet.</p>
      ) : (
        <Card className="p-0">
          <ul className="divide-y divide-line">
            {events.map((event) => (
              <li key={event.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
                <span className="min-w-0 wrap-anywhere">{event.sentence}</span>
                <EventTag state={event.state} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <div>
        <LinkButton size="small" href={`/reid/alerts/events?alert=${id}`}>
          All its events
        </LinkButton>
      </div>
    </section>
  );
}
