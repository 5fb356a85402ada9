import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { paymentMethodLabels } from '~/modules/marketplace/labels.ts';
import { OrderFilterForm } from '~/modules/marketplace/orders/filter-form.tsx';
import { ordersAddress, parseOrderFilters } from '~/modules/marketplace/orders/filters.ts';
import { PaymentTag } from '~/modules/marketplace/orders/payment-tag.tsx';
import { listPlatformOrders, platformOrdersPerPage } from '~/modules/marketplace/orders/platform-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('All orders');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const filters = parseOrderFilters(new URL(request.url).searchParams);
  const { viewer, found } = await context.database.read((handle) => ({ found: listPlatformOrders(handle, filters) }));
  requirePlatformAdmin(requireViewer(viewer, request));
  const { rows, last } = cutPage(found, platformOrdersPerPage);
  return {
    filters,
    orders: rows,
    older: last
      ? ordersAddress({ ...filters, before: { placedAt: last.placedAtMicroseconds, number: last.number } })
      : undefined,
  };
}

export default function PlatformOrdersPage() {
  const { filters, orders, older } = useLoaderData<typeof loader>();
  const isNarrowed = ordersAddress({ ...filters, before: null }) !== '/admin/orders';
  return (
    <AdminLayout>
      <PageHeader title="Orders" description="Of all organizations, newest first." />
      <OrderFilterForm filters={filters} />
      {orders.length === 0 ? (
        <EmptyState
          icon="receipt"
          title={isNarrowed || filters.before ? 'No order matches' : 'No orders yet'}
          actions={(isNarrowed || filters.before) && <LinkButton href="/admin/orders">See all orders</LinkButton>}
        >
          {isNarrowed
            ? 'Look for less of a name, or for more days.'
            : 'Every order appears here as soon as an organization places it.'}
        </EmptyState>
      ) : (
        <Table caption="Orders of all organizations">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Organization</th>
              <th scope="col" className="max-md:hidden">
                Placed by
              </th>
              <th scope="col" className="max-sm:hidden">
                Placed
              </th>
              <th scope="col" className="max-lg:hidden">
                Method
              </th>
              <th scope="col" className="max-sm:hidden">
                Payment
              </th>
              <th scope="col" className="number">
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.number}>
                <th scope="row">
                  <a href={`/admin/orders/${order.number}`} className="link whitespace-nowrap">
                    {order.number}
                  </a>
                </th>
                <td className="w-full">
                  <bdi>{order.organizationName}</bdi>
                </td>
                <td className="max-md:hidden">
                  <bdi>{order.buyerName}</bdi>
                </td>
                <td className="whitespace-nowrap max-sm:hidden">
                  <Day date={order.placedAt} />
                </td>
                <td className="whitespace-nowrap max-lg:hidden">{paymentMethodLabels[order.paymentMethod]}</td>
                <td className="max-sm:hidden">
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
      )}
      <Steps
        label="Pages of orders"
        back={filters.before !== null && { href: ordersAddress({ ...filters, before: null }), label: 'Newest' }}
        next={older !== undefined && { href: older, label: 'Older' }}
      />
    </AdminLayout>
  );
}
