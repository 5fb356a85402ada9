import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { AreaForms } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization } from '~/modules/accounts/platform/words.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { endCardPayment, sendRefundsSoon } from '~/modules/marketplace/orders/card-payments.server.ts';
import { assignPayment, payBackPayment } from '~/modules/marketplace/unmatched-payments/commands.server.ts';
import { CreditsThatEndNothing } from '~/modules/marketplace/unmatched-payments/credit-list.tsx';
import { numberFieldId, PaymentCard } from '~/modules/marketplace/unmatched-payments/payment-card.tsx';
import {
  listCreditsThatEndNothing,
  listUnmatchedPayments,
  unmatchedPaymentsPerPage,
} from '~/modules/marketplace/unmatched-payments/queries.server.ts';
import { unmatchedPaymentSchema } from '~/modules/marketplace/unmatched-payments/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { readPage, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta = pageTitle('Payments', 'Administration');

const readPageOf = (request: Request) => readPage(new URL(request.url).searchParams.get('page')) ?? 1;
const addressOf = (page: number) => writeAddress('/admin/payments', { page: page > 1 && page });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = readPageOf(request);
  const { viewer, found, credits } = await context.database.read((handle) => ({
    found: listUnmatchedPayments(handle, page),
    credits: listCreditsThatEndNothing(handle),
  }));
  requireReader(viewer, request, 'billing');
  const { rows, last } = cutPage(found, unmatchedPaymentsPerPage);
  return { page, payments: rows, credits, hasOlder: last !== undefined };
}

const resolvedMeanwhile =
  'Nothing was done: this payment was paid back or assigned already. Look at what became of it.';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, unmatchedPaymentSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const succeed = (message: string) => {
    deliverMailSoon(context);
    return redirectWithToast(context, addressOf(readPageOf(request)), message);
  };

  if (command.intent === 'pay-back') {
    const { paidBack } = await writeInArea(context, request, 'billing', (handle) => ({
      paidBack: payBackPayment(handle, command.payment),
    }));
    const outcome = paidBack[0]?.outcome;
    switch (outcome) {
      case 'PAID_BACK':
        sendRefundsSoon(context);
        return succeed('The money goes back to the card.');
      case 'RESOLVED':
        return form.refuse(resolvedMeanwhile, 409);
      case 'OWN_ORGANIZATION':
        return form.refuse(refusesOwnOrganization, 403);
      case 'NOT_FOUND':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  }

  const { number } = command;
  const { assigned } = await writeInArea(context, request, 'billing', (handle) => ({
    assigned: assignPayment(handle, command.payment, number),
  }));
  const outcome = assigned[0]?.outcome;
  switch (outcome) {
    case 'ASSIGNED':
      endCardPayment(context, assigned[0]?.openCheckout);
      return succeed(`Order ${number} is paid with it.`);
    case 'RESOLVED':
      return form.refuse(resolvedMeanwhile, 409);
    case 'NOT_ASSIGNABLE':
      return form.refuse('Nothing was done: some of this payment went back or is disputed, so it pays no order.', 409);
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'NO_ORDER':
      return form.refuse({ number: 'There is no order of this number.' });
    case 'NOT_OWED':
      return form.refuse({ number: 'Nothing is owed for this order.' }, 409);
    case 'BEING_PAID':
      return form.refuse({ number: 'This order is being paid right now. Look again in a while.' }, 409);
    case 'OTHER_AMOUNT':
      return form.refuse({ number: 'This order owes another amount.' }, 409);
    case 'OTHER_CURRENCY':
      return form.refuse({ number: 'This order is in another currency.' }, 409);
    case 'OWNED_OTHERWISE':
      return form.refuse(
        { number: 'What the organization owns has changed, so this order cannot be carried out as it was shown.' },
        409,
      );
    case 'NOT_FOUND':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function PaymentsPage() {
  const { page, payments, credits, hasOlder } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer ? readTypedTexts(answer) : {};
  return (
    <AdminLayout>
      <PageHeader
        title="Payments"
        description="Money that came and pays no order, newest first. Pay it back, or assign it to the order it was meant for."
      />
      <ErrorSummary
        title="Nothing was changed"
        errors={answer?.error}
        ids={{ number: numberFieldId(typed.payment ?? '') }}
      />
      {payments.length === 0 ? (
        <EmptyState
          icon="wallet"
          title={page > 1 ? 'No older payments' : 'Every payment fits its order'}
          actions={page > 1 && <LinkButton href={addressOf(1)}>See the newest payments</LinkButton>}
        >
          {page === 1 &&
            'A payment of another amount, a second one, or one for an order that owes nothing waits here for you.'}
        </EmptyState>
      ) : (
        <AreaForms area="billing">
          <ul className="flex flex-col gap-4">
            {payments.map((payment) => (
              <li key={payment.id} id={`payment-${payment.id}`}>
                <PaymentCard
                  payment={payment}
                  refused={
                    answer?.error && typed.payment === payment.id
                      ? { number: typed.number, errors: answer.error }
                      : undefined
                  }
                />
              </li>
            ))}
          </ul>
        </AreaForms>
      )}
      <Steps
        label="Pages of payments"
        back={page > 1 && { href: addressOf(page - 1), label: 'Newer', rel: 'prev' }}
        next={hasOlder && { href: addressOf(page + 1), label: 'Older' }}
      />
      {page === 1 && credits.length > 0 && <CreditsThatEndNothing credits={credits} />}
    </AdminLayout>
  );
}
