import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { confirmFirst } from '~/modules/accounts/email-confirmation/words.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { findMailDelay, withMailDelay } from '~/modules/mail/waiting-mail.server.ts';
import { sumLines } from '~/modules/marketplace/cart/notices.ts';
import { priceViewerCart } from '~/modules/marketplace/cart/queries.server.ts';
import { SendRequestForm } from '~/modules/marketplace/cart/send-request-form.tsx';
import { Totals } from '~/modules/marketplace/cart/totals.tsx';
import { CheckoutLines } from '~/modules/marketplace/checkout/lines.tsx';
import { findSpending } from '~/modules/marketplace/checkout/queries.server.ts';
import { needsOwner } from '~/modules/marketplace/checkout/spending.ts';
import { sendRequest, withdrawRequest } from '~/modules/marketplace/requests/commands.server.ts';
import { RequestList } from '~/modules/marketplace/requests/list.tsx';
import { listRequests, requestsPerPage } from '~/modules/marketplace/requests/queries.server.ts';
import { requestCommandSchema } from '~/modules/marketplace/requests/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readPage, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: ['OWNER', 'ADMIN', 'MEMBER'] } satisfies RouteHandle;
export const meta = pageTitle('Requests');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = readPage(new URL(request.url).searchParams.get('page')) ?? 1;
  const { viewer, requests, cart, spending } = await context.database.read((handle) => ({
    requests: listRequests(handle, page),
    cart: priceViewerCart(handle),
    spending: findSpending(handle),
  }));
  const { user, role, organization } = requireRole(requireViewer(viewer, request), organizationRoles);
  const overLimit = spending.some((found) => needsOwner(role, sumLines(cart).total, found));
  const { rows, last } = cutPage(requests, requestsPerPage);
  return {
    requests: rows,
    hasOlder: last !== undefined,
    page,
    userId: user.id,
    role,
    tier: organization.tier,
    /** The cart that the viewer could send now. */
    sendable: role === 'MEMBER' || overLimit ? cart : [],
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, requestCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { viewer, done, delay } = await context.database.write((handle) => ({
    done: command.intent === 'send' ? sendRequest(handle, command.reason) : withdrawRequest(handle, command.requestId),
    delay: findMailDelay(handle),
  }));
  requireViewer(viewer, request);
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'SENT':
    case 'WITHDRAWN': {
      deliverMailSoon(context);
      const message = outcome === 'SENT' ? 'Your request is sent.' : 'Your request is withdrawn.';
      return redirectWithToast(context, '/requests', withMailDelay(message, delay));
    }
    case 'NOT_CONFIRMED':
      return form.refuse(confirmFirst, 403);
    case 'EMPTY':
      return form.refuse('Your cart is empty, so nothing was sent. A request you have just sent is below.', 409);
    case 'BLOCKED':
      return form.refuse(
        'Nothing in your cart can be bought, so nothing was sent. Remove it and add other tools.',
        409,
      );
    case 'WITHIN_LIMIT':
      return form.refuse('Nothing was sent: your spending limit leaves enough to check out yourself.', 409);
    case 'TOO_MANY':
      return form.refuse('Nothing was sent: 20 of your requests wait already. Withdraw one first.', 409);
    case 'DECIDED':
      return form.refuse('Nothing was changed now: this request was decided or withdrawn before.', 409);
    case 'NO_REASON':
    case 'NOT_ALLOWED':
    case 'NO_REQUEST':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

const addressOf = (page: number) => writeAddress('/requests', { page: page > 1 && page });

export default function RequestsPage() {
  const { requests, hasOlder, page, userId, role, tier, sendable } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <WorkLayout>
      <PageHeader title="Requests" description={descriptions[role]} />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {sendable.length > 0 && (
        <section className="flex flex-col gap-3">
          <h2>Send your cart</h2>
          <Card className="grid items-start gap-6 p-5 md:grid-cols-2">
            <div>
              <CheckoutLines lines={sendable} tier={tier} source="cart" />
              <Totals lines={sendable} />
            </div>
            <SendRequestForm
              recipients={role === 'ADMIN' ? 'the owners' : 'the owners and admins'}
              button={role === 'ADMIN' ? 'Send to an owner' : undefined}
              reason={answer && readTypedTexts(answer).reason}
              error={answer?.error?.reason}
            />
          </Card>
        </section>
      )}
      {requests.length === 0 ? (
        <EmptyState
          icon="message-circle-plus"
          title={page > 1 ? 'No older requests' : 'No requests yet'}
          actions={
            page > 1 ? (
              <LinkButton href="/requests">See the newest requests</LinkButton>
            ) : (
              role === 'MEMBER' && <LinkButton href="/tools">Browse tools</LinkButton>
            )
          }
        >
          {page === 1 &&
            (role === 'MEMBER'
              ? 'Put what you need into your cart, and send it to an owner or admin from there.'
              : 'What members ask your organization to buy appears here.')}
        </EmptyState>
      ) : (
        <>
          <RequestList
            title="Waiting"
            requests={requests.filter(({ status }) => status === 'PENDING')}
            userId={userId}
          />
          <RequestList
            title="Decided"
            requests={requests.filter(({ status }) => status !== 'PENDING')}
            userId={userId}
          />
        </>
      )}
      <Steps
        label="Pages of requests"
        back={page > 1 && { href: addressOf(page - 1), label: 'Newer', rel: 'prev' }}
        next={hasOlder && { href: addressOf(page + 1), label: 'Older' }}
      />
    </WorkLayout>
  );
}

const descriptions = {
  OWNER: 'What people of your organization ask it to buy. Open one to approve or decline it.',
  ADMIN: 'What people of your organization ask it to buy. Open one to approve or decline it.',
  MEMBER: 'What you asked your organization to buy, and what became of it.',
  VIEWER: 'What people of your organization ask it to buy.',
};
