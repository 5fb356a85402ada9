import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { bundleStatusHues, bundleStatusLabels } from '~/modules/marketplace/bundle-editor/changes.ts';
import {
  administeredBundlesPerPage,
  bundleListAddress,
  parseBundleListFilters,
} from '~/modules/marketplace/bundle-editor/filters.ts';
import { listAdministeredBundles } from '~/modules/marketplace/bundle-editor/queries.server.ts';
import { bundleTypeLabels } from '~/modules/marketplace/labels.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { formatMoney } from '~/utils/money.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Bundles', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseBundleListFilters(new URL(request.url).searchParams);
  const { viewer, bundles } = await context.database.read((handle) => ({
    bundles: listAdministeredBundles(handle, filters),
  }));
  requirePlatformAdmin(requireViewer(viewer, request));
  const { rows, last } = cutPage(bundles, administeredBundlesPerPage);
  return { filters, bundles: rows, hasMore: last !== undefined };
}

export default function Bundles() {
  const { filters, bundles, hasMore } = useLoaderData<typeof loader>();
  const { query, status, page } = filters;
  const isFiltered = query !== '' || status !== null;
  return (
    <AdminLayout>
      <PageHeader
        title="Bundles"
        description="What each holds, costs and saves, and how many organizations own it."
        actions={
          <LinkButton variant="primary" href="/admin/bundles/new">
            New bundle
          </LinkButton>
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
        <Button className="min-h-10">Search</Button>
      </form>
      {bundles.length === 0 ? (
        <EmptyState
          icon="package"
          title={isFiltered || page > 1 ? 'No bundle matches' : 'No bundles yet'}
          actions={
            isFiltered || page > 1 ? (
              <LinkButton href="/admin/bundles">See all bundles</LinkButton>
            ) : (
              <LinkButton href="/admin/bundles/new">New bundle</LinkButton>
            )
          }
        >
          {isFiltered ? 'Try part of its name, or another status.' : 'A bundle sells several tools together for less.'}
        </EmptyState>
      ) : (
        <BundleTable bundles={bundles} />
      )}
      <Steps
        label="Pages of bundles"
        back={page > 1 && { href: bundleListAddress({ ...filters, page: page - 1 }), label: 'Previous', rel: 'prev' }}
        next={hasMore && { href: bundleListAddress({ ...filters, page: page + 1 }), label: 'Next' }}
      />
    </AdminLayout>
  );
}

function BundleTable({ bundles }: { bundles: ReturnType<typeof useLoaderData<typeof loader>>['bundles'] }) {
  return (
    <Table caption="Bundles">
      <thead>
        <tr>
          <th scope="col">Bundle</th>
          <th scope="col">Status</th>
          <th scope="col" className="number">
            Tools
          </th>
          <th scope="col" className="number">
            Sum
          </th>
          <th scope="col" className="number">
            Price
          </th>
          <th scope="col" className="number">
            Discount
          </th>
          <th scope="col" className="number">
            Owned by
          </th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        {bundles.map((bundle) => (
          <tr key={bundle.id}>
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
