import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationsAddress, parseOrganizationFilters } from '~/modules/accounts/organizations/filters.ts';
import { listOrganizations, organizationsPerPage } from '~/modules/accounts/organizations/queries.server.ts';
import { tierOrder } from '~/modules/marketplace/labels.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Organizations');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseOrganizationFilters(new URL(request.url).searchParams);
  const { viewer, found } = await context.database.read((handle) => ({ found: listOrganizations(handle, filters) }));
  requirePlatformAdmin(requireViewer(viewer, request));
  const { rows, last } = cutPage(found, organizationsPerPage);
  return { filters, organizations: rows, last };
}

export default function Organizations() {
  const { filters, organizations, last } = useLoaderData<typeof loader>();
  return (
    <AdminLayout>
      <PageHeader title="Organizations" description="Everybody who buys here, by name." />
      <form action="/admin/organizations" className="flex flex-wrap items-end gap-4">
        <TextField
          name="name"
          label="Name"
          type="search"
          maxLength={120}
          defaultValue={filters.name ?? ''}
          className="min-w-56 grow"
        />
        <SelectField
          name="tier"
          label="Tier"
          defaultValue={filters.tier ?? ''}
          options={[{ value: '', label: 'All' }, ...tierOrder.map((tier) => ({ value: tier, label: tier }))]}
        />
        <Button variant="primary">Search</Button>
      </form>
      {organizations.length === 0 ? (
        <EmptyState
          icon="building-complex"
          title="No organizations"
          actions={<LinkButton href="/admin/organizations">Show all of them</LinkButton>}
        >
          {filters.after ? 'There are no more.' : 'None has such a name and tier.'}
        </EmptyState>
      ) : (
        <Table caption="Organizations">
          <thead>
            <tr>
              <th scope="col">Organization</th>
              <th scope="col">Tier</th>
              <th scope="col" className="number">
                People
              </th>
              <th scope="col" className="number">
                Orders
              </th>
              <th scope="col" className="number">
                Spent
              </th>
            </tr>
          </thead>
          <tbody>
            {organizations.map(({ id, name, tier, people, orders, spent }) => (
              <tr key={id}>
                <th scope="row" className="w-full">
                  <a href={`/admin/organizations/${id}`} className="link">
                    <bdi>{name}</bdi>
                  </a>
                </th>
                <td>
                  <Tag>{tier}</Tag>
                </td>
                <td className="number">{people}</td>
                <td className="number">{orders}</td>
                <td className="number">
                  <Money cents={spent} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of organizations"
        back={
          filters.after !== null && { href: organizationsAddress({ ...filters, after: null }), label: 'First page' }
        }
        next={last !== undefined && { href: organizationsAddress({ ...filters, after: last }), label: 'Next' }}
      />
    </AdminLayout>
  );
}
