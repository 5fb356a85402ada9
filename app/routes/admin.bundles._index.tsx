import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { BulkBar, Tick, TickHeading } from '~/components/ui/bulk-bar.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { SortableHeading } from '~/components/ui/sortable-heading.tsx';
import { turnSort, writeSort } from '~/components/ui/sorting.ts';
import { Tag } from '~/components/ui/tag.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader } from '~/modules/accounts/platform/guards.server.ts';
import { bundleActs } from '~/modules/marketplace/bulk-acts/bundle-acts.ts';
import { bundleStatusHues, bundleStatusLabels } from '~/modules/marketplace/bundle-editor/changes.ts';
import {
  type AdministeredBundleColumn,
  administeredBundleColumns,
  administeredBundlesPerPage,
  bundleListAddress,
  parseBundleListFilters,
} from '~/modules/marketplace/bundle-editor/filters.ts';
import { listAdministeredBundles } from '~/modules/marketplace/bundle-editor/queries.server.ts';
import { bundleTypeLabels } from '~/modules/marketplace/labels.ts';
import { SavedFilters } from '~/modules/marketplace/saved-filters/bar.tsx';
import { listSavedFilters } from '~/modules/marketplace/saved-filters/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { formatMoney } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Bundles', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseBundleListFilters(new URL(request.url).searchParams);
  const { viewer, bundles, saved } = await context.database.read((handle) => ({
    bundles: listAdministeredBundles(handle, filters),
    saved: listSavedFilters(handle, 'bundles'),
  }));
  requireReader(viewer, request, 'catalog');
  const { rows, last } = cutPage(bundles, administeredBundlesPerPage);
  return { filters, bundles: rows, hasMore: last !== undefined, saved };
}

export default function Bundles() {
  const { filters, bundles, hasMore, saved } = useLoaderData<typeof loader>();
  const { query, status, page } = filters;
  const order = writeSort(administeredBundleColumns, filters.sort, 'changed');
  const mayWrite = useMayWrite('catalog');
  const isFiltered = query !== '' || status !== null;
  return (
    <AdminLayout>
      <PageHeader
        title="Bundles"
        description="What each holds, costs and saves, and how many organizations own it."
        actions={
          mayWrite && (
            <LinkButton variant="primary" href="/admin/bundles/new">
              New bundle
            </LinkButton>
          )
        }
      />
      <form className="flex flex-wrap items-end gap-3">
        <div className="flex min-w-56 grow flex-col gap-1.5">
          <label htmlFor="bundle-query" className="text-xs font-medium text-muted">
            Name or address
          </label>
          <input id="bundle-query" type="search" name="q" defaultValue={query} maxLength={100} className="control" />
        </div>
        <div className="flex grow flex-col gap-1.5 sm:grow-0">
          <label htmlFor="status" className="text-xs font-medium text-muted">
            Status
          </label>
          <select id="status" name="status" defaultValue={status ?? ''} className="control">
            <option value="">Any status</option>
            {Object.entries(bundleStatusLabels).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        {order && <input type="hidden" name="sort" value={order} />}
        <Button className="min-h-10">Search</Button>
      </form>
      <SavedFilters list="bundles" filters={saved} address={bundleListAddress({ ...filters, page: 1 })} />
      {bundles.length === 0 ? (
        <EmptyState
          icon="package"
          title={isFiltered || page > 1 ? 'No bundle matches' : 'No bundles yet'}
          actions={
            isFiltered || page > 1 ? (
              <LinkButton href="/admin/bundles">See all bundles</LinkButton>
            ) : (
              mayWrite && <LinkButton href="/admin/bundles/new">New bundle</LinkButton>
            )
          }
        >
          {isFiltered ? 'Try part of its name, or another status.' : 'A bundle sells several tools together for less.'}
        </EmptyState>
      ) : (
        <>
          {mayWrite && (
            <BulkBar
              action="/admin/bundles/bulk"
              thing="bundles"
              acts={Object.entries(bundleActs).map(([value, label]) => ({ value, label }))}
            />
          )}
          <BundleTable bundles={bundles} filters={filters} mayTick={mayWrite} />
        </>
      )}
      <Steps
        label="Pages of bundles"
        back={page > 1 && { href: bundleListAddress({ ...filters, page: page - 1 }), label: 'Previous', rel: 'prev' }}
        next={hasMore && { href: bundleListAddress({ ...filters, page: page + 1 }), label: 'Next' }}
      />
    </AdminLayout>
  );
}

function BundleTable({
  bundles,
  filters,
  mayTick,
}: Pick<ReturnType<typeof useLoaderData<typeof loader>>, 'bundles' | 'filters'> & { mayTick: boolean }) {
  const headingOf = (column: AdministeredBundleColumn) => ({
    column,
    sort: filters.sort,
    href: bundleListAddress({ ...filters, sort: turnSort(administeredBundleColumns, filters.sort, column), page: 1 }),
  });
  return (
    <Table caption="Bundles">
      <thead>
        <tr>
          {mayTick && <TickHeading thing="bundles" />}
          <SortableHeading {...headingOf('name')}>Bundle</SortableHeading>
          <SortableHeading {...headingOf('status')}>Status</SortableHeading>
          <SortableHeading {...headingOf('tools')} isNumber>
            Tools
          </SortableHeading>
          <SortableHeading {...headingOf('sum')} isNumber>
            Sum
          </SortableHeading>
          <SortableHeading {...headingOf('price')} isNumber>
            Price
          </SortableHeading>
          <SortableHeading {...headingOf('discount')} isNumber>
            Discount
          </SortableHeading>
          <SortableHeading {...headingOf('owners')} isNumber>
            Owned by
          </SortableHeading>
          <SortableHeading {...headingOf('changed')}>Changed</SortableHeading>
        </tr>
      </thead>
      <tbody>
        {bundles.map((bundle) => (
          <tr key={bundle.id}>
            {mayTick && (
              <td className="w-0 pr-0!">
                <Tick value={bundle.id} label={bundle.name} />
              </td>
            )}
            <th scope="row" className="min-w-56">
              <div className="flex gap-3">
                <ToolIcon name={bundle.icon} className="icon mt-0.5 text-muted" />
                <div className="min-w-0">
                  <a href={`/admin/bundles/${bundle.id}`} className="rounded-sm hover:underline">
                    {bundle.name}
                  </a>
                  <p className="flex flex-wrap gap-x-2 font-normal text-muted">
                    {bundleTypeLabels[bundle.bundleType]}
                    {bundle.isPopular && <Tag hue="info">Popular</Tag>}
                    {bundle.unsoldTools > 0 && <Tag hue="warning">{`${bundle.unsoldTools} not sold`}</Tag>}
                  </p>
                </div>
              </div>
            </th>
            <td>
              <Tag hue={bundleStatusHues[bundle.status]}>{bundleStatusLabels[bundle.status]}</Tag>
            </td>
            <td className="number">{bundle.tools}</td>
            <td className="number">{formatMoney(bundle.originalPrice, bundle.currency)}</td>
            <td className="number font-medium">{formatMoney(bundle.bundlePrice, bundle.currency)}</td>
            <td className="number whitespace-nowrap">{`${bundle.discount} %`}</td>
            <td className="number whitespace-nowrap">{countWords(bundle.purchaseCount, 'organization')}</td>
            <td className="whitespace-nowrap text-muted">
              <Day date={bundle.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
