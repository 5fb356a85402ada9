import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { BulkBar, Tick, TickHeading } from '~/components/ui/bulk-bar.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { SelectField, TextField } from '~/components/ui/field.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { SortableHeading } from '~/components/ui/sortable-heading.tsx';
import { turnSort, writeSort } from '~/components/ui/sorting.ts';
import { Tag } from '~/components/ui/tag.tsx';
import {
  isByName,
  type OrganizationColumn,
  organizationColumns,
  organizationsAddress,
  parseOrganizationFilters,
} from '~/modules/accounts/organizations/filters.ts';
import { listOrganizations, organizationsPerPage } from '~/modules/accounts/organizations/queries.server.ts';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader } from '~/modules/accounts/platform/guards.server.ts';
import { tierOrder } from '~/modules/marketplace/labels.ts';
import { SavedFilters } from '~/modules/marketplace/saved-filters/bar.tsx';
import { listSavedFilters } from '~/modules/marketplace/saved-filters/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Organizations');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseOrganizationFilters(new URL(request.url).searchParams);
  const { viewer, found, saved } = await context.database.read((handle) => ({
    found: listOrganizations(handle, filters),
    saved: listSavedFilters(handle, 'organizations'),
  }));
  requireReader(viewer, request, 'organizations');
  const { rows, last } = cutPage(found, organizationsPerPage);
  return { filters, organizations: rows, last: last && { id: last.id, name: last.name }, saved };
}

export default function Organizations() {
  const { filters, organizations, last, saved } = useLoaderData<typeof loader>();
  const mayTick = useMayWrite('support');
  const order = writeSort(organizationColumns, filters.sort, 'name');
  const isFirst = filters.after === null && filters.page === 1;
  const headingOf = (column: OrganizationColumn) => ({
    column,
    sort: filters.sort,
    href: organizationsAddress({
      ...filters,
      sort: turnSort(organizationColumns, filters.sort, column),
      after: null,
      page: 1,
    }),
  });
  return (
    <AdminLayout>
      <PageHeader title="Organizations" description="Everybody who buys here." />
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
        {order && <input type="hidden" name="sort" value={order} />}
        <Button className="min-h-10">Search</Button>
      </form>
      <SavedFilters
        list="organizations"
        filters={saved}
        address={organizationsAddress({ ...filters, after: null, page: 1 })}
      />
      {organizations.length === 0 ? (
        <EmptyState
          icon="building-complex"
          title="No organizations"
          actions={<LinkButton href="/admin/organizations">Show all of them</LinkButton>}
        >
          {!isFirst ? 'There are no more.' : 'None has such a name and tier.'}
        </EmptyState>
      ) : (
        <>
          {mayTick && (
            <BulkBar
              action="/admin/organizations/bulk"
              thing="organizations"
              acts={[{ value: 'set-tier', label: 'Set tier' }]}
            />
          )}
          <Table caption="Organizations">
            <thead>
              <tr>
                {mayTick && <TickHeading thing="organizations" />}
                <SortableHeading {...headingOf('name')}>Organization</SortableHeading>
                <SortableHeading {...headingOf('tier')}>Tier</SortableHeading>
                <SortableHeading {...headingOf('people')} isNumber>
                  People
                </SortableHeading>
                <SortableHeading {...headingOf('orders')} isNumber>
                  Orders
                </SortableHeading>
                <SortableHeading {...headingOf('spent')} isNumber>
                  Spent
                </SortableHeading>
                <SortableHeading {...headingOf('created')}>Here since</SortableHeading>
              </tr>
            </thead>
            <tbody>
              {organizations.map(({ id, name, tier, people, orders, spent, createdAt }) => (
                <tr key={id}>
                  {mayTick && (
                    <td className="w-0 pr-0!">
                      <Tick value={id} label={name} />
                    </td>
                  )}
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
                  <td className="whitespace-nowrap">
                    <Day date={createdAt} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
      <Steps
        label="Pages of organizations"
        back={!isFirst && { href: organizationsAddress({ ...filters, after: null, page: 1 }), label: 'First page' }}
        next={
          last !== undefined && {
            href: organizationsAddress(
              isByName(filters) ? { ...filters, after: last } : { ...filters, page: filters.page + 1 },
            ),
            label: 'Next',
          }
        }
      />
    </AdminLayout>
  );
}
