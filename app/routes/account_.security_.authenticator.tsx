import { useForm } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { confirmAuthenticator } from '~/modules/accounts/second-factors/commands.server.ts';
import { QrCodeImage } from '~/modules/accounts/second-factors/qr-code-image.tsx';
import { findWaitingAuthenticator } from '~/modules/accounts/second-factors/queries.server.ts';
import { RecoveryCodesList } from '~/modules/accounts/second-factors/recovery-codes-list.tsx';
import { authenticatorSchema } from '~/modules/accounts/second-factors/schema.ts';
import { openAuthenticator } from '~/modules/accounts/second-factors/sealing.server.ts';
import { groupSecret, writeTotpAddress } from '~/modules/accounts/second-factors/totp.ts';
import { loadVerifier } from '~/modules/accounts/second-factors/verifier.server.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt:
    'Your app may be set up already. Sending this again is safe; recovery codes that you did not get can be made anew.',
} satisfies RouteHandle;
export const meta = pageTitle('Set up an authenticator app');

const overview = '/account/security';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, waiting } = await context.database.read((handle) => ({ waiting: findWaitingAuthenticator(handle) }));
  const { user } = requireViewer(viewer, request);
  const [kept] = waiting;
  const opened = kept && (await openAuthenticator(context.tenantSecrets, kept.authenticatorId, kept.sealedSecret));
  if (!opened) return { setup: null };
  const { drawQrCode } = await loadVerifier();
  return {
    setup: {
      authenticatorId: kept.authenticatorId,
      code: drawQrCode(writeTotpAddress(opened.secret, user.email)),
      secret: groupSecret(opened.secret),
    },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, authenticatorSchema);
  if (!form.ok) return form.answer;
  const outcome = await confirmAuthenticator(request, context, form.value);
  if ('problem' in outcome) return form.refuse(outcome.field === 'code' ? { code: outcome.problem } : outcome.problem);
  if ('codes' in outcome) return outcome;
  return redirectWithToast(context, outcome.redirectTo, outcome.message ?? 'Your authenticator app is set up.');
}

export default function SetUpAuthenticator() {
  const { setup } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const lastResult = answer && !('codes' in answer) ? answer : undefined;
  const [form, fields] = useForm<z.input<typeof authenticatorSchema>>({ lastResult, defaultNoValidate: false });
  if (answer && 'codes' in answer) {
    return (
      <div className="page max-w-3xl py-6 lg:py-10">
        <h1 className="mb-6">Your authenticator app is set up</h1>
        <div className="flex flex-col gap-6">
          <RecoveryCodesList codes={answer.codes} message={answer.message} />
          <div>
            <LinkButton href={overview} variant="primary">
              I have kept them
            </LinkButton>
          </div>
        </div>
      </div>
    );
  }
  if (!setup) {
    return (
      <AccountPage title="Set up an authenticator app">
        <ErrorSummary errors={lastResult?.error} title="Your app is not set up" />
        <p>Nothing waits to be scanned. What you begin is good for an hour.</p>
        <div>
          <LinkButton href={overview} variant="primary">
            Begin once more
          </LinkButton>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Set up an authenticator app"
      description="Any app that shows codes will do, such as the one in your password manager."
      elsewhere={
        <p>
          <a className="link" href={overview}>
            Back to security
          </a>
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} title="Your app is not set up" />
      <p>1. Scan this with the app.</p>
      <QrCodeImage code={setup.code} label="QR code of the key below" />
      <p>
        {'Or type this key into it: '}
        <code className="font-mono wrap-anywhere">{setup.secret}</code>
      </p>
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <input type="hidden" name="authenticatorId" value={setup.authenticatorId} />
        <TextField
          {...fieldProps(fields.code)}
          required
          label="2. Type the code that it shows now"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <Button variant="primary" size="large">
          Set up
        </Button>
      </form>
    </AccountPage>
  );
}
