import { Day } from '~/components/ui/money.tsx';
import { type BillingColumns, readBilling } from './billing.ts';
import { BusinessDocument, purchaseOrderFacts } from './business-document.tsx';
import { OrderTable } from './order-table.tsx';

interface CreditedOrder extends BillingColumns {
  number: string;
  placedAt: string | Date;
  paymentMethod: string;
  purchaseOrderNumber: string | null;
}

interface IssuedCreditNote {
  number: string;
  issuedAt: string | Date;
  reason: string;
  total: number;
  currency: string;
}

/** The lines that were taken back of an order: the document that goes with its invoice, on screen and on paper. */
export function CreditNoteDocument({
  order,
  creditNote,
  lines,
}: {
  order: CreditedOrder;
  creditNote: IssuedCreditNote;
  lines: { name: string; amount: number }[];
}) {
  return (
    <BusinessDocument
      title={`Credit note ${creditNote.number}`}
      billing={readBilling(order)}
      facts={[
        { term: 'Date', details: <Day date={creditNote.issuedAt} /> },
        { term: 'Invoice', details: order.number },
        { term: 'Invoice date', details: <Day date={order.placedAt} /> },
        ...purchaseOrderFacts(order.purchaseOrderNumber),
      ]}
    >
      <section>
        <h2 className="text-sm text-muted">Reason</h2>
        <p className="mt-1 max-w-prose break-words">{creditNote.reason}</p>
      </section>
      <OrderTable
        caption="What was taken back"
        flush
        lines={lines}
        amountOf={({ amount }) => amount}
        currency={creditNote.currency}
        total={{ label: 'Total credited', amount: creditNote.total }}
      />
      <p className="text-pretty text-muted">
        {order.paymentMethod === 'CREDIT_CARD'
          ? `The amount goes back to the card that order ${order.number} was paid with.`
          : `The amount is taken off invoice ${order.number}. What was paid for it already is sent back.`}
      </p>
    </BusinessDocument>
  );
}
