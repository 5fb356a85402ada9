import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { readChosenNumbers } from '~/modules/marketplace/bulk-acts/chosen.ts';
import { recordPayments } from '~/modules/marketplace/bulk-acts/commands.server.ts';
import { listChosenOrders } from '~/modules/marketplace/bulk-acts/order-queries.server.ts';
import { BulkPage } from '~/modules/marketplace/bulk-acts/page.tsx';
import { paymentsSchema, writeThing } from '~/modules/marketplace/bulk-acts/schema.ts';
import { amountOwed } from '~/modules/marketplace/invoices/payment-state.ts';
import { paymentMethodLabels } from '~/modules/marketplace/labels.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { formatMoney } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta = pageTitle('Mark invoices as paid', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const numbers = readChosenNumbers(new URL(request.url).searchParams);
  const { viewer, orders } = await context.database.read((handle) => ({ orders: listChosenOrders(handle, numbers) }));
  requireWriter(viewer, request, 'billing');
  return {
    planned: orders.map((order) => ({
      order,
      owed: order.paymentMethod === 'CREDIT_CARD' ? 0 : amountOwed(order),
    })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, paymentsSchema);
  if (!form.ok) return form.answer;
  const { done } = await writeInArea(context, request, 'billing', (handle) => ({
    done: recordPayments(handle, form.value.number),
  }));
  const { outcome, number, recorded = 0, waiting = 0 } = done[0] ?? {};
  switch (outcome) {
    case 'RECORDED': {
      deliverMailSoon(context);
      const waits =
        waiting > 0
          ? ` ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a second person of Billing under Approvals.`
          : '';
      const message =
        recorded + waiting > 0
          ? `${countWords(recorded, 'invoice')} marked as paid.${waits}`
          : 'All of them are marked as paid already.';
      return redirectWithToast(context, '/admin/orders', message);
    }
    case 'OWN_ORGANIZATION':
      return form.refuse(
        `Order ${number} is of an organization that you belong to, so somebody else marks it. None was marked.`,
        403,
      );
    case 'CHANGED':
      return form.refuse(
        `Another sum is owed for order ${number} than this page showed. None was marked: look at them again.`,
        409,
      );
    case 'NOT_DUE':
    case 'NOT_FOUND':
    case undefined:
      return form.refuse(
        `Nothing is owed for order ${number ?? ''} any more. None was marked: look at them again.`,
        409,
      );
    default:
      return unreachable(outcome);
  }
}

export default function MarkAsPaid() {
  const { planned } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const due = planned.filter(({ owed }) => owed > 0);
  const sum = due.reduce((total, { owed }) => total + owed, 0);
  return (
    <BulkPage
      list={{ href: '/admin/orders', label: 'Orders' }}
      title="Mark invoices as paid"
      description="Mark them when the money has arrived: it cannot be taken back. Beyond $1,000 for one organization in 30 days, a second person confirms."
      count={planned.length}
      errors={answer?.error}
      confirmation={
        due.length > 0
          ? {
              label: `Mark ${formatMoney(sum)} as paid`,
              fields: { number: due.map(({ order, owed }) => writeThing(order.number, owed)) },
            }
          : undefined
      }
    >
      <Table caption="Invoices to mark as paid">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Organization</th>
            <th scope="col">Method</th>
            <th scope="col">Due</th>
            <th scope="col" className="number">
              Owed
            </th>
          </tr>
        </thead>
        <tbody>
          {planned.map(({ order, owed }) => (
            <tr key={order.number}>
              <th scope="row">
                <a href={`/admin/orders/${order.number}`} className="link whitespace-nowrap">
                  {order.number}
                </a>
              </th>
              <td className="w-full min-w-32">
                <bdi>{order.organizationName}</bdi>
              </td>
              <td className="whitespace-nowrap">{paymentMethodLabels[order.paymentMethod]}</td>
              <td className="whitespace-nowrap">{order.dueOn ? <Day date={order.dueOn} /> : '–'}</td>
              <td className="number">
                {owed > 0 ? (
                  <Money cents={owed} currency={order.currency} />
                ) : (
                  <span className="text-muted">Nothing: left out</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </BulkPage>
  );
}
