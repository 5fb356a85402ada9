import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { UnconfirmedNotice } from '~/modules/accounts/email-confirmation/unconfirmed-notice.tsx';
import { confirmFirst } from '~/modules/accounts/email-confirmation/words.ts';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { managerRoles, organizationRoles } from '~/modules/accounts/people/roles.ts';
import { forgetDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { findMailDelay, withMailDelay } from '~/modules/mail/waiting-mail.server.ts';
import { sumLines } from '~/modules/marketplace/cart/notices.ts';
import { type PricedLine, priceRequest } from '~/modules/marketplace/cart/queries.server.ts';
import { Totals } from '~/modules/marketplace/cart/totals.tsx';
import { answerCheckoutForm, startCheckoutForm } from '~/modules/marketplace/checkout/commands.server.ts';
import { CheckoutForm } from '~/modules/marketplace/checkout/form.tsx';
import { CheckoutLines } from '~/modules/marketplace/checkout/lines.tsx';
import { CheckoutProblems } from '~/modules/marketplace/checkout/problems.tsx';
import {
  findCredit,
  findSpending,
  listSeatCandidates,
  listSeatTools,
} from '~/modules/marketplace/checkout/queries.server.ts';
import { answerSendCode } from '~/modules/marketplace/checkout/send-code.server.ts';
import { leftToSpend, needsOwner } from '~/modules/marketplace/checkout/spending.ts';
import { findLatestBilling } from '~/modules/marketplace/orders/queries.server.ts';
import { approveRequest, declineRequest, removeRequestLine } from '~/modules/marketplace/requests/commands.server.ts';
import { RequestDecision } from '~/modules/marketplace/requests/decision.tsx';
import { DeclineRequest } from '~/modules/marketplace/requests/decline-form.tsx';
import { findRequest, showRequest } from '~/modules/marketplace/requests/queries.server.ts';
import { decisionSchema } from '~/modules/marketplace/requests/schema.ts';
import { RequestTag } from '~/modules/marketplace/requests/status-tag.tsx';
import { WithdrawRequest } from '~/modules/marketplace/requests/withdraw-form.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { memberWords, summarizeNames } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: managerRoles } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [writeTitle(data ? 'Request' : 'Request not found')];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = requireId(params.requestId);
  const { viewer, found, lines, spending, ...forCheckout } = await context.database.read((handle) => ({
    found: findRequest(handle, id),
    lines: priceRequest(handle, id),
    shown: showRequest(handle, id),
    latest: findLatestBilling(handle),
    spending: findSpending(handle),
    credit: findCredit(handle),
    seatTools: listSeatTools(handle, id),
    seatCandidates: listSeatCandidates(handle, id),
  }));
  const member = requireRole(requireViewer(viewer, request), organizationRoles);
  const [asked] = found;
  if (!asked) throw notFound();
  const isOwn = asked.requesterId === member.user.id;
  const isWaiting = asked.status === 'PENDING';
  const decides = isWaiting && (member.role === 'OWNER' || (member.role === 'ADMIN' && !isOwn));
  const [overLimit] = spending.filter((month) => needsOwner(member.role, sumLines(lines).total, month));
  return data(
    {
      asked,
      lines,
      tier: member.organization.tier,
      decides,
      mayWithdraw: isOwn && isWaiting && member.role !== 'VIEWER',
      /** Cents left of the spending limit, when they are too few for this viewer to approve the request. */
      left: overLimit ? leftToSpend(overLimit) : null,
      checkout: startCheckoutForm(context, member, forCheckout, asked.requesterId),
    },
    { headers: await forgetDraft(context) },
  );
}

