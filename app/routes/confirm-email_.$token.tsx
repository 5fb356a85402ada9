import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { confirmEmailByLink, disownEmail } from '~/modules/accounts/email-confirmation/commands.server.ts';
import { findEmailConfirmation } from '~/modules/accounts/email-confirmation/queries.server.ts';
import { linkSchema } from '~/modules/accounts/email-confirmation/schema.ts';
import { keepDestination } from '~/modules/accounts/sign-in/destination.server.ts';
import { AccountPage, RedirectField } from '~/modules/accounts/sign-in/form-page.tsx';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  ifInDoubt: 'It may have been done. Open the link again: it is closed then.',
  // Its forms act for whoever holds the link.
  ignoresFormOrganization: true,
} satisfies RouteHandle;
export const meta = pageTitle('Confirm your email');

/** Opening the link changes nothing, because mail programs open links by themselves. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { viewer, found } = await context.database.read((handle) => ({
    found: findEmailConfirmation(handle, hashSentToken(params.token)),
  }));
  const [asked] = found;
  if (!asked) return data({ state: 'closed' as const, isSignedIn: viewer !== null }, { status: 404 });
  const state = asked.isOwn ? ('own' as const) : viewer ? ('other-account' as const) : ('signed-out' as const);
  const address = `/confirm-email/${params.token}`;
  return data(
    { state, address, viewerEmail: viewer?.user.email, ...asked },
    viewer ? undefined : { headers: await keepDestination(context, address) },
  );
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, linkSchema);
  if (!form.ok) return form.answer;
  const tokenHash = hashSentToken(params.token);
  if (form.value.intent === 'disown') {
    const { disowned } = await context.database.write((handle) => ({ disowned: disownEmail(handle, tokenHash) }));
    const outcome = disowned[0]?.outcome;
    switch (outcome) {
      case 'DELETED':
        return redirectWithToast(
          context,
          '/',
          'The account with your email is deleted. Nobody writes to you for it any more.',
        );
      case 'DROPPED':
        return redirectWithToast(context, '/', 'Your email does not become part of that account.');
      case 'CLOSED':
      case undefined:
        return form.refuse('This link no longer works.', 404);
      default:
        return unreachable(outcome);
    }
  }
  const { viewer, confirmed } = await context.database.write((handle) => ({
    confirmed: confirmEmailByLink(handle, tokenHash),
  }));
  const outcome = confirmed[0]?.outcome;
  switch (outcome) {
    case 'CONFIRMED':
      // A changed address tells the one before it.
      deliverMailSoon(context);
      return redirectWithToast(context, viewer?.cartLines ? '/cart' : '/account', 'Your email is confirmed.');
    // The page says why.
    case 'CLOSED':
      return form.refuse('This link no longer works.', 404);
    case 'SIGN_IN_FIRST':
    case 'OTHER_ACCOUNT':
      return form.refuse('Nothing is confirmed yet.', 409);
    case 'EMAIL_TAKEN':
      return form.refuse('Another account has this email by now.', 409);
    case undefined:
      return form.refuse('Nothing is confirmed yet.', 409);
    default:
      return unreachable(outcome);
  }
}

export default function ConfirmEmailByLink() {
  const page = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  if (page.state === 'closed') {
    return (
      <AccountPage title="This link no longer works">
        <p>
          A link to confirm an email works once, and only the newest one does.{' '}
          {!page.isSignedIn &&
            'Did somebody else make an account with your email? Choose a new password, and it is yours.'}
        </p>
        <div>
          {page.isSignedIn ? (
            <LinkButton href="/confirm-email" variant="primary">
              See whether your email is confirmed
            </LinkButton>
          ) : (
            <LinkButton href="/forgot-password">Choose a new password</LinkButton>
          )}
        </div>
      </AccountPage>
    );
  }
  const { state, address, email, viewerEmail, isChange, isOpen } = page;
  const description = (
    <span className="wrap-anywhere">
      {isChange ? `An account wants to sign in with ${email} from now on.` : `An account was made with ${email}.`}
    </span>
  );
  return (
    <AccountPage title={isOpen ? 'Confirm your email' : 'This link is too old'} description={description}>
      <ErrorSummary errors={refused?.error} title="Nothing was changed" />
      {state === 'own' && isOpen && (
        <form method="post">
          <Button variant="primary" size="large" name="intent" value="confirm">
            Confirm
          </Button>
        </form>
      )}
      {state === 'own' && !isOpen && (
        <>
          <p>It worked for 30 minutes.</p>
          <form method="post" action="/confirm-email">
            <Button variant="primary" name="intent" value="send">
              Send a new code
            </Button>
          </form>
        </>
      )}
      {state === 'signed-out' && (
        <>
          <p>Is the account yours? Sign in to it, and you come back here.</p>
          <div>
            <LinkButton href="/login" variant="primary">
              Sign in
            </LinkButton>
          </div>
        </>
      )}
      {state === 'other-account' && (
        <>
          <p className="wrap-anywhere">{`You are signed in as ${viewerEmail}, which is another account. Is this one yours, too? Sign out, and this page asks for it.`}</p>
          <form method="post" action="/logout">
            <RedirectField redirectTo={address} />
            <Button variant="primary">Sign out</Button>
          </form>
        </>
      )}
      {state !== 'own' && <Disown isChange={isChange} email={email} />}
    </AccountPage>
  );
}

function Disown({ isChange, email }: { isChange: boolean; email: string }) {
  return (
    <div>
      {/* The form of a confirmation would name the organization that its reader works for. */}
      <form method="post">
        <Confirmation
          id="disown"
          label="This was not me"
          title={isChange ? 'Keep your email out of that account?' : 'Delete the account with your email?'}
          confirmLabel={isChange ? 'Yes, keep it out' : 'Yes, delete it'}
          sends={{ name: 'intent', value: 'disown' }}
        >
          <p className="wrap-anywhere">
            {isChange
              ? `The account keeps the email it has now, and ${email} stays free.`
              : `Whoever made it with ${email} is signed out, and what is in it is gone.`}
          </p>
        </Confirmation>
      </form>
    </div>
  );
}
