import { DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import type { PaymentStatus } from '~/modules/marketplace/labels.ts';
import { BusinessDocument } from './business-document.tsx';
import { PaymentTag } from './payment-tag.tsx';

interface InvoiceOrder {
  number: string;
  placedAt: string | Date;
  dueOn: string | null;
  paymentMethod: string;
  paymentStatus: PaymentStatus;
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
  refundedTotal: number;
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

interface InvoiceCreditNote {
  number: string;
  total: number;
}

/**
 * An order as the invoice it is, on screen and on paper. Names and prices are those of the day it was placed; what was taken
 * back since stands below them.
 */
export function Invoice({
  order,
  lines,
  creditNotes,
}: {
  order: InvoiceOrder;
  lines: InvoiceLine[];
  creditNotes: InvoiceCreditNote[];
}) {
  const { currency } = order;
  const credited = order.creditTotal > 0;
  return (
    <BusinessDocument
      title={`Invoice ${order.number}`}
      tag={<PaymentTag status={order.paymentStatus} />}
      billing={order}
      facts={[
        { term: 'Invoice date', details: <Day date={order.placedAt} /> },
        ...(order.dueOn ? [{ term: 'Due', details: <Day date={order.dueOn} /> }] : []),
        { term: 'Terms', details: order.paymentMethod === 'CREDIT_CARD' ? 'Payment by card' : 'Net 30' },
        ...(order.purchaseOrderNumber
          ? [{ term: 'Purchase order', details: <span className="break-all">{order.purchaseOrderNumber}</span> }]
          : []),
        { term: 'Ordered by', details: order.buyer ?? 'Somebody who has left' },
      ]}
    >
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
            ...creditNotes.map(({ number, total }) => ({
              term: `Credit note ${number}`,
              details: <Money cents={-total} currency={currency} />,
            })),
            ...(creditNotes.length > 0
              ? [
                  {
                    term: <strong>Remaining total</strong>,
                    details: (
                      <strong>
                        <Money cents={order.total - order.refundedTotal} currency={currency} />
                      </strong>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </BusinessDocument>
  );
}
