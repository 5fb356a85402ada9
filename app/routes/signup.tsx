import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { PasswordField, TextField } from '~/components/ui/field.tsx';
import { fieldProps } from '~/components/ui/field-props.ts';
import { findPasswordProblem } from '~/modules/accounts/password-rules.server.ts';
import { shortestPassword } from '~/modules/accounts/passwords.ts';
import { signUp } from '~/modules/accounts/sign-in/commands.server.ts';
import { readDestination, readDestinationOf } from '~/modules/accounts/sign-in/destination.server.ts';
import { describeDevice } from '~/modules/accounts/sign-in/device.ts';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { withDestination } from '~/modules/accounts/sign-in/redirects.ts';
import { signUpSchema } from '~/modules/accounts/sign-in/schema.ts';
import { startSessionCookies } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { choosePassword } from '~/services/password.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'Your account may have been made. Try again: if the email has an account then, sign in with it.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Create an account');

const tooManySignUps =
  'Many accounts were asked for from your network. Wait an hour, or ask a colleague who has an account to invite you.';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const redirectTo = readDestinationOf(request, context);
  // Whoever belongs to none comes here to have one.
  if (viewer)
    throw redirect(viewer.organizations.length > 0 || viewer.user.isPlatformAdmin ? redirectTo : '/organization/new');
  return { redirectTo };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, signUpSchema);
  if (!form.ok) return form.answer;
  const { name, email, password, organization, redirectTo } = form.value;
  const { guestCart, limits } = context;
  if (!(await limits.allowsForm('sign-up'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const problem = findPasswordProblem(password, { name, email });
  if (problem) return form.refuse({ password: problem });

  const chosen = await choosePassword(password);
  const token = createToken();
  const { signedUp } = await context.database.write((handle) => ({
    signedUp: signUp(handle, {
      ...{ name, email, password: chosen, organization, guestCart },
      device: describeDevice(request, context),
      tokenHash: hashToken(token),
      addressDigest: limits.digest,
    }),
  }));
  const result = signedUp[0]?.result;
  if (result?.outcome === 'TOO_OFTEN') return form.refuseForNow(tooManySignUps, 60 * 60);
  if (result?.outcome !== 'CREATED') {
    return form.refuse({ email: 'This email has an account already. Sign in with it, or use another email.' });
  }
  deliverMailSoon(context);
  const message = `We mailed a code to ${email}. It confirms your email, which an order needs.`;
  const headers = await startSessionCookies(context, token, result.cart, message);
  return redirect(readDestination(redirectTo), { headers });
}

export default function SignUp() {
  const { redirectTo } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm<z.input<typeof signUpSchema>>({
    lastResult,
    constraint: getZodConstraint(signUpSchema),
    defaultNoValidate: false,
  });
  return (
    <AccountPage
      title="Create an account"
      description="For you and your organization. You can invite your colleagues afterwards."
      elsewhere={
        <>
          <p>
            Have an account already?{' '}
            <a className="link" href={withDestination('/login', redirectTo)}>
              Sign in
            </a>
          </p>
          <p>Joining an organization that uses Lotline? Open the link in the invitation it sent you.</p>
        </>
      }
    >
      <ErrorSummary errors={lastResult?.error} />
      <form method="post" noValidate={form.noValidate} className="flex flex-col gap-5">
        <RedirectField redirectTo={redirectTo} />
        <TextField {...fieldProps(fields.name)} label="Your name" autoComplete="name" />
        <TextField {...fieldProps(fields.email)} label="Email" type="email" autoComplete="username" />
        <PasswordField
          {...fieldProps(fields.password)}
          label="Password"
          autoComplete="new-password"
          hint={`At least ${shortestPassword} characters. A few unrelated words are easy to remember and hard to guess.`}
        />
        <TextField
          {...fieldProps(fields.organization)}
          label="Organization"
          autoComplete="organization"
          hint="The name of your brokerage or business."
        />
        <Button variant="primary" size="large">
          Create account
        </Button>
      </form>
    </AccountPage>
  );
}
