import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { AccountPage } from '~/modules/accounts/sign-in/form-page.tsx';
import { confirmSubscription } from '~/modules/campaigns/signup-forms/commands.server.ts';
import { findSubscriptionRequest } from '~/modules/campaigns/signup-forms/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { hashSentToken } from '~/services/tokens.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { isolateName } from '~/utils/names.ts';

export const handle = { hydrate: false, readsNoCookies: true, ignoresFormOrganization: true } satisfies RouteHandle;
export const meta = pageTitle('Confirm your sign-up');

/** Shows whoever has the mail what they confirm. Opening the link confirms nothing, because mail programs open links by themselves. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { found } = await context.database.read((handle) => ({
    found: findSubscriptionRequest(handle, hashSentToken(params.token)),
  }));
  const [request] = found;
  if (!request) throw notFound();
  // With "no-referrer" a browser would not say which site the form is sent from, and it would be refused.
  return data(request, { headers: { 'Referrer-Policy': 'same-origin', 'X-Robots-Tag': 'noindex, nofollow' } });
}

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { confirmed } = await context.database.write((handle) => ({
    confirmed: confirmSubscription(handle, hashSentToken(params.token)),
  }));
  const outcome = confirmed[0]?.outcome;
  switch (outcome) {
    // The page says which of both it is.
    case 'CONFIRMED':
    case 'EXPIRED':
      return redirect(new URL(request.url).pathname);
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ConfirmSubscriptionPage() {
  const { outcome, organization, heading, email, wording, formAddress } = useLoaderData<typeof loader>();
  switch (outcome) {
    case 'CONFIRMED':
      return (
        <AccountPage title="You are signed up" description={`${heading}, from ${isolateName(organization)}`}>
          <Notice kind="success">
            <p className="wrap-anywhere">{`${email} gets mail from ${isolateName(organization)}. Each mail has a link to unsubscribe.`}</p>
          </Notice>
        </AccountPage>
      );
    case 'EXPIRED':
      return (
        <AccountPage title="This link is too old" description={`${heading}, from ${isolateName(organization)}`}>
          <p>It worked for 7 days, and nothing was done. Sign up again to get a new one.</p>
          <div>
            <LinkButton href={formAddress} variant="primary">
              Back to the form
            </LinkButton>
          </div>
        </AccountPage>
      );
    case 'OPEN':
      return (
        <AccountPage title="Confirm your sign-up" description={`${heading}, from ${isolateName(organization)}`}>
          <p className="wrap-anywhere">{`${email} is signed up once you confirm this:`}</p>
          <blockquote className="border-l-2 border-line pl-4 text-pretty whitespace-pre-line">{wording}</blockquote>
          <form method="post">
            <Button variant="primary" size="large">
              Confirm
            </Button>
          </form>
        </AccountPage>
      );
  }
}
