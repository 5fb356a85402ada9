import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { paymentMethodLabels } from '~/modules/marketplace/labels.ts';
import { PaymentTag } from './payment-tag.tsx';
import type { OrderOfOrganization } from './platform-queries.server.ts';

/**
 * The latest orders of an organization, for those of the platform who read orders.
 * @param count  of all of them
 * @param href  where all of them are listed
 */
export function OrganizationOrders({
  orders,
  count,
  href,
}: {
  orders: readonly OrderOfOrganization[];
  count: number;
  href: string;
}) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Orders</h2>
      {orders.length === 0 ? (
        <p className="text-muted">It has ordered nothing yet.</p>
      ) : (
        <Table caption="Latest orders of the organization">
          <thead>
            <tr>
              <th scope="col">Order</th>
              <th scope="col">Placed by</th>
              <th scope="col">Placed</th>
              <th scope="col">Method</th>
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
                  <a href={`/admin/orders/${order.number}`} className="link whitespace-nowrap">
                    {order.number}
                  </a>
                </th>
                <td className="w-full min-w-32">
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
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {count > orders.length && (
        <p>
          <a href={href} className="link">
            {`All ${count} orders`}
          </a>
        </p>
      )}
    </section>
  );
}
