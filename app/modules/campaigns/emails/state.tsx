import { LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Card, DefinitionList } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { countWords } from '~/utils/words.ts';
import { type EmailStatus, isEditable } from './labels.ts';
import { PreviewFrame } from './preview-frame.tsx';

/** What an email that is not written on says, and how it stands. */
export interface ShownEmail {
  status: EmailStatus;
  subject: string;
  previewText: string;
  fromName: string;
  fromEmail: string;
  recipientCount: number;
  /** By the clock of its zone: "2026-03-08T09:00". */
  scheduledLocal: string | null;
  scheduledTimeZone: string | null;
  inRecipientZone: boolean;
  pausedReason: string | null;
  failedReason: string | null;
}

/** An email that is scheduled or sent, or that the viewer only reads. */
export function EmailState({ email, address, mayChange }: { email: ShownEmail; address: string; mayChange: boolean }) {
  const planned = describePlan(email);
  return (
    <>
      {email.status === 'FAILED' && <FailedNotice reason={email.failedReason} />}
      {email.status === 'PAUSED' && (
        <Notice kind="warning" title="It is paused">
          {email.pausedReason && <p>{email.pausedReason}</p>}
        </Notice>
      )}
      <Card>
        <DefinitionList
          entries={[
            { term: 'Subject', details: email.subject || '–' },
            { term: 'Preview text', details: email.previewText || '–' },
            { term: 'From', details: `${email.fromName}, ${email.fromEmail}` },
            ...(planned ? [{ term: 'Planned for', details: planned }] : []),
            ...(email.recipientCount > 0
              ? [{ term: 'Recipients', details: countWords(email.recipientCount, 'contact') }]
              : []),
          ]}
        />
      </Card>
      <div className="flex flex-wrap gap-2">
        {!isEditable(email.status) && email.status !== 'SCHEDULED' && (
          <LinkButton href={`${address}/results`}>Results</LinkButton>
        )}
        {email.status === 'SCHEDULED' && mayChange && (
          <Confirmation
            id="cancel-email"
            label="Cancel sending"
            title="Cancel sending?"
            confirmLabel="Yes, cancel it"
            fields={{ intent: 'cancel' }}
          >
            <p>Nobody gets it, and it is a draft again, to be changed and scheduled another time.</p>
          </Confirmation>
        )}
      </div>
      <section aria-labelledby="preview-heading" className="flex flex-col gap-3">
        <h2 id="preview-heading">Preview</h2>
        <PreviewFrame address={`${address}/preview`} />
      </section>
    </>
  );
}

/** Says why an email did not go out. */
export function FailedNotice({ reason }: { reason: string | null }) {
  return (
    <Notice kind="danger" title="It did not go out">
      {reason && <p>{reason}</p>}
    </Notice>
  );
}

function describePlan({ status, scheduledLocal, scheduledTimeZone, inRecipientZone }: ShownEmail): string | undefined {
  if (isEditable(status) || !scheduledLocal || !scheduledTimeZone) return undefined;
  const [date = '', time = ''] = scheduledLocal.split('T');
  // The time is that of a clock, so it is written as it stands.
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
  return `${day}, ${time}, ${inRecipientZone ? 'by each person’s own clock' : scheduledTimeZone}`;
}
