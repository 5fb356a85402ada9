import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PrintPage } from '~/components/layout/print-page.tsx';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { Icon } from '~/components/ui/icon.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { isManager, managerRoles } from '~/modules/accounts/people/roles.ts';
import { findMailDelay, withMailDelay } from '~/modules/mail/waiting-mail.server.ts';
import { BillingEmailNotice } from '~/modules/marketplace/billing-emails/notice.tsx';
import { findBillingEmailOfOrder } from '~/modules/marketplace/billing-emails/queries.server.ts';
import { OpenInvoice } from '~/modules/marketplace/invoices/open-invoice.tsx';
import { writeInvoice } from '~/modules/marketplace/invoices/paper.ts';
import { PaperView } from '~/modules/marketplace/invoices/paper-view.tsx';
import { describeOrder } from '~/modules/marketplace/invoices/queries.server.ts';
import { CancelOrder, explainOwed } from '~/modules/marketplace/orders/cancellation.tsx';
import { CardPayment } from '~/modules/marketplace/orders/card-payment.tsx';
import { endCardPayment, findCardPayment } from '~/modules/marketplace/orders/card-payments.server.ts';
import { cancelOrder } from '~/modules/marketplace/orders/commands.server.ts';
import { CreditNoteList } from '~/modules/marketplace/orders/credit-note-list.tsx';
import { NextSteps } from '~/modules/marketplace/orders/next-steps.tsx';
import { PaymentTag } from '~/modules/marketplace/orders/payment-tag.tsx';
import { findCancellation, findOrder, listCreditNotes } from '~/modules/marketplace/orders/queries.server.ts';
import { orderCommandSchema } from '~/modules/marketplace/orders/schema.ts';
import { listUnlockedTools, mostUnlockedTools } from '~/modules/marketplace/orders/unlocked-tools.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { staleButton } from '~/services/form-values.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: managerRoles } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  data ? writeTitle(data.paper.title) : writeTitle('Order not found'),
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const number = params.number ?? '';
  const { viewer, found, described, unlocked, creditNotes, cancellations, billing } = await context.database.read(
    (handle) => ({
      found: findOrder(handle, number),
      unlocked: listUnlockedTools(handle, number),
      described: describeOrder(handle, number),
      creditNotes: listCreditNotes(handle, number),
      cancellations: findCancellation(handle, number),
      billing: findBillingEmailOfOrder(handle, number),
    }),
  );
  const { role } = requireViewer(viewer, request);
  const [order] = found;
  const [invoice] = described;
  if (!order || !invoice) throw notFound();
  const manages = isManager(role);
  const { searchParams } = new URL(request.url);
  return {
    order: { ...order, paymentExpiresAt: order.paymentExpiresAt?.toISOString() ?? null },
    paper: writeInvoice(invoice.order),
    hasInvoice: invoice.order.invoiceNumber !== null,
    unlocked: order.isFresh && order.disputedAt === null ? unlocked.slice(0, mostUnlockedTools) : [],
    hasMoreUnlocked: unlocked.length > mostUnlockedTools,
    openKey: crypto.randomUUID(),
    manages,
    creditNotes,
    cancellation: cancellations[0],
    billing: billing[0],
    canPay: manages && context.payments !== undefined,
    hasReturned: searchParams.get('payment') === 'made',
    print: searchParams.has('print'),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const form = await parseForm(request, orderCommandSchema);
  if (!form.ok) return form.answer;
  const number = params.number ?? '';
  const { viewer, payment, cancelled, cancellations, delay } = await context.database.write((handle) => ({
    payment: findCardPayment(handle, number),
    cancelled: cancelOrder(handle, number, form.value.together),
    cancellations: findCancellation(handle, number),
    delay: findMailDelay(handle),
  }));
  requireViewer(viewer, request);
  const outcome = cancelled[0]?.outcome;
  switch (outcome) {
    case 'CANCELLED': {
      endCardPayment(context, payment[0]?.reference);
      const message = `Order ${number} is cancelled. Nothing is owed for it.`;
      return redirectWithToast(context, `/orders/${number}`, withMailDelay(message, delay));
    }
    case 'PAID':
      return form.refuse(
        'This order is paid, so it cannot be cancelled any more. Cancel single tools under “My tools”, or ask us for a refund.',
        409,
      );
    case 'BEING_PAID':
      return form.refuse(
        'This order is being paid right now. Look again in a moment, and ask us for a refund then.',
        409,
      );
    case 'REFUNDED':
      return form.refuse(
        'Some of this order was taken back already, so it cannot be cancelled as a whole. Ask us to take back the rest.',
        409,
      );
    case 'CLOSED':
      return form.refuse(
        'The payment of this order failed. Nothing is owed for it, so there is nothing to cancel.',
        409,
      );
    case 'CHANGED':
      return form.refuse(
        'Nothing was cancelled: other orders rest on this one than when you opened this page. Look at which, and decide again.',
        409,
      );
    case 'RENEWED':
    case 'TOO_LATE':
    case 'USED':
    case 'REPEATED':
    case 'RESTED_ON':
      return form.refuse(explainOwed(outcome, cancellations[0]?.orderNumbers ?? []) ?? staleButton, 409);
    case 'NOT_ALLOWED':
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function OrderPage() {
  const { order, paper, hasInvoice, creditNotes, cancellation, billing, canPay, hasReturned, print, ...page } =
    useLoaderData<typeof loader>();
  const problem = useActionData<typeof action>()?.error;
  const address = `/orders/${order.number}`;
  const owed = cancellation && explainOwed(cancellation.outcome, cancellation.orderNumbers);
  const invoice = <PaperView paper={paper} tag={<PaymentTag order={order} />} />;
  if (print) {
    return (
      <PrintPage back={address} backLabel="Back to the order">
        {invoice}
      </PrintPage>
    );
  }
  return (
    <WorkLayout>
      <div className="no-print flex flex-wrap items-center justify-between gap-4">
        <Breadcrumbs links={[{ href: '/orders', label: 'Orders' }]} current={order.number} />
        <div className="flex flex-wrap gap-2">
          <LinkButton size="small" href="/my-tools">
            Go to my tools
          </LinkButton>
          {hasInvoice && (
            <>
              <LinkButton size="small" href={`${address}/invoice.pdf`}>
                Download PDF
              </LinkButton>
              <LinkButton size="small" variant="quiet" href={`${address}/invoice.pdf?paper=a4`}>
                PDF on A4
              </LinkButton>
            </>
          )}
          <LinkButton size="small" href={`${address}?print`}>
            <Icon name="printer" className="icon size-4" />
            Print
          </LinkButton>
          {cancellation && <CancelOrder number={order.number} cancellation={cancellation} />}
        </div>
      </div>
      {problem && (
        <div role="alert">
          <Notice kind="danger" title="The order was not cancelled">
            {problem['']?.[0] ?? staleButton}
          </Notice>
        </div>
      )}
      {page.unlocked.length > 0 && (
        <NextSteps
          order={order}
          tools={page.unlocked}
          hasMore={page.hasMoreUnlocked}
          openKey={page.openKey}
          manages={page.manages}
        />
      )}
      {order.disputedAt !== null && (
        <Notice kind="warning" title="The payment of this order is disputed">
          The cardholder’s bank is looking into it. Until it has decided, nobody can open the tools of this order; your
          data stays.
        </Notice>
      )}
      <CardPayment order={order} mayPay={canPay} hasReturned={hasReturned} />
      <OpenInvoice order={order} mayPayByCard={canPay} />
      <BillingEmailNotice asked={billing} />
      {owed && <p className="no-print text-muted">{`This order is not paid yet. ${owed}`}</p>}
      {invoice}
      {creditNotes.length > 0 && <CreditNoteList orderAddress={address} creditNotes={creditNotes} />}
    </WorkLayout>
  );
}
