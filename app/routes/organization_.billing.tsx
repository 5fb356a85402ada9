import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { Card, PageHeader } from '~/components/ui/layout.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { OrganizationTabs } from '~/modules/accounts/organizations/tabs.tsx';
import { managerRoles } from '~/modules/accounts/people/roles.ts';
import { setSpendingLimit } from '~/modules/marketplace/checkout/commands.server.ts';
import { findCredit, findSpending } from '~/modules/marketplace/checkout/queries.server.ts';
import { spendingLimitSchema } from '~/modules/marketplace/checkout/spending.ts';
import { SpendingLimit } from '~/modules/marketplace/checkout/spending-limit.tsx';
import { InvoiceLimit } from '~/modules/marketplace/invoices/invoice-limit.tsx';
import { OpenInvoices } from '~/modules/marketplace/invoices/open-invoices.tsx';
import { BillingAddress } from '~/modules/marketplace/orders/billing-address.tsx';
import { findLatestBilling, listOpenInvoices } from '~/modules/marketplace/orders/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm, readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { formatMoney } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, formsFrom: ['OWNER'] } satisfies RouteHandle;
export const meta = pageTitle('Billing and limits');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, spending, credits, latest, invoices } = await context.database.read((handle) => ({
    spending: findSpending(handle),
    credits: findCredit(handle),
    latest: findLatestBilling(handle),
    invoices: listOpenInvoices(handle),
  }));
  const { role } = requireRole(requireViewer(viewer, request), managerRoles);
  const [month] = spending;
  const [credit] = credits;
  if (!month || !credit) throw notFound();
  return { month, credit, billing: latest[0] ?? null, invoices, mayChange: role === 'OWNER' };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const sent = await readForm(request);
  if (!(sent instanceof FormData)) return sent.answer;
  const form = await parseForm(sent, spendingLimitSchema);
  if (!form.ok) return form.answer;
  // An empty field means no limit; a form that was cut off before the field says nothing about it.
  if (!sent.has('limit')) return form.refuse({ limit: 'Enter an amount, or nothing for no limit.' });
  const { limit = null } = form.value;
  const { viewer, done } = await context.database.write((handle) => ({ done: setSpendingLimit(handle, limit) }));
  requireViewer(viewer, request);
  if (done[0]?.outcome !== 'SET') throw notFound();
  const message =
    limit === null ? 'Admins order without a limit now.' : `Admins may order ${formatMoney(limit)} a month now.`;
  return redirectWithToast(context, '/organization/billing', message);
}

export default function OrganizationBilling() {
  const { month, credit, billing, invoices, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <WorkLayout>
      <PageHeader
        title="Billing and limits"
        description="What is owed, where invoices go, and how much may be ordered."
      />
      <OrganizationTabs />
      <OpenInvoices invoices={invoices} />
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <SpendingLimit
          month={month}
          mayChange={mayChange}
          errors={answer?.error}
          typed={answer && (readTypedTexts(answer).limit ?? '')}
        />
        <InvoiceLimit credit={credit} />
      </div>
      <section aria-labelledby="billing-details" className="flex flex-col gap-3">
        <h2 id="billing-details">Where invoices go</h2>
        <Card>
          {billing ? (
            <BillingAddress
              billing={{
                billingName: billing.billingName,
                billingEmail: billing.billingEmail,
                billingStreet: billing.street,
                billingCity: billing.city,
                billingState: billing.state,
                billingPostalCode: billing.postalCode,
              }}
            />
          ) : (
            <p>There was no invoice yet.</p>
          )}
          <p className="mt-3 max-w-prose text-muted">
            {billing
              ? 'As with the latest order. The next checkout starts with it, and you can change it there. What renews is billed where its last invoice went.'
              : 'The first checkout asks for the name, the address and the email of your accounting.'}
          </p>
        </Card>
      </section>
    </WorkLayout>
  );
}