// The request is loaded again after a refusal, too: the next try is for the request as it is now. It is not while the
// database cannot be reached: a page that cannot be loaded would take the place of the form.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus }) => actionStatus !== 503;

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = requireId(params.requestId);
  const codeSent = await answerSendCode({ request, context });
  if (codeSent) return codeSent;
  const form = await parseForm(request, decisionSchema);
  if (!form.ok) return form.answer;
  const { value, refuse } = form;
  if (value.intent === 'approve') {
    return answerCheckoutForm(
      { request, context },
      { value, refuse },
      {
        source: 'request',
        place: (handle) => approveRequest(handle, id, value),
        show: (handle) => showRequest(handle, id),
      },
    );
  }
  const { viewer, decided, delay } = await context.database.write((handle) => ({
    decided:
      value.intent === 'decline' ? declineRequest(handle, id, value.note) : removeRequestLine(handle, id, value.line),
    delay: findMailDelay(handle),
  }));
  requireViewer(viewer, request);
  const outcome = decided[0]?.outcome;
  switch (outcome) {
    case 'DECLINED':
      deliverMailSoon(context);
      return redirectWithToast(context, '/requests', withMailDelay('The request is declined.', delay));
    case 'REMOVED':
      return redirectWithToast(context, `/requests/${id}`, 'Removed from the request.');
    case 'NOT_CONFIRMED':
      return refuse(confirmFirst, 403);
    case 'LAST_LINE':
      return refuse('Nothing was removed: it is all that the request holds. Decline it instead.', 409);
    case 'DECIDED':
      return refuse('Nothing was changed now: this request was decided before, or it was withdrawn.', 409);
    case 'OWN_REQUEST':
      return refuse('Nothing was changed: an owner or another admin decides a request of yours.', 403);
    case 'NO_NOTE':
    case 'NOT_ALLOWED':
    case 'NO_REQUEST':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function RequestPage() {
  const { asked, lines, tier, decides, mayWithdraw, left, checkout } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const requester = asked.requester ?? memberWords;
  const removeButton = decides && lines.length > 1 ? (line: PricedLine) => <RemoveLine line={line} /> : undefined;
  return (
    <WorkLayout>
      <Breadcrumbs links={[{ href: '/requests', label: 'Requests' }]} current={summarizeNames(asked.items)} />
      <PageHeader
        title={
          <>
            Request by <bdi>{requester}</bdi>
          </>
        }
        description={
          <>
            Sent on <Day date={asked.createdAt} />
          </>
        }
        actions={mayWithdraw && <WithdrawRequest requestId={asked.id} />}
      />
      <CheckoutProblems error={answer?.error} />
      <Card className="flex flex-col gap-2 p-5">
        <div>
          <RequestTag status={asked.status} />
        </div>
        <p className="max-w-prose whitespace-pre-line">{asked.reason}</p>
        <RequestDecision {...asked} />
      </Card>
      {decides && left !== null && (
        <Notice title="This waits for an owner">
          <p>
            It is more than the <Money cents={left} /> that the spending limit leaves admins this month.
          </p>
        </Notice>
      )}
      {mayWithdraw && !decides && <Notice>Somebody else decides about it. You get an email when they have.</Notice>}
      {removeButton && (
        <OrganizationForm id="remove-line">
          <input type="hidden" name="intent" value="remove-line" />
        </OrganizationForm>
      )}
      {decides && left === null ? (
        <CheckoutForm
          {...checkout}
          source="request"
          lines={lines}
          fields={{ intent: 'approve' }}
          answer={typed?.intent === 'approve' ? answer : undefined}
          button="Approve"
          pendingButton="Approving …"
          lineAction={removeButton}
        />
      ) : (
        <Card>
          <h2>What is asked for</h2>
          {asked.status === 'PENDING' ? (
            <>
              <CheckoutLines lines={lines} tier={tier} source="request" lineAction={removeButton} />
              <Totals lines={lines} />
            </>
          ) : (
            <ul className="mt-2 list-disc pl-5">
              {asked.items.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          )}
        </Card>
      )}
      {decides && <UnconfirmedNotice until="decide requests" />}
      {decides && <DeclineRequest requester={requester} note={typed?.note} error={answer?.error?.note} />}
    </WorkLayout>
  );
}

// The button has a form of its own, because the lines are inside the form that approves.
function RemoveLine({ line }: { line: PricedLine }) {
  return (
    <Button form="remove-line" name="line" value={`${line.kind}:${line.id}`} variant="quiet" size="small">
      Remove<span className="sr-only"> {line.name}</span>
    </Button>
  );
}
