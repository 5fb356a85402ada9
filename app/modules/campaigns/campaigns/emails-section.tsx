import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { toWords } from '~/utils/words.ts';
import { writePlannedTime } from '../calendar/days.ts';
import { writePercent } from '../entries/money.ts';
import { mostParts } from './labels.ts';
import type { CampaignEmail } from './queries.server.ts';

const hues = {
  DRAFT: 'neutral',
  SCHEDULED: 'info',
  SENDING: 'info',
  SENT: 'success',
  PAUSED: 'warning',
  FAILED: 'danger',
} as const satisfies Record<CampaignEmail['status'], string>;

/** The emails of a campaign, and the form that makes one more. */
export function EmailsSection({
  emails,
  newId,
  mayWrite,
  typedName,
  error,
}: {
  emails: readonly CampaignEmail[];
  /** The id of the next email, so that a second click makes no other one. */
  newId: string;
  mayWrite: boolean;
  /** What was typed into the refused form. */
  typedName: string | undefined;
  error: FieldError;
}) {
  return (
    <section className="flex flex-col gap-3">
      <h2 id="emails">Emails</h2>
      {emails.length === 0 ? (
        <p className="text-muted">
          {mayWrite ? 'No email yet. Name one below, write it, and send it to people who agreed.' : 'No email yet.'}
        </p>
      ) : (
        <Table caption="Emails">
          <thead>
            <tr>
              <th scope="col">Email</th>
              <th scope="col">State</th>
              <th scope="col" className="number">
                Delivered
              </th>
              <th scope="col" className="number">
                Opened
              </th>
              <th scope="col" className="number">
                Clicked
              </th>
            </tr>
          </thead>
          <tbody>
            {emails.map((email) => (
              <tr key={email.id}>
                <th scope="row" className="w-full">
                  <a href={`/campaigns/emails/${email.id}`} className="link wrap-anywhere">
                    {email.name}
                  </a>
                  <span className="block text-xs font-normal text-muted">
                    <When {...email} />
                  </span>
                </th>
                <td>
                  <Tag hue={hues[email.status]}>{toWords(email.status)}</Tag>
                </td>
                <td className="number">
                  {email.recipients === 0 ? (
                    '–'
                  ) : (
                    <a href={`/campaigns/emails/${email.id}/results`} className="link">
                      {email.delivered.toLocaleString('en-US')}
                      <span className="sr-only"> delivered: results of {email.name}</span>
                    </a>
                  )}
                </td>
                <td className="number">{email.openRate === null ? '–' : writePercent(email.openRate)}</td>
                <td className="number">{email.clickRate === null ? '–' : writePercent(email.clickRate)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {emails.length === mostParts && <p className="text-muted">{`These are the newest ${mostParts}.`}</p>}
      {mayWrite && (
        <OrganizationForm className="no-print flex flex-wrap items-end gap-3">
          <input type="hidden" name="id" value={newId} />
          <TextField
            name="emailName"
            label="Name of the new email"
            required
            maxLength={200}
            defaultValue={typedName}
            error={error}
            className="grow sm:max-w-md"
          />
          <Button name="intent" value="new-email">
            New email
          </Button>
        </OrganizationForm>
      )}
    </section>
  );
}

function When({ scheduledLocal, timeZone, sentAt }: Pick<CampaignEmail, 'scheduledLocal' | 'timeZone' | 'sentAt'>) {
  if (sentAt) {
    return (
      <>
        Sent <Day date={sentAt} />
      </>
    );
  }
  return scheduledLocal && timeZone ? writePlannedTime(scheduledLocal, timeZone) : null;
}
