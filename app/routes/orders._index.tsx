import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader, Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { PaymentTag } from '~/modules/marketplace/orders/payment-tag.tsx';
import { listOrders, ordersPerPage } from '~/modules/marketplace/orders/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readPage, writeAddress } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';
import { summarizeNames } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Orders');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = readPage(new URL(request.url).searchParams.get('page')) ?? 1;
  const { viewer, orders } = await context.database.read((handle) => ({ orders: listOrders(handle, page) }));
  requireViewer(viewer, request);
  const { rows, last } = cutPage(orders, ordersPerPage);
  return { orders: rows, page, hasOlder: last !== undefined };
}

const addressOf = (page: number) => writeAddress('/orders', { page: page > 1 && page });

export default function OrdersPage() {
  const { orders, page, hasOlder } = useLoaderData<typeof loader>();
  return (
    <WorkLayout>
      <PageHeader title="Orders" description="Everything your organization has ordered, newest first." />
      {orders.length === 0 ? (
        <EmptyState
          icon="receipt"
          title={page > 1 ? 'No older orders' : 'No orders yet'}
          actions={
            page > 1 ? (
              <LinkButton href="/orders">See the newest orders</LinkButton>
            ) : (
              <LinkButton variant="primary" href="/tools">
                Browse tools
              </LinkButton>
            )
          }
        >
          {page > 1 ? null : 'An order appears here, with its invoice, as soon as it is placed.'}
        </EmptyState>
      ) : (
        <Table caption="Orders">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Placed</th>
              <th scope="col">Items</th>
              <th scope="col">Placed by</th>
              <th scope="col">Payment</th>
              <th scope="col" className="number">
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {orders.map((order) => (
              <tr key={order.number}>
                <th scope="row">
                  <a href={`/orders/${order.number}`} className="link whitespace-nowrap">
                    {order.number}
                  </a>
                </th>
                <td className="whitespace-nowrap">
                  <Day date={order.placedAt} />
                </td>
                <td>{summarizeNames(order.items)}</td>
                <td>
                  <MemberName name={order.buyer} />
                </td>
                <td>
                  <PaymentTag order={order} />
                </td>
                <td className="number">
                  <Money cents={order.total} currency={order.currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Steps
        label="Pages of orders"
        back={page > 1 && { href: addressOf(page - 1), label: 'Newer', rel: 'prev' }}
        next={hasOlder && { href: addressOf(page + 1), label: 'Older' }}
      />
    </WorkLayout>
  );
}
