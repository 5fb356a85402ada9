import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization, waitsForSecondPerson } from '~/modules/accounts/platform/words.ts';
import { forgetDraft, keepDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { redirectToProof } from '~/modules/accounts/sign-in/proof.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { amountOwed } from '~/modules/marketplace/invoices/payment-state.ts';
import { recordPayment, refundOrder } from '~/modules/marketplace/orders/commands.server.ts';
import { CreditNoteList } from '~/modules/marketplace/orders/credit-note-list.tsx';
import { PaymentTag } from '~/modules/marketplace/orders/payment-tag.tsx';
import {
  PlatformOrderFacts,
  PlatformOrderHistory,
  PlatformOrderLines,
} from '~/modules/marketplace/orders/platform-order.tsx';
import {
  findPlatformOrder,
  listPlatformCreditNotes,
  listPlatformOrderEvents,
  listPlatformOrderLines,
  listPlatformOrderTools,
} from '~/modules/marketplace/orders/platform-queries.server.ts';
import { RefundAgain, RefundButton, readTypedRefund, type TypedRefund } from '~/modules/marketplace/orders/refund.tsx';
import { platformOrderCommandSchema } from '~/modules/marketplace/orders/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(`Order ${data.order.number}`) : writeTitle('Order not found'),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const number = params.number ?? '';
  const { viewer, found, lines, tools, creditNotes, events } = await context.database.read((handle) => ({
    found: findPlatformOrder(handle, number),
    lines: listPlatformOrderLines(handle, number),
    tools: listPlatformOrderTools(handle, number),
    creditNotes: listPlatformCreditNotes(handle, number),
    events: listPlatformOrderEvents(handle, number),
  }));
  requireReader(viewer, request, 'billing');
  const [order] = found;
  if (!order) throw notFound();
  const { draft } = context;
  return data(
    { order, lines, tools, creditNotes, events, draft: draft?.number === number ? draft : undefined },
    { headers: await forgetDraft(context) },
  );
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await parseForm(request, platformOrderCommandSchema);
  if (!form.ok) return form.answer;
  const number = params.number ?? '';
  const command = form.value;
  const succeed = async (message: string) => {
    deliverMailSoon(context);
    return redirectWithToast(context, `/admin/orders/${number}`, message);
  };

  if (command.intent === 'record-payment') {
    const { recorded } = await writeInArea(context, request, 'billing', (handle) => ({
      recorded: recordPayment(handle, number),
    }));
    const outcome = recorded[0]?.outcome;
    switch (outcome) {
      case 'RECORDED':
        return succeed(`Order ${number} is marked as paid.`);
      case 'WAITS':
        return succeed(waitsForSecondPerson);
      case 'OWN_ORGANIZATION':
        return form.refuse(refusesOwnOrganization, 403);
      case 'ALREADY_PAID':
        return form.refuse('This order was marked as paid already.', 409);
      case 'NOT_DUE':
        return form.refuse(
          'Nothing is owed for this order, so it was not marked as paid. Look at what happened to it.',
          409,
        );
      case 'NOT_FOUND':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  }

  // The button that was pressed named no sum: the page asks once more, with one that does.
  if (command.sum === undefined) {
    const { viewer } = await context.database.read(() => ({}));
    requireWriter(viewer, request, 'billing');
    return form.refuse({}, 200);
  }
  const { refunded } = await writeInArea(context, request, 'billing', (handle) => ({
    refunded: refundOrder(handle, number, command),
  }));
  const outcome = refunded[0]?.outcome;
  switch (outcome) {
    case 'REFUNDED':
      return succeed(`Credit note ${refunded[0]?.creditNoteNumber} is issued and goes to the buyer.`);
    case 'WAITS':
      return succeed(waitsForSecondPerson);
    case 'PROVE':
      return redirectToProof(
        request,
        await keepDraft(context, { number, reason: command.reason, tools: writeTools(command.tools) }),
      );
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'CHANGED':
      return form.refuse(
        'Nothing was refunded now: some of this order was refunded since you opened this page. Look at what is left and choose again.',
        409,
      );
    case 'NOTHING_OWED':
      return form.refuse('Nothing was refunded, because nothing was paid or is owed for this order.', 409);
    case 'NOT_PAID':
      return form.refuse('Nothing was refunded, because the card was not charged yet.', 409);
    case 'NO_LINES':
      return form.refuse({ tools: 'Choose what to refund.' });
    case 'NO_REASON':
      return form.refuse({ reason: 'Enter why it is refunded.' });
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

/** What was chosen before its sender had to prove who they are. */
const readRefundDraft = ({ tools = '', reason }: Record<string, string>): TypedRefund => ({
  tools: tools.split(' '),
  reason,
  errors: {},
  asksForSum: false,
});

/** Ids of tools in a draft, which holds 500 characters a field. None of more: they are chosen anew, and never all of them by themselves. */
const writeTools = (ids: readonly string[]) => (ids.length <= 13 ? ids.join(' ') : '');

export default function PlatformOrderPage() {
  const { order, lines, tools, creditNotes, events, draft } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const left = tools.filter(({ creditNoteNumber }) => creditNoteNumber === null);
  const isCard = order.paymentMethod === 'CREDIT_CARD';
  const isOpen = amountOwed(order) > 0;
  const mayWrite = useMayWrite('billing');
  const canRefund = mayWrite && left.length > 0 && (order.paymentStatus === 'COMPLETED' || (isOpen && !isCard));
  const typed = readTypedRefund(answer) ?? (draft && readRefundDraft(draft));
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/orders', label: 'Orders' }]} current={order.number} />
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-3">
            Order {order.number} <PaymentTag order={order} />
            {order.disputedAt !== null && <Tag hue="danger">Disputed</Tag>}
          </span>
        }
        actions={
          <>
            {mayWrite && isOpen && !isCard && (
              <Confirmation
                id="record-payment"
                label="Mark as paid"
                title="Has the invoice been paid?"
                confirmLabel="Yes, it is paid"
                confirmVariant="primary"
                fields={{ intent: 'record-payment' }}
              >
                <p>
                  Mark it when the money has arrived. From then on the buyer cannot cancel the order any more, and this
                  cannot be taken back.
                </p>
              </Confirmation>
            )}
            {canRefund && !typed && <RefundButton order={order} tools={left} />}
          </>
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {canRefund && typed && <RefundAgain order={order} tools={left} typed={typed} />}
      <PlatformOrderFacts order={order} />
      <PlatformOrderLines lines={lines} tools={tools} currency={order.currency} />
      {creditNotes.length > 0 && <CreditNoteList creditNotes={creditNotes} />}
      <PlatformOrderHistory events={events} currency={order.currency} />
    </AdminLayout>
  );
}
