import { Button, LinkButton } from '~/components/ui/button.tsx';
import { PasswordField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import type { FailureNotice } from '~/request/database-failures.server.ts';
import { isSecret } from '~/services/forms.server.ts';
import { capitalize } from '~/utils/words.ts';
import { useRequestInformation } from './request-information.tsx';

/**
 * Stands in place of a page while the database cannot be reached. A form that was sent is kept in it, to be sent
 * again as it was; passwords have to be typed again. Rendered on the server only, and without any data.
 * @param address  of the page, or where the form was sent
 * @param form  undefined when a page was asked for
 */
export function FailurePage({
  notice,
  address,
  form,
}: {
  notice: FailureNotice;
  address: string;
  form: FormData | undefined;
}) {
  const { requestId } = useRequestInformation();
  return (
    <div className="page flex flex-col gap-6 py-16 sm:py-24">
      <div>
        <h1>{notice.title}</h1>
        <p className="mt-3 max-w-prose text-base text-muted">{notice.explanation}</p>
      </div>
      {form ? (
        <SendAgain form={form} address={address} />
      ) : (
        <div>
          <LinkButton href={address} variant="primary">
            Try again
          </LinkButton>
        </div>
      )}
      {requestId && (
        <p className="text-muted">
          If you write to us about this, mention request <code className="font-mono">{requestId}</code>.
        </p>
      )}
    </div>
  );
}

function SendAgain({ form, address }: { form: FormData; address: string }) {
  const fields = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
  const kept = fields.filter(({ name }) => !isSecret(name));
  const typed = kept.filter(({ name, value }) => isReadable(name, value));
  const secrets = fields.filter(({ name }) => isSecret(name));
  return (
    <form method="post" action={address} className="flex max-w-prose flex-col gap-5">
      {kept.map(({ name, value }, index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      {typed.length > 0 && (
        <Card>
          <h2>What you sent is kept here</h2>
          <dl className="mt-3 flex flex-col gap-2">
            {typed.map(({ name, value }, index) => (
              <div key={index}>
                <dt className="text-muted">{nameField(name)}</dt>
                <dd className="break-words whitespace-pre-line">{value}</dd>
              </div>
            ))}
          </dl>
        </Card>
      )}
      {secrets.map(({ name }) => (
        <PasswordField
          key={name}
          name={name}
          label={nameField(name)}
          autoComplete={name === 'newPassword' ? 'new-password' : 'current-password'}
          hint="Passwords are not kept. Type it again."
          required
        />
      ))}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary">Try again</Button>
        <LinkButton href={address} variant="quiet">
          Look at the page first
        </LinkButton>
      </div>
    </form>
  );
}

/** The fields that people typed or chose; leaves out the ids, addresses and records that a form carries for itself. */
function isReadable(name: string, value: string): boolean {
  return (
    value.trim() !== '' &&
    !/^(intent|kind|shown|original|opened|revision|version|redirectTo|returnTo)$|(id|key)$/i.test(name) &&
    !/^[[{]|^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
  );
}

/** `billingName` as `Billing name`. */
function nameField(name: string): string {
  const words = name.replaceAll(/[-_.[\]\d]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return capitalize(words.trim().toLowerCase());
}
