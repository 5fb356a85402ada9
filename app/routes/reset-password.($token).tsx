import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PasswordField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { shortestPassword } from '~/modules/accounts/passwords.ts';
import { resetPassword } from '~/modules/accounts/sign-in/commands.server.ts';
import { commonPasswordMessage, isCommonPassword } from '~/modules/accounts/sign-in/common-passwords.server.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { isPasswordResetOpen } from '~/modules/accounts/sign-in/queries.server.ts';
import { resetPasswordSchema } from '~/modules/accounts/sign-in/schema.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { hashPassword } from '~/services/password.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt:
    'Your password may have been changed. Try again: if the link no longer works then, sign in with the new one.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Choose a new password');

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { reset } = await context.database.read((handle) => ({
    reset: isPasswordResetOpen(handle, hashSentToken(params.token)),
  }));
  const open = reset[0]?.value ?? false;
  return data({ open }, { status: open ? 200 : 404 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, resetPasswordSchema);
  if (!form.ok) return form.answer;
  const { password } = form.value;
  const { limits } = context;
  if (!(await limits.allowsForm('reset-password'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  if (isCommonPassword(password)) return form.refuse({ password: commonPasswordMessage });

  const passwordHash = await hashPassword(password);
  const { reset } = await context.database.write((handle) => ({
    reset: resetPassword(handle, hashSentToken(params.token), passwordHash),
  }));
  // The page reads that the token is closed, and says so.
  if (!reset[0]?.value) return form.refuse('This link no longer works.', 404);
  return redirect('/login?notice=password-changed', {
    headers: { 'Set-Cookie': await context.cookies.clearSessionToken() },
  });
}

export default function ResetPassword() {
  const { open } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof resetPasswordSchema>>({
    lastResult,
    constraint: getZodConstraint(resetPasswordSchema),
    defaultNoValidate: false,
  });
  if (!open) {
    return (
      <AccountPage title="This link no longer works">
        <p>A link to choose a new password works once, and for one hour. Ask for another one.</p>
        <div>
          <LinkButton href="/forgot-password" variant="primary">
            Send a new link
          </LinkButton>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Choose a new password" description="This signs you out on every device.">
      <ErrorSummary errors={lastResult?.error} />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <PasswordField
          {...fieldProps(fields.password)}
          label="Password"
          autoComplete="new-password"
          hint={`At least ${shortestPassword} characters. A few unrelated words are easy to remember and hard to guess.`}
        />
        <Button variant="primary" size="large">
          Change password
        </Button>
      </form>
    </AccountPage>
  );
}
