import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import { countWords, toWords } from '~/utils/words.ts';
import type { SentEmail } from './queries.server.ts';

const hues = {
  DRAFT: 'neutral',
  SCHEDULED: 'info',
  SENDING: 'info',
  PAUSED: 'warning',
  SENT: 'success',
  FAILED: 'danger',
} as const;

/** How far an email has come, with the buttons that stop it. */
export function SendingState({ email, mayControl }: { email: SentEmail; mayControl: boolean }) {
  const { status, cancelledAt } = email;
  const mayPause = mayControl && status === 'SENDING' && cancelledAt === null;
  const mayResume = mayControl && status === 'PAUSED';
  return (
    <Card className="flex flex-col gap-3 p-5">
      <p className="flex flex-wrap items-center gap-3">
        <Tag hue={hues[status]}>{toWords(status)}</Tag>
        <span className="wrap-anywhere">{describeState(email)}</span>
      </p>
      {(mayPause || mayResume) && (
        <div className="no-print flex flex-wrap gap-2">
          <OrganizationForm>
            <Button name="intent" value={mayPause ? 'pause' : 'resume'}>
              {mayPause ? 'Pause' : 'Resume'}
            </Button>
          </OrganizationForm>
          <Confirmation
            id="cancel-sending"
            label="Cancel sending"
            title="Cancel sending?"
            confirmLabel="Yes, send no more"
            fields={{ intent: 'cancel' }}
          >
            <p>
              Whoever still waits gets nothing, and that cannot be taken back. What has gone out stays, with its links
              to unsubscribe.
            </p>
          </Confirmation>
        </div>
      )}
    </Card>
  );
}

function describeState(email: SentEmail): string {
  const { status, cancelledAt, recipientCount } = email;
  const handled = email.totalSent + email.totalFailed + email.totalSkipped + email.totalUnknown;
  const progress = `${handled.toLocaleString('en-US')} of ${countWords(recipientCount, 'recipient')} settled`;
  switch (status) {
    case 'DRAFT':
      return 'Nothing was sent yet.';
    case 'SCHEDULED':
      return 'Nothing was sent yet: it waits for its time.';
    case 'FAILED':
      return `Nothing was sent. ${email.failedReason ?? ''}`.trim();
    case 'PAUSED':
      return `${email.pausedReason ?? 'It stands still.'} ${progress}.`;
    case 'SENDING':
      if (cancelledAt !== null) return `It is being cancelled: ${progress}.`;
      return email.queuedAllAt === null ? `Recipients are being queued: ${progress} so far.` : `${progress}.`;
    case 'SENT': {
      const end = email.sentAt === null ? '' : ` on ${formatDateTime(email.sentAt)}`;
      return cancelledAt === null ? `Sending ended${end}.` : `It was cancelled; the last of it ended${end}.`;
    }
  }
}
