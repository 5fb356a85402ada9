import { type SubmissionResult, useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { keepDestination, readDestination, readDestinationOf } from '~/modules/accounts/sign-in/destination.server.ts';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { withDestination } from '~/modules/accounts/sign-in/redirects.ts';
import { sendSignInMailSchema, signInCodeSchema, signInMailSchema } from '~/modules/accounts/sign-in/schema.ts';
import { goOnSignedIn } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import { sendSignInMail, signInByMail } from '~/modules/accounts/sign-in/sign-in-mail.server.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { runInBackground } from '~/services/background.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { createToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'You are not signed in yet. Try again: if the code no longer works then, ask for another mail.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Sign in by mail');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const redirectTo = readDestinationOf(request, context);
  if (viewer) throw redirect(redirectTo);
  return { redirectTo, isSent: context.mailedSignIn !== undefined };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, signInMailSchema);
  if (!form.ok) return form.answer;
  if (!(await context.limits.allowsForm('sign-in-mail'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const { redirectTo } = form.value;
  if (form.value.intent === 'code') {
    const signedIn = await signInByMail(request, context, { code: form.value.code });
    // The same for every email, with an account or without.
    if (!signedIn)
      return form.refuse({
        code: 'This is not the code of the newest mail, or it no longer works. Try again, or ask for another mail.',
      });
    return goOnSignedIn(context, signedIn.token, signedIn.result, redirectTo);
  }
  const { email } = form.value;
  // The page must not promise a mail while the database cannot be reached.
  await context.database.read(() => ({}));
  const browserToken = createToken();
  // The work follows the answer, so that neither the answer's text nor its time tells whether the account exists.
  runInBackground(context, 'sign-in mail', () => sendSignInMail(context, email, browserToken));
  const destination = readDestination(redirectTo);
  const headers = await keepDestination(context, destination);
  headers.append('Set-Cookie', await context.cookies.writeMailedSignIn(browserToken));
  return redirect(withDestination('/login/mail', destination), { headers });
}

export default function SignInByMail() {
  const { redirectTo, isSent } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const intent = lastResult?.initialValue?.intent;
  return (
    <AccountPage
      title={isSent ? 'Look into your mailbox' : 'Sign in by mail'}
      description={
        isSent
          ? undefined
          : 'Tell us your email, and we send you a link and a code to sign in with, without your password.'
      }
      elsewhere={
        <p>
          <a className="link" href={withDestination('/login', redirectTo)}>
            Back to sign in with a password
          </a>
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} title="You are not signed in" />
      {isSent && (
        <>
          <p>
            If that email has an account, a mail with a link and a code is on its way. Open the link in this browser, or
            type the code here. Both work for 15 minutes.
          </p>
          <CodeForm redirectTo={redirectTo} lastResult={intent === 'code' ? lastResult : undefined} />
          <h2 className="text-base">Nothing there?</h2>
          <p className="text-muted">
            Look among the spam, check the spelling, and wait a few minutes before you ask for another mail: only the
            newest one works.
          </p>
        </>
      )}
      <MailForm redirectTo={redirectTo} isAgain={isSent} lastResult={intent === 'code' ? undefined : lastResult} />
    </AccountPage>
  );
}

interface FormProps {
  redirectTo: string;
  lastResult: SubmissionResult | undefined;
}

function CodeForm({ redirectTo, lastResult }: FormProps) {
  const [form, fields] = useForm<z.input<typeof signInCodeSchema>>({
    id: 'code-form',
    lastResult,
    constraint: getZodConstraint(signInCodeSchema),
    defaultNoValidate: false,
  });
  return (
    <form method="post" action="/login/mail" noValidate={form.noValidate} className="flex flex-col gap-5">
      <RedirectField redirectTo={redirectTo} />
      <TextField {...fieldProps(fields.code)} label="Code" autoComplete="one-time-code" hint="Like KX7P-3MQ9." />
      <Button variant="primary" size="large" name="intent" value="code">
        Sign in
      </Button>
    </form>
  );
}

function MailForm({ redirectTo, isAgain, lastResult }: FormProps & { isAgain: boolean }) {
  const [form, fields] = useForm<z.input<typeof sendSignInMailSchema>>({
    id: 'mail-form',
    lastResult,
    constraint: getZodConstraint(sendSignInMailSchema),
    defaultNoValidate: false,
  });
  return (
    <form method="post" action="/login/mail" noValidate={form.noValidate} className="flex flex-col gap-5">
      <RedirectField redirectTo={redirectTo} />
      <TextField {...fieldProps(fields.email)} label="Email" type="email" autoComplete="username" />
      <Button variant={isAgain ? 'secondary' : 'primary'} size="large" name="intent" value="send">
        {isAgain ? 'Send another mail' : 'Send mail'}
      </Button>
    </form>
  );
}
