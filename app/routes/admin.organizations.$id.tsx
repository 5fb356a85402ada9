import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { SelectField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, DefinitionList, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { requirePlatformAdmin, requireViewer, writeAsPlatformAdmin } from '~/modules/accounts/guards.server.ts';
import { setTier } from '~/modules/accounts/organizations/commands.server.ts';
import { findOrganization } from '~/modules/accounts/organizations/queries.server.ts';
import { auditAddress } from '~/modules/audit/filters.ts';
import { tierOrder } from '~/modules/marketplace/labels.ts';
import { ordersAddress } from '~/modules/marketplace/orders/filters.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Organization');

const tierSchema = z.object({ tier: z.enum(tierOrder, 'Choose a tier.') });

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = requireId(params.id);
  const { viewer, found } = await context.database.read((handle) => ({ found: findOrganization(handle, id) }));
  requirePlatformAdmin(requireViewer(viewer, request));
  const [organization] = found;
  if (!organization) throw notFound();
  return { organization };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await parseForm(request, tierSchema);
  if (!form.ok) return form.answer;
  const id = requireId(params.id);
  const { tier } = form.value;
  const { changed } = await writeAsPlatformAdmin(context, request, (handle) => ({
    changed: setTier(handle, id, tier),
  }));
  if (changed[0]?.outcome !== 'CHANGED') throw notFound();
  const message = `The tier is ${tier} now. It counts from their next page on.`;
  return redirectWithToast(context, `/admin/organizations/${id}`, message);
}

export default function PlatformOrganization() {
  const { organization } = useLoaderData<typeof loader>();
  const { id, name, subscriptionTier, createdAt, people, orders, spent } = organization;
  const lastResult = useActionData<typeof action>();
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/organizations', label: 'Organizations' }]} current={name} />
      <PageHeader title={name} />
      <Card>
        <DefinitionList
          entries={[
            { term: 'Here since', details: <Day date={createdAt} /> },
            { term: 'People', details: people },
            {
              term: 'Orders',
              details: (
                <a className="link" href={ordersAddress({ query: name })}>
                  {orders}
                </a>
              ),
            },
            { term: 'Spent, less refunds', details: <Money cents={spent} /> },
            {
              term: 'Changes',
              details: (
                <a className="link" href={auditAddress('/admin/audit', { organization: id })}>
                  Audit trail
                </a>
              ),
            },
          ]}
        />
      </Card>
      <section className="flex flex-col gap-3">
        <h2>Tier</h2>
        <Card>
          <form method="post" className="flex flex-col gap-5">
            <ErrorSummary errors={lastResult?.error} />
            <SelectField
              name="tier"
              label="Tier"
              defaultValue={subscriptionTier}
              error={lastResult?.error?.tier}
              options={tierOrder.map((tier) => ({ value: tier, label: tier }))}
              hint="It decides what they can buy. What they own they keep, on any tier."
            />
            <div>
              <Button variant="primary">Set tier</Button>
            </div>
          </form>
        </Card>
      </section>
    </AdminLayout>
  );
}
