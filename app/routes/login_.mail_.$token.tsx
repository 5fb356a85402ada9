import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { findSignInMail } from '~/modules/accounts/sign-in/queries.server.ts';
import { signInLinkSchema } from '~/modules/accounts/sign-in/schema.ts';
import { goOnSignedIn } from '~/modules/accounts/sign-in/session-cookies.server.ts';
import { signInByMail } from '~/modules/accounts/sign-in/sign-in-mail.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { hashSentToken, hashToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'You may be signed in already. Try again: if the link no longer works then, ask for another mail.',
} satisfies RouteHandle;
export const meta = pageTitle('Sign in by mail');

// Opening the page changes nothing: programs that read mail follow its links.
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { found } = await context.database.read((handle) => ({
    found: findSignInMail(handle, hashSentToken(params.token), hashToken(context.mailedSignIn ?? '')),
  }));
  const state = found[0]?.outcome ?? 'CLOSED';
  return data({ state }, { status: state === 'CLOSED' ? 404 : 200 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, signInLinkSchema);
  if (!form.ok) return form.answer;
  const signedIn = await signInByMail(request, context, { mailTokenHash: hashSentToken(params.token) });
  // The page reads the reason itself and says what to do.
  if (!signedIn) return form.refuse('You are not signed in.', 409);
  return goOnSignedIn(context, signedIn.token, signedIn.result, context.destination);
}

export default function SignInByLink() {
  const { state } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  switch (state) {
    case 'OPEN':
      return (
        <AccountPage title="Sign in" description="You asked for this in this browser.">
          <ErrorSummary errors={refused?.error} />
          <form method="post">
            <Button variant="primary" size="large">
              Sign in
            </Button>
          </form>
        </AccountPage>
      );
    case 'ELSEWHERE':
      return (
        <AccountPage title="This link is for another browser">
          <p>
            It signs in only the browser that asked for it. Open it there, or type the code of the mail there. If you
            asked nowhere, somebody else did: leave the mail alone, and give the code to nobody.
          </p>
          <div>
            <LinkButton href="/login/mail">Ask for a mail in this browser</LinkButton>
          </div>
        </AccountPage>
      );
    case 'CLOSED':
      return (
        <AccountPage title="This link no longer works">
          <p>A link to sign in works once, and for 15 minutes. Ask for another one.</p>
          <div>
            <LinkButton href="/login/mail" variant="primary">
              Send a new mail
            </LinkButton>
          </div>
        </AccountPage>
      );
  }
}
