import { DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { PaymentTag } from './payment-tag.tsx';

interface InvoiceOrder {
  number: string;
  placedAt: string | Date;
  dueOn: string | null;
  paymentMethod: string;
  paymentStatus: Parameters<typeof PaymentTag>[0]['status'];
  purchaseOrderNumber: string | null;
  billingName: string;
  billingEmail: string;
  billingStreet: string;
  billingCity: string;
  billingState: string;
  billingPostalCode: string;
  subtotal: number;
  creditTotal: number;
  total: number;
  currency: string;
  buyer: string | null;
}

interface InvoiceLine {
  kind: 'TOOL' | 'BUNDLE';
  name: string;
  includedTools: string[];
  listPrice: number;
  credit: number;
  price: number;
}

/** An order as the invoice it is, on screen and on paper. Names and prices are those of the day it was placed. */
export function Invoice({ order, lines }: { order: InvoiceOrder; lines: InvoiceLine[] }) {
  const { currency } = order;
  const credited = order.creditTotal > 0;
  return (
    <article className="card flex flex-col gap-8 p-6 sm:p-10 print:border-0 print:p-0">
      <header className="flex flex-wrap items-start justify-between gap-6">
        <div>
          <h1>Invoice {order.number}</h1>
          <p className="mt-1 text-muted">Lotline</p>
        </div>
        <PaymentTag status={order.paymentStatus} />
      </header>

      <div className="grid gap-8 sm:grid-cols-2">
        <section aria-labelledby="bill-to">
          <h2 id="bill-to" className="text-sm text-muted">
            Billed to
          </h2>
          <address className="mt-1 not-italic">
            <span className="font-semibold">{order.billingName}</span>
            <br />
            {order.billingStreet}
            <br />
            {order.billingCity}, {order.billingState} {order.billingPostalCode}
            <br />
            {order.billingEmail}
          </address>
        </section>
        <DefinitionList
          entries={[
            { term: 'Invoice date', details: <Day date={order.placedAt} /> },
            ...(order.dueOn ? [{ term: 'Due', details: <Day date={order.dueOn} /> }] : []),
            { term: 'Terms', details: order.paymentMethod === 'CREDIT_CARD' ? 'Payment by card' : 'Net 30' },
            ...(order.purchaseOrderNumber
              ? [{ term: 'Purchase order', details: <span className="break-all">{order.purchaseOrderNumber}</span> }]
              : []),
            { term: 'Ordered by', details: order.buyer ?? 'Somebody who has left' },
          ]}
        />
      </div>

      <table className="table flush max-sm:text-xs">
        <caption className="sr-only">What was ordered</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" className="number">
              Price
            </th>
            {credited && (
              <th scope="col" className="number">
                Credit
              </th>
            )}
            <th scope="col" className="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.name}>
              <th scope="row" className="font-medium">
                {line.name}
                {line.kind === 'BUNDLE' && (
                  <span className="block text-xs font-normal text-pretty text-muted">
                    Bundle of {line.includedTools.length} tools: {line.includedTools.join(', ')}
                  </span>
                )}
              </th>
              <td className="number">
                <Money cents={line.listPrice} currency={currency} />
              </td>
              {credited && (
                <td className="number">{line.credit > 0 && <Money cents={-line.credit} currency={currency} />}</td>
              )}
              <td className="number">
                <Money cents={line.price} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>

      <div className="ml-auto w-full max-w-80">
        <DefinitionList
          entries={[
            { term: 'Subtotal', details: <Money cents={order.subtotal} currency={currency} /> },
            ...(credited
              ? [{ term: 'Credit', details: <Money cents={-order.creditTotal} currency={currency} /> }]
              : []),
            {
              term: <strong>{order.paymentStatus === 'PENDING' ? 'Total due' : 'Total'}</strong>,
              details: (
                <strong>
                  <Money cents={order.total} currency={currency} />
                </strong>
              ),
            },
          ]}
        />
      </div>
    </article>
  );
}
