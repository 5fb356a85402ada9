import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { requestPasskey } from '~/modules/accounts/second-factors/passkey-check.server.ts';
import { PasskeyForm, PasskeyScript } from '~/modules/accounts/second-factors/passkey-form.tsx';
import { passkeySignInSchema } from '~/modules/accounts/second-factors/schema.ts';
import { signInByPasskey } from '~/modules/accounts/second-factors/sign-in.server.ts';
import { readDestination, readDestinationOf } from '~/modules/accounts/sign-in/destination.server.ts';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { withDestination } from '~/modules/accounts/sign-in/redirects.ts';
import { startSessionCookies } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { passOnRetryAfter } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'You are not signed in yet. Use the passkey once more.',
} satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta = pageTitle('Sign in with a passkey');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  const redirectTo = readDestinationOf(request, context);
  if (viewer) throw redirect(redirectTo);
  return { redirectTo, passkey: requestPasskey(context, 'sign-in', '') };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, passkeySignInSchema);
  if (!form.ok) return form.answer;
  // Before the database is asked and a signature is checked.
  if (!(await context.limits.allowsForm('sign-in'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const step = await signInByPasskey(request, context, form.value.credential);
  if (step.outcome !== 'signed-in') {
    return form.refuse(step.outcome === 'refused' ? step.problem : 'You are not signed in. Try it again.');
  }
  return redirect(readDestination(form.value.redirectTo), {
    headers: await startSessionCookies(context, step.token, step.cart),
  });
}

export default function PasskeySignIn() {
  const { redirectTo, passkey } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <AccountPage
      title="Sign in with a passkey"
      description="Your device asks for its lock, and you need no password."
      elsewhere={
        <p>
          <a className="link" href={withDestination('/login', redirectTo)}>
            Sign in with your password
          </a>
        </p>
      }
    >
      <ErrorSummary errors={lastResult?.error} title="You are not signed in" />
      <PasskeyForm
        asks={{ get: passkey }}
        label="Use a passkey"
        variant="primary"
        size="large"
        fields={{ redirectTo }}
      />
      <PasskeyScript />
    </AccountPage>
  );
}
