import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { formatDateTime } from '~/utils/dates.ts';
import type { ShownAlert } from './queries.server.ts';

/** A secret that nobody can be shown again. */
export function NewSecret({ secret }: { secret: string }) {
  return (
    <Notice kind="success" title="The secret of the webhook">
      <p>Copy it now: it is kept encrypted and cannot be shown again. Your receiver checks our signatures with it.</p>
      <input
        aria-label="Secret of the webhook"
        readOnly
        // biome-ignore lint/a11y/noAutofocus: the page was asked for to get this
        autoFocus
        value={secret}
        className="control mt-2 font-mono"
      />
    </Notice>
  );
}

/** The webhook of an alert: its state, its secret and the newest messages. */
export function WebhookCard({
  alert,
  testId,
  mayChange,
}: {
  alert: ShownAlert;
  /** The id of the next test, so that a second click sends no other one. */
  testId: string;
  mayChange: boolean;
}) {
  const { webhookUrl, isWebhookPaused, secretVersion, previousSecretUntil, deliveries } = alert;
  return (
    <section aria-labelledby="webhook" className="flex flex-col gap-3">
      <h2 id="webhook">Webhook</h2>
      {isWebhookPaused && (
        <Notice kind="warning" title="The webhook is paused">
          <p>
            It wanted no more messages, or ten in a row came to nothing. Send a test: once it is answered, the webhook
            goes on.
          </p>
        </Notice>
      )}
      <Card className="flex flex-col gap-4 p-5">
        <p className="font-mono text-xs wrap-anywhere">{webhookUrl}</p>
        {previousSecretUntil && (
          <p>{`The secret before signs as well until ${formatDateTime(previousSecretUntil)}, so that you have time to change it.`}</p>
        )}
        {mayChange && (
          <div className="flex flex-wrap gap-2">
            <OrganizationForm>
              <input type="hidden" name="testId" value={testId} />
              <Button name="intent" value="send-test">
                Send test
              </Button>
            </OrganizationForm>
            <Confirmation
              id="new-secret"
              label="New secret"
              title="Make a new secret?"
              confirmLabel="Yes, make a new one"
              fields={{ intent: 'new-secret', secretVersion: String(secretVersion) }}
            >
              <p>Messages carry signatures of both secrets for a day. After that only the new one counts.</p>
            </Confirmation>
          </div>
        )}
        {deliveries.length === 0 ? (
          <p className="text-muted">Nothing was sent yet.</p>
        ) : (
          <ul className="divide-y divide-line" aria-label="Newest messages">
            {deliveries.map((delivery) => (
              <li key={delivery.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
                <time dateTime={delivery.createdAt}>{formatDateTime(delivery.createdAt)}</time>
                {delivery.isTest && <Tag>Test</Tag>}
                <DeliveryTag status={delivery.status} />
                <span className="text-muted wrap-anywhere">
                  {`${writeTries(delivery.attempts)}. ${delivery.problem ?? (delivery.answerStatus ? `Answered ${delivery.answerStatus}.` : '')}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </section>
  );
}

const writeTries = (count: number) => (count === 1 ? 'One try' : `${count} tries`);

function DeliveryTag({ status }: { status: ShownAlert['deliveries'][number]['status'] }) {
  if (status === 'DELIVERED') return <Tag hue="success">Delivered</Tag>;
  return status === 'PENDING' ? <Tag hue="info">On its way</Tag> : <Tag hue="danger">Given up</Tag>;
}
