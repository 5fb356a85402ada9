import { DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import type { PaymentStatus } from '~/modules/marketplace/labels.ts';
import { memberName } from '~/utils/words.ts';
import { type Billing, BusinessDocument, purchaseOrderFacts } from './business-document.tsx';
import { OrderTable } from './order-table.tsx';
import { PaymentTag } from './payment-tag.tsx';
import type { ChargedTool, CreditedTool } from './queries.server.ts';

interface InvoiceOrder extends Billing {
  number: string;
  placedAt: string | Date;
  dueOn: string | null;
  paymentMethod: string;
  paymentStatus: PaymentStatus;
  purchaseOrderNumber: string | null;
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
  tools: ChargedTool[];
  credited: CreditedTool[];
  listPrice: number;
  credit: number;
  price: number;
}

interface InvoiceCreditNote {
  number: string;
  total: number;
}

/**
 * An order as its invoice, on screen and on paper. Names and prices are those of the day it was placed; later credit notes
 * stand below them.
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
        ...purchaseOrderFacts(order.purchaseOrderNumber),
        { term: 'Ordered by', details: memberName(order.buyer) },
      ]}
    >
      <OrderTable
        caption="What was ordered"
        flush
        lines={lines}
        columns={[
          {
            heading: 'Price',
            isNumber: true,
            show: ({ listPrice }) => <Money cents={listPrice} currency={currency} />,
          },
          ...(credited
            ? [
                {
                  heading: 'Credit',
                  isNumber: true,
                  show: ({ credit }: InvoiceLine) => credit > 0 && <Money cents={-credit} currency={currency} />,
                },
              ]
            : []),
        ]}
        amountOf={({ price }) => price}
        currency={currency}
      />

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
