import type { ReactNode } from 'react';
import { Button } from '~/components/ui/button.tsx';
import { type FieldError, optionsOf, PasswordField, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { platformLabels } from '../posts/platforms.ts';
import { type AccountKind, accountKindLabels } from './kinds.ts';

/** What was typed into one of the forms, and what is wrong with it. */
interface Given {
  kind: AccountKind | undefined;
  texts: Readonly<Record<string, string | undefined>>;
  errors: Record<string, FieldError> | null | undefined;
}

/** The id of a field: the same names stand in three forms. */
const fieldId = (kind: AccountKind, name: string) => `${kind.toLowerCase()}-${name}`;

const names = ['name', 'server', 'handle', 'password', 'platform'];

/** Ids of the fields of a form, for the summary of its errors. */
export const fieldIds = (kind: AccountKind) => Object.fromEntries(names.map((name) => [name, fieldId(kind, name)]));

/**
 * The forms that connect an account, one for each kind.
 * @param ids  ids of the accounts that they make, so that a second click makes no other one
 */
export function ConnectForms({ ids, given }: { ids: Record<AccountKind, string>; given: Given }) {
  const fieldsOf = (kind: AccountKind) => (name: string) => ({
    name,
    id: fieldId(kind, name),
    ...(given.kind === kind && { defaultValue: given.texts[name], error: given.errors?.[name] }),
  });
  const bluesky = fieldsOf('BLUESKY');
  const mastodon = fieldsOf('MASTODON');
  const webhook = fieldsOf('WEBHOOK');
  const form = (kind: AccountKind, explanation: ReactNode, fields: ReactNode) => (
    <ConnectForm kind={kind} id={ids[kind]} isOpen={given.kind === kind} explanation={explanation}>
      {fields}
    </ConnectForm>
  );
  return (
    <section aria-labelledby="connect" className="flex flex-col gap-3">
      <h2 id="connect">Connect an account</h2>
      {form(
        'BLUESKY',
        'Make an app password in the settings of Bluesky, under privacy and security. Your own password is not needed.',
        <>
          <TextField {...bluesky('name')} label="Name" required maxLength={100} hint="As your colleagues know it." />
          <TextField {...bluesky('handle')} label="Handle" required maxLength={253} placeholder="name.bsky.social" />
          <PasswordField {...bluesky('password')} label="App password" required autoComplete="new-password" />
          <TextField
            {...bluesky('server')}
            label="Server"
            required={false}
            maxLength={300}
            placeholder="bsky.social"
            hint="Only where your account is not on Bluesky’s own."
          />
        </>,
      )}
      {form(
        'MASTODON',
        'Make an application in the preferences of your server, under development, that may read your account and write media and statuses. Its access token is what you enter here.',
        <>
          <TextField {...mastodon('name')} label="Name" required maxLength={100} hint="As your colleagues know it." />
          <TextField {...mastodon('server')} label="Server" required maxLength={300} placeholder="mastodon.social" />
          <PasswordField {...mastodon('password')} label="Access token" required autoComplete="new-password" />
        </>,
      )}
      {form(
        'WEBHOOK',
        'Gets each post that is due as a signed POST with JSON, as Standard Webhooks has it. Its secret is shown once, after you connect it.',
        <>
          <TextField {...webhook('name')} label="Name" required maxLength={100} hint="As your colleagues know it." />
          <TextField
            {...webhook('server')}
            label="Webhook address"
            type="url"
            required
            maxLength={2_000}
            placeholder="https://hooks.example.com/lotline"
          />
          <SelectField
            {...webhook('platform')}
            label="Takes posts for"
            options={optionsOf(platformLabels, 'Any platform')}
          />
        </>,
      )}
    </section>
  );
}

function ConnectForm({
  kind,
  id,
  isOpen,
  explanation,
  children,
}: {
  kind: AccountKind;
  id: string;
  isOpen: boolean;
  explanation: ReactNode;
  children: ReactNode;
}) {
  const label = accountKindLabels[kind];
  return (
    <details open={isOpen}>
      <summary className="cursor-pointer py-2.5 font-medium">{label}</summary>
      <Card className="p-5">
        <OrganizationForm className="flex flex-col gap-5">
          <p className="max-w-prose text-muted">{explanation}</p>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="id" value={id} />
          <div className="grid gap-5 sm:grid-cols-2">{children}</div>
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" name="intent" value="connect">
              Connect<span className="sr-only"> {label}</span>
            </Button>
            <Button name="intent" value="try">
              Test<span className="sr-only"> {label}</span>
            </Button>
          </div>
        </OrganizationForm>
      </Card>
    </details>
  );
}

/** The secret of a webhook that was just connected. Nobody can be shown it again. */
export function WebhookSecret({ name, secret }: { name: string; secret: string }) {
  return (
    <Notice kind="success" title={`${name} is connected`}>
      <p>
        Copy its secret now: it is kept encrypted and cannot be shown again. Your receiver checks our signatures with
        it.
      </p>
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
