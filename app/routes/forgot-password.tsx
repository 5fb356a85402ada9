import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import type { RequestContext } from '~/load-context.ts';
import { requestPasswordReset } from '~/modules/accounts/sign-in/commands.server.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { forgotPasswordSchema } from '~/modules/accounts/sign-in/schema.ts';
import { passwordResetMail } from '~/modules/mail/account-mail.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { runInBackground } from '~/services/background.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Forgot your password?');

export function loader({ request }: LoaderFunctionArgs) {
  return { requested: new URL(request.url).searchParams.has('requested') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, forgotPasswordSchema);
  if (!form.ok) return form.answer;
  const { limits } = context;
  if (!(await limits.allowsForm('forgot-password'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  // The page must not promise a mail while the database cannot be reached.
  await context.database.read(() => ({}));
  // The work follows the answer, so that neither the answer's text nor its time tells whether the account exists.
  runInBackground(context, 'password reset', () => sendPasswordReset(context, form.value.email));
  return redirect('/forgot-password?requested');
}

async function sendPasswordReset({ database, mailer, environment }: RequestContext, email: string) {
  const token = createToken();
  const { accounts } = await database.write((handle) => ({
    accounts: requestPasswordReset(handle, email, hashToken(token)),
  }));
  const account = accounts[0];
  if (!account) return;
  const url = `${environment.PUBLIC_URL}/reset-password/${token}`;
  await mailer.send(passwordResetMail({ to: account.email, name: account.name, url }));
}

export default function ForgotPassword() {
  const { requested } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof forgotPasswordSchema>>({
    lastResult,
    constraint: getZodConstraint(forgotPasswordSchema),
    defaultNoValidate: false,
  });
  if (requested && !lastResult) {
    return (
      <AccountPage title="Look into your mailbox">
        <p>
          If that email has an account, a mail with a link to choose a new password is on its way. The link works for
          one hour.
        </p>
        <p className="text-muted">Nothing there after a few minutes? Look among the spam, or check the spelling.</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton href="/login">Back to sign in</LinkButton>
          <LinkButton href="/forgot-password" variant="quiet">
            Try another email
          </LinkButton>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage
      title="Forgot your password?"
      description="Tell us your email, and we send you a link to choose a new one."
      elsewhere={
        <p>
          <a className="link" href="/login">
            Back to sign in
          </a>
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} />
      <form method="post" action="/forgot-password" noValidate={form.noValidate} className="flex flex-col gap-5">
        <TextField {...fieldProps(fields.email)} label="Email" type="email" autoComplete="username" />
        <Button variant="primary" size="large">
          Send link
        </Button>
      </form>
    </AccountPage>
  );
}
