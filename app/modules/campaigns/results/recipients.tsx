import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { formatDateTime } from '~/utils/dates.ts';
import {
  outcomeHues,
  outcomeLabels,
  type RecipientFilter,
  recipientFilters,
  writeReason,
  writeRecipient,
} from './outcomes.ts';
import type { Recipient } from './queries.server.ts';

interface RecipientsProps {
  /** Of the page of results. */
  address: string;
  rows: readonly Recipient[];
  outcome: RecipientFilter | null;
  isFirst: boolean;
  next: string | null;
  /** Whether the list may be taken away as a file. */
  mayExport: boolean;
  isAbTest: boolean;
  /** Whether the links of each are shown. */
  showsLinks: boolean;
}

/** Everybody of an email by outcome, filtered, page by page. */
export function Recipients({
  address,
  rows,
  outcome,
  isFirst,
  next,
  mayExport,
  isAbTest,
  showsLinks,
}: RecipientsProps) {
  const start = writeAddress(address, { outcome });
  return (
    <section className="flex flex-col gap-3" id="recipients">
      <h2 id="recipients-title">Recipients</h2>
      <div className="no-print flex flex-wrap items-end gap-3">
        <form action={`${address}#recipients`} className="flex flex-wrap items-end gap-3">
          <SelectField
            name="outcome"
            label="Outcome"
            options={optionsOf(recipientFilters, 'All')}
            defaultValue={outcome ?? ''}
          />
          <Button>Show</Button>
        </form>
        {mayExport && <DownloadCsv address={address} outcome={outcome} />}
      </div>
      {rows.length === 0 ? (
        <p className="text-muted">{isFirst ? describeEmpty(outcome) : 'Nobody further on.'}</p>
      ) : (
        <Table caption="Recipients">
          <thead>
            <tr>
              <th scope="col">Email</th>
              <th scope="col">Outcome</th>
              <th scope="col">Since</th>
              {isAbTest && <th scope="col">Subject</th>}
              <th scope="col">What they did, as far as known</th>
              {showsLinks && <th scope="col">Links</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RecipientRow key={row.id} row={row} isAbTest={isAbTest} showsLinks={showsLinks} />
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of recipients"
        back={!isFirst && { href: `${start}#recipients`, label: 'Back to the start' }}
        next={next !== null && { href: `${writeAddress(address, { outcome, after: next })}#recipients`, label: 'Next' }}
      />
    </section>
  );
}

function RecipientRow({
  row,
  isAbTest,
  showsLinks,
}: { row: Recipient } & Pick<RecipientsProps, 'isAbTest' | 'showsLinks'>) {
  const reason = writeReason(row.status, row.reason);
  const since = row.complainedAt ?? row.bouncedAt ?? row.deliveredAt ?? row.sentAt ?? row.handedOverAt;
  const acts = [row.openedAt && 'opened', row.clickedAt && 'clicked', row.unsubscribedAt && 'unsubscribed'].filter(
    Boolean,
  );
  const email = writeRecipient(row.email);
  return (
    <tr>
      <th scope="row" className="w-1/3 wrap-anywhere">
        {row.contactId === null ? (
          email
        ) : (
          <a className="link" href={`/campaigns/contacts/${row.contactId}`}>
            {email}
          </a>
        )}
      </th>
      <td data-label="Outcome">
        <Tag hue={outcomeHues[row.status]}>{outcomeLabels[row.status]}</Tag>
        {reason && <span className="mt-1 block max-w-prose text-xs text-muted wrap-anywhere">{reason}</span>}
      </td>
      <td data-label="Since" className="whitespace-nowrap">
        {since && <time dateTime={since}>{formatDateTime(since)}</time>}
      </td>
      {isAbTest && <td data-label="Subject">{row.variant ?? '–'}</td>}
      <td data-label="What they did">{acts.join(', ') || '–'}</td>
      {showsLinks && <td data-label="Links">{row.links.join(', ') || '–'}</td>}
    </tr>
  );
}

const describeEmpty = (outcome: RecipientFilter | null) =>
  outcome === null
    ? 'Nobody is queued yet: recipients appear here once the email begins.'
    : 'Nobody of this email. Choose another outcome.';

/** Takes recipients away as a file, which is noted in the audit trail: so it is a form. */
function DownloadCsv({
  address,
  outcome,
  label = 'Download CSV',
}: {
  address: string;
  outcome: RecipientFilter | null;
  label?: string;
}) {
  return (
    <OrganizationForm action={`${address}.csv`}>
      {outcome !== null && <input type="hidden" name="outcome" value={outcome} />}
      <Button>{label}</Button>
    </OrganizationForm>
  );
}

/** The messages of which nobody said whether they were taken. */
export function UnknownOutcomes({ address, count, mayExport }: { address: string; count: number; mayExport: boolean }) {
  if (count === 0) return null;
  return (
    <section className="flex flex-col gap-3" aria-labelledby="unknown">
      <h2 id="unknown">Unknown outcome</h2>
      <p className="max-w-prose">
        {`Of ${count.toLocaleString('en-US')} ${count === 1 ? 'message' : 'messages'} the mail server never said whether it was taken. ${count === 1 ? 'It' : 'Each'} may have arrived, so it is not sent again. A click, a bounce or a report of delivery still settles it.`}
      </p>
      <div className="no-print flex flex-wrap gap-2">
        <LinkButton href={`${writeAddress(address, { outcome: 'UNKNOWN' })}#recipients`}>Show them</LinkButton>
        {mayExport && <DownloadCsv address={address} outcome="UNKNOWN" label="Download them as CSV" />}
      </div>
    </section>
  );
}
