import { Day, Money } from '~/components/ui/money.tsx';
import { BusinessDocument } from './business-document.tsx';

interface CreditedOrder {
  number: string;
  placedAt: string | Date;
  paymentMethod: string;
  purchaseOrderNumber: string | null;
  billingName: string;
  billingEmail: string;
  billingStreet: string;
  billingCity: string;
  billingState: string;
  billingPostalCode: string;
}

interface CreditNote {
  number: string;
  issuedAt: string | Date;
  reason: string;
  total: number;
  currency: string;
}

/** What was taken back of an order, as the document that goes with its invoice, on screen and on paper. */
export function CreditNoteDocument({
  order,
  creditNote,
  lines,
}: {
  order: CreditedOrder;
  creditNote: CreditNote;
  lines: { name: string; amount: number }[];
}) {
  const { currency } = creditNote;
  return (
    <BusinessDocument
      title={`Credit note ${creditNote.number}`}
      billing={order}
      facts={[
        { term: 'Date', details: <Day date={creditNote.issuedAt} /> },
        { term: 'Invoice', details: order.number },
        { term: 'Invoice date', details: <Day date={order.placedAt} /> },
        ...(order.purchaseOrderNumber
          ? [{ term: 'Purchase order', details: <span className="break-all">{order.purchaseOrderNumber}</span> }]
          : []),
      ]}
    >
      <section>
        <h2 className="text-sm text-muted">Reason</h2>
        <p className="mt-1 max-w-prose break-words">{creditNote.reason}</p>
      </section>
      <table className="table flush max-sm:text-xs">
        <caption className="sr-only">What was taken back</caption>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" className="number">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, amount }) => (
            <tr key={name}>
              <th scope="row" className="w-full font-medium">
                {name}
              </th>
              <td className="number">
                <Money cents={amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="border-t border-line py-3 font-semibold">
              Total credited
            </th>
            <td className="number border-t border-line py-3 font-semibold">
              <Money cents={creditNote.total} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="text-pretty text-muted">
        {order.paymentMethod === 'CREDIT_CARD'
          ? `The amount goes back to the card that order ${order.number} was paid with.`
          : `The amount is taken off invoice ${order.number}. What was paid for it already is sent back.`}
      </p>
    </BusinessDocument>
  );
}
