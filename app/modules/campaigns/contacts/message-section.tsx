import { Card, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { contactsPath } from './filters.ts';
import type { ListedEvent, ListedMessage } from './queries.server.ts';

const statusLabels = {
  QUEUED: 'Waiting',
  SENDING: 'On its way',
  SENT: 'Sent',
  DELIVERED: 'Delivered',
  BOUNCED: 'Bounced',
  COMPLAINED: 'Called spam',
  FAILED: 'Failed',
  SKIPPED: 'Not sent',
  UNKNOWN: 'Not known',
} as const satisfies Record<ListedMessage['status'], string>;

/** Why a message was not sent, in words; other reasons are what a mail server said. */
const skippedWords: Readonly<Record<string, string>> = {
  SUPPRESSED: 'Their address was suppressed.',
  NO_CONSENT: 'Nothing said that they agreed.',
  CONSENT_EXPIRED: 'What they agreed to had ended.',
  CANCELLED: 'Sending was cancelled.',
};

const eventLabels = {
  OPEN: 'Opened',
  CLICK: 'Clicked',
  UNSUBSCRIBE: 'Unsubscribed',
  DELIVERY: 'Delivered',
  BOUNCE: 'Bounced',
  COMPLAINT: 'Called spam',
} as const satisfies Record<ListedEvent['kind'], string>;

/** Every message to a contact, the newest first. */
export function MessageSection({
  contactId,
  messages,
  isFirst,
  next,
}: {
  contactId: string;
  messages: readonly ListedMessage[];
  isFirst: boolean;
  /** The place that older messages begin behind. */
  next: string | null;
}) {
  const page = `${contactsPath}/${contactId}`;
  return (
    <section aria-labelledby="messages" className="flex flex-col gap-3">
      <h2 id="messages">Messages</h2>
      {messages.length === 0 ? (
        <p className="text-muted">{isFirst ? 'No email was queued for them yet.' : 'There are no older messages.'}</p>
      ) : (
        <Table caption="Messages to this contact">
          <thead>
            <tr>
              <th scope="col">Email</th>
              <th scope="col">Outcome</th>
              <th scope="col">Day</th>
            </tr>
          </thead>
          <tbody>
            {messages.map(({ id, emailId, name, address, status, reason, sentAt, at }) => (
              <tr key={id}>
                <th scope="row" className="w-full">
                  <a href={`/campaigns/emails/${emailId}/results`} className="link wrap-anywhere">
                    {name}
                  </a>
                  <span className="block text-xs font-normal wrap-anywhere text-muted">{address}</span>
                </th>
                <td>
                  <Tag>{statusLabels[status]}</Tag>
                  {reason && (
                    <span className="block max-w-xs text-xs wrap-anywhere text-muted">
                      {skippedWords[reason] ?? reason}
                    </span>
                  )}
                </td>
                <td className="whitespace-nowrap">
                  <Day date={sentAt ?? at} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of messages"
        back={!isFirst && { href: page, label: 'Newest' }}
        next={next !== null && { href: writeAddress(page, { before: next }), label: 'Older' }}
      />
    </section>
  );
}

/** What became known of messages to a contact after they went out. */
export function EventSection({ events }: { events: readonly ListedEvent[] }) {
  if (events.length === 0) return null;
  return (
    <section aria-labelledby="events" className="flex flex-col gap-3">
      <h2 id="events">Events</h2>
      <Card className="p-0">
        <ol className="divide-y divide-line">
          {events.map(({ id, kind, isMachine, email, link, occurredAt }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
              <Tag>{eventLabels[kind]}</Tag>
              <span className="min-w-0 wrap-anywhere">
                {link ? `${email}: ${link}` : email}
                {isMachine && <span className="text-muted"> (by a program, as far as is known)</span>}
              </span>
              <span className="text-muted">
                <Day date={occurredAt} />
              </span>
            </li>
          ))}
        </ol>
      </Card>
    </section>
  );
}
