import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { BulkBar, Tick, TickHeading } from '~/components/ui/bulk-bar.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { SortableHeading } from '~/components/ui/sortable-heading.tsx';
import { turnSort } from '~/components/ui/sorting.ts';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader } from '~/modules/accounts/platform/guards.server.ts';
import { paymentMethodLabels } from '~/modules/marketplace/labels.ts';
import { OrderFilterForm } from '~/modules/marketplace/orders/filter-form.tsx';
import {
  isNewestFirst,
  type OrderColumn,
  orderColumns,
  ordersAddress,
  parseOrderFilters,
} from '~/modules/marketplace/orders/filters.ts';
import { PaymentTag } from '~/modules/marketplace/orders/payment-tag.tsx';
import { listPlatformOrders, platformOrdersPerPage } from '~/modules/marketplace/orders/platform-queries.server.ts';
import { SavedFilters } from '~/modules/marketplace/saved-filters/bar.tsx';
import { listSavedFilters } from '~/modules/marketplace/saved-filters/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('All orders');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseOrderFilters(new URL(request.url).searchParams);
  const { viewer, found, saved } = await context.database.read((handle) => ({
    found: listPlatformOrders(handle, filters),
    saved: listSavedFilters(handle, 'orders'),
  }));
  requireReader(viewer, request, 'billing');
  const { rows, last } = cutPage(found, platformOrdersPerPage);
  return {
    filters,
    orders: rows,
    next: last
      ? ordersAddress(
          isNewestFirst(filters)
            ? { ...filters, before: { placedAt: last.placedAtMicroseconds, number: last.number } }
            : { ...filters, page: filters.page + 1 },
        )
      : undefined,
    saved,
  };
}

export default function PlatformOrdersPage() {
  const { filters, orders, next, saved } = useLoaderData<typeof loader>();
  const mayTick = useMayWrite('billing');
  const list = ordersAddress({ ...filters, before: null, page: 1 });
  const isFirst = filters.before === null && filters.page === 1;
  const isNarrowed = ordersAddress({ ...filters, sort: undefined, before: null, page: 1 }) !== '/admin/orders';
  const headingOf = (column: OrderColumn) => ({
    column,
    sort: filters.sort,
    href: ordersAddress({ ...filters, sort: turnSort(orderColumns, filters.sort, column), before: null, page: 1 }),
  });
  return (
    <AdminLayout>
      <PageHeader title="Orders" description="Of all organizations." />
      <OrderFilterForm filters={filters} />
      <SavedFilters list="orders" filters={saved} address={list} />
      {orders.length === 0 ? (
        <EmptyState
          icon="receipt"
          title={isNarrowed || !isFirst ? 'No order matches' : 'No orders yet'}
          actions={(isNarrowed || !isFirst) && <LinkButton href="/admin/orders">See all orders</LinkButton>}
        >
          {isNarrowed
            ? 'Look for less of a name, or for more days.'
            : 'Every order appears here as soon as an organization places it.'}
        </EmptyState>
      ) : (
        <>
          {mayTick && (
            <BulkBar action="/admin/orders/bulk" thing="orders" acts={[{ value: 'pay', label: 'Mark as paid' }]} />
          )}
          <Table caption="Orders of all organizations">
            <thead>
              <tr>
                {mayTick && <TickHeading thing="orders" />}
                <SortableHeading {...headingOf('number')}>Order</SortableHeading>
                <SortableHeading {...headingOf('organization')}>Organization</SortableHeading>
                <SortableHeading {...headingOf('buyer')}>Placed by</SortableHeading>
                <SortableHeading {...headingOf('placed')}>Placed</SortableHeading>
                <SortableHeading {...headingOf('method')}>Method</SortableHeading>
                <SortableHeading {...headingOf('payment')}>Payment</SortableHeading>
                <SortableHeading {...headingOf('total')} isNumber>
                  Total
                </SortableHeading>
              </tr>
            </thead>
            <tbody>
              {orders.map((order) => (
                <tr key={order.number}>
                  {mayTick && (
                    <td className="w-0 pr-0!">
                      <Tick value={order.number} label={order.number} />
                    </td>
                  )}
                  <th scope="row">
                    <a href={`/admin/orders/${order.number}`} className="link whitespace-nowrap">
                      {order.number}
                    </a>
                  </th>
                  <td className="w-full min-w-32">
                    <bdi>{order.organizationName}</bdi>
                  </td>
                  <td>
                    <bdi>{order.buyerName}</bdi>
                  </td>
                  <td className="whitespace-nowrap">
                    <Day date={order.placedAt} />
                  </td>
                  <td className="whitespace-nowrap">{paymentMethodLabels[order.paymentMethod]}</td>
                  <td>
                    <PaymentTag order={order} />
                  </td>
                  <td className="number">
                    <Money cents={order.total} currency={order.currency} />
                    {order.refundedTotal > 0 && (
                      <span className="block text-xs whitespace-nowrap text-muted">
                        <Money cents={order.refundedTotal} currency={order.currency} /> refunded
                      </span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
      <Steps
        label="Pages of orders"
        back={!isFirst && { href: list, label: isNewestFirst(filters) ? 'Newest' : 'First page' }}
        next={next !== undefined && { href: next, label: isNewestFirst(filters) ? 'Older' : 'Next' }}
      />
    </AdminLayout>
  );
}
