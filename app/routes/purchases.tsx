import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { organizationRoles } from '~/modules/accounts/people/roles.ts';
import { PurchaseFiltersForm } from '~/modules/marketplace/purchases/filter-form.tsx';
import {
  isFiltered,
  parsePurchaseFilters,
  purchaseKindLabels,
  purchasesAddress,
  purchasesPerPage,
} from '~/modules/marketplace/purchases/filters.ts';
import { countPurchases, listBuyers, listPurchases } from '~/modules/marketplace/purchases/queries.server.ts';
import { PurchaseTag } from '~/modules/marketplace/purchases/status-tag.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Purchases');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parsePurchaseFilters(new URL(request.url).searchParams);
  const { viewer, purchases, counted, buyers } = await context.database.read((handle) => ({
    purchases: listPurchases(handle, filters),
    counted: countPurchases(handle, filters),
    buyers: listBuyers(handle),
  }));
  requireRole(requireViewer(viewer, request), organizationRoles);
  return { purchases, count: counted[0]?.count ?? 0, buyers, filters };
}

export default function PurchasesPage() {
  const { purchases, count, buyers, filters } = useLoaderData<typeof loader>();
  return (
    <WorkLayout>
      <PageHeader
        title="Purchases"
        description="Every tool and bundle your organization bought, with where it stands now."
        actions={
          count > 0 && (
            <LinkButton href={purchasesAddress('/purchases.csv', { ...filters, page: 1 })}>Download CSV</LinkButton>
          )
        }
      />
      <PurchaseFiltersForm filters={filters} buyers={buyers} />
      {purchases.length === 0 ? (
        <EmptyState
          icon="package"
          title={
            count > 0 ? 'No purchases on this page' : isFiltered(filters) ? 'No purchase matches' : 'No purchases yet'
          }
          actions={
            count > 0 || isFiltered(filters) ? (
              <LinkButton href="/purchases">Show all purchases</LinkButton>
            ) : (
              <LinkButton variant="primary" href="/tools">
                Browse tools
              </LinkButton>
            )
          }
        >
          {count > 0 || isFiltered(filters) ? null : 'What your organization orders appears here once it is unlocked.'}
        </EmptyState>
      ) : (
        <Table caption="Purchases">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Status</th>
              <th scope="col">Bought</th>
              <th scope="col">Bought by</th>
              <th scope="col">Order</th>
              <th scope="col" className="number">
                Price
              </th>
            </tr>
          </thead>
          <tbody>
            {purchases.map((purchase) => (
              <tr key={purchase.id}>
                <th scope="row">
                  <a href={`/${purchase.kind === 'TOOL' ? 'my-tools' : 'bundles'}/${purchase.slug}`} className="link">
                    {purchase.name}
                  </a>
                  <span className="block text-xs font-normal text-muted">
                    {purchase.bundleName ? `Tool in ${purchase.bundleName}` : purchaseKindLabels[purchase.kind]}
                    {purchase.status === 'ACTIVE' && purchase.periodEnd && (
                      <>
                        , {purchase.renews ? 'renews' : 'ends'} <Day date={purchase.periodEnd} />
                      </>
                    )}
                  </span>
                </th>
                <td>
                  <PurchaseTag status={purchase.status} />
                </td>
                <td className="whitespace-nowrap">
                  <Day date={purchase.purchaseDate} />
                </td>
                <td>
                  <MemberName name={purchase.buyer} />
                </td>
                <td>
                  {purchase.orderNumber && (
                    <a href={`/orders/${purchase.orderNumber}`} className="link whitespace-nowrap">
                      {purchase.orderNumber}
                    </a>
                  )}
                </td>
                <td className="number">
                  <Money cents={purchase.price} currency={purchase.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        page={filters.page}
        pages={Math.ceil(count / purchasesPerPage)}
        hrefOf={(page) => purchasesAddress('/purchases', { ...filters, page })}
        label="Pages of purchases"
      />
    </WorkLayout>
  );
}
