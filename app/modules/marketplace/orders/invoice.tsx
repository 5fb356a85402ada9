import { DefinitionList } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { memberName } from '~/utils/words.ts';
import { type BillingColumns, readBilling } from './billing.ts';
import { BusinessDocument, purchaseOrderFacts } from './business-document.tsx';
import { OrderTable } from './order-table.tsx';
import { amountOwed, decidePaymentState, type PayableOrder } from './payment-state.ts';
import { PaymentTag } from './payment-tag.tsx';

interface InvoiceOrder extends BillingColumns, PayableOrder {
  number: string;
  placedAt: string | Date;
  dueOn: string | null;
  paymentMethod: string;
  purchaseOrderNumber: string | null;
  subtotal: number;
  creditTotal: number;
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
  const isSettled = decidePaymentState(order) === 'SETTLED';
  return (
    <BusinessDocument
      title={`Invoice ${order.number}`}
      tag={<PaymentTag order={order} />}
      billing={readBilling(order)}
      facts={[
        { term: 'Invoice date', details: <Day date={order.placedAt} /> },
        ...(order.dueOn && !isSettled ? [{ term: 'Due', details: <Day date={order.dueOn} /> }] : []),
        ...(order.total > 0
          ? [{ term: 'Terms', details: order.paymentMethod === 'CREDIT_CARD' ? 'Payment by card' : 'Net 30' }]
          : []),
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
              term: <strong>{amountOwed(order) > 0 ? 'Total due' : 'Total'}</strong>,
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
