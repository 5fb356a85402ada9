import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';

/** Credit notes that ended nothing, each with its order. */
export function CreditsThatEndNothing({
  credits,
}: {
  credits: {
    number: string;
    orderNumber: string;
    reason: string;
    total: number;
    currency: string;
    issuedAt: string | Date;
  }[];
}) {
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h2>Credits that ended nothing</h2>
        <p className="mt-1 max-w-prose text-pretty text-muted">
          Sums that went back at the provider and are not the price of a tool. What their orders unlocked stays: look
          whether it should.
        </p>
      </div>
      <Table caption="Credits that ended nothing, newest first">
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Credit note</th>
            <th scope="col">Reason</th>
            <th scope="col">Issued</th>
            <th scope="col" className="number">
              Credited
            </th>
          </tr>
        </thead>
        <tbody>
          {credits.map(({ number, orderNumber, reason, total, currency, issuedAt }) => (
            <tr key={number}>
              <th scope="row" className="whitespace-nowrap">
                <a href={`/admin/orders/${orderNumber}`} className="link">
                  {orderNumber}
                </a>
              </th>
              <td className="whitespace-nowrap">{number}</td>
              <td className="w-full min-w-28 break-words">{reason}</td>
              <td className="whitespace-nowrap">
                <Day date={issuedAt} />
              </td>
              <td className="number">
                <Money cents={total} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
