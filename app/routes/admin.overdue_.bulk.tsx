import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { readChosenNumbers } from '~/modules/marketplace/bulk-acts/chosen.ts';
import { remindOfInvoices } from '~/modules/marketplace/bulk-acts/commands.server.ts';
import { BulkPage } from '~/modules/marketplace/bulk-acts/page.tsx';
import { orderNumbersSchema } from '~/modules/marketplace/bulk-acts/schema.ts';
import { listOverdueInvoices } from '~/modules/marketplace/invoices/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { today } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: 'billing' } satisfies RouteHandle;
export const meta = pageTitle('Remind of invoices', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const numbers = readChosenNumbers(new URL(request.url).searchParams);
  const { viewer, invoices } = await context.database.read((handle) => ({ invoices: listOverdueInvoices(handle) }));
  requireWriter(viewer, request, 'billing');
  return { today: today(), invoices: invoices.filter(({ number }) => numbers.includes(number)) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, orderNumbersSchema);
  if (!form.ok) return form.answer;
  const { done } = await writeInArea(context, request, 'billing', (handle) => ({
    done: remindOfInvoices(handle, form.value.number),
  }));
  const [counts] = done;
  if (!counts) throw notFound();
  deliverMailSoon(context);
  const { reminded, leftOut } = counts;
  const others =
    leftOut > 0 ? ` ${leftOut} left out: reminded today already, paid, or of an organization of yours.` : '';
  return redirectWithToast(context, '/admin/overdue', `${countWords(reminded, 'reminder')} on the way.${others}`);
}

export default function RemindOfInvoices() {
  const { today, invoices } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const due = invoices.filter(({ remindedOn }) => remindedOn !== today);
  return (
    <BulkPage
      list={{ href: '/admin/overdue', label: 'Overdue invoices' }}
      title="Remind of invoices"
      description="Each buyer gets a mail with the invoice, what is owed and when its tools are suspended."
      count={invoices.length}
      errors={answer?.error}
      confirmation={
        due.length > 0
          ? {
              label: `Send ${countWords(due.length, 'reminder')}`,
              fields: { number: due.map(({ number }) => number) },
            }
          : undefined
      }
    >
      <Table caption="Invoices to remind of">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Organization</th>
            <th scope="col">Goes to</th>
            <th scope="col">Due</th>
            <th scope="col">Reminded</th>
            <th scope="col" className="number">
              Owed
            </th>
          </tr>
        </thead>
        <tbody>
          {invoices.map((invoice) => (
            <tr key={invoice.number}>
              <th scope="row" className="whitespace-nowrap">
                {invoice.number}
              </th>
              <td className="w-full min-w-32">
                <bdi>{invoice.organizationName}</bdi>
              </td>
              <td className="break-all">{invoice.billingEmail}</td>
              <td className="whitespace-nowrap">
                <Day date={invoice.dueOn} />
              </td>
              <td className="whitespace-nowrap">
                {invoice.remindedOn === today ? (
                  'Today: left out'
                ) : invoice.remindedOn ? (
                  <Day date={invoice.remindedOn} />
                ) : (
                  'Not yet'
                )}
              </td>
              <td className="number">
                <Money cents={invoice.owed} currency={invoice.currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </BulkPage>
  );
}
