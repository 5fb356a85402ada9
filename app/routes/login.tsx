import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PasswordField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { Notice } from '~/components/ui/notice.tsx';
import { requestPasskey } from '~/modules/accounts/second-factors/passkey-check.server.ts';
import { PasskeySignIn } from '~/modules/accounts/second-factors/passkey-form.tsx';
import { signIn } from '~/modules/accounts/sign-in/authenticator.server.ts';
import { readDestinationOf } from '~/modules/accounts/sign-in/destination.server.ts';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { withDestination } from '~/modules/accounts/sign-in/redirects.ts';
import { signInSchema } from '~/modules/accounts/sign-in/schema.ts';
import { goOnSignedIn } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'You are not signed in yet. Type your password and try again.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Sign in');

const noticeSchema = z.enum(['session-ended', 'password-changed']).optional().catch(undefined);

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const { searchParams } = new URL(request.url);
  const redirectTo = readDestinationOf(request, context);
  if (viewer) throw redirect(redirectTo);
  return {
    redirectTo,
    notice: noticeSchema.parse(searchParams.get('notice') ?? undefined),
    passkey: requestPasskey(context, 'sign-in', ''),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const signedIn = await signIn(request, context);
  if (!signedIn.ok) return signedIn.answer;
  return goOnSignedIn(context, signedIn.token, signedIn.result, signedIn.redirectTo);
}

export default function Login() {
  const { redirectTo, notice, passkey } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof signInSchema>>({
    lastResult,
    constraint: getZodConstraint(signInSchema),
    defaultNoValidate: false,
  });
  return (
    <AccountPage
      title="Sign in"
      elsewhere={
        <p>
          New to Lotline?{' '}
          <a className="link" href={withDestination('/signup', redirectTo)}>
            Create an account
          </a>
        </p>
      }
    >
      {notice === 'session-ended' && (
        <Notice kind="warning" title="Your session has ended">
          <p>Sign in, then send what you were sending once more: it was not done. Nothing else is lost.</p>
        </Notice>
      )}
      {notice === 'password-changed' && (
        <Notice kind="success" title="Your password is changed">
          <p>You are signed out on every device. Sign in with the new password.</p>
        </Notice>
      )}
      <ErrorSummary errors={lastResult?.error} title="You are not signed in" />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <RedirectField redirectTo={redirectTo} />
        <TextField {...fieldProps(fields.email)} label="Email" type="email" autoComplete="username webauthn" />
        <PasswordField {...fieldProps(fields.password)} label="Password" autoComplete="current-password" />
        <Button variant="primary" size="large">
          Sign in
        </Button>
        {/* Takes the email along, so that nobody types it twice; the password is not needed for it. */}
        <Button formAction="/login/mail" formNoValidate name="intent" value="send">
          Mail me a link and a code instead
        </Button>
        <p>
          <a className="link" href="/forgot-password">
            Forgot your password?
          </a>
        </p>
      </form>
      <PasskeySignIn passkey={passkey} redirectTo={redirectTo} />
    </AccountPage>
  );
}
