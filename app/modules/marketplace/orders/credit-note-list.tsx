import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';

interface ListedCreditNote {
  number: string;
  issuedAt: string | Date;
  reason: string;
  total: number;
  currency: string;
  /** Shown to platform admins: the person who issued it, null when the system did. */
  issuedByName?: string | null;
  /** Shown to platform admins, too: whether no tool ended with it. */
  endsNothing?: boolean;
}

/**
 * The credit notes of an order.
 * @param orderAddress  the order's address; each credit note is a page below it, where such pages exist
 */
export function CreditNoteList({
  creditNotes,
  orderAddress,
}: {
  creditNotes: ListedCreditNote[];
  orderAddress?: string;
}) {
  const showsIssuer = creditNotes.some(({ issuedByName }) => issuedByName !== undefined);
  return (
    <section className="no-print flex flex-col gap-3">
      <h2>Credit notes</h2>
      <Table caption="Credit notes of this order">
        <thead>
          <tr>
            <th scope="col">Credit note</th>
            <th scope="col">Issued</th>
            {showsIssuer && <th scope="col">Issued by</th>}
            <th scope="col">Reason</th>
            <th scope="col" className="number">
              Credited
            </th>
          </tr>
        </thead>
        <tbody>
          {creditNotes.map(({ number, issuedAt, issuedByName, reason, total, currency, endsNothing }) => (
            <tr key={number}>
              <th scope="row" className="whitespace-nowrap">
                {orderAddress ? (
                  <a href={`${orderAddress}/credit-notes/${number}`} className="link">
                    {number}
                  </a>
                ) : (
                  number
                )}
              </th>
              <td className="whitespace-nowrap">
                <Day date={issuedAt} />
              </td>
              {showsIssuer && (
                <td className="whitespace-nowrap">{issuedByName ? <bdi>{issuedByName}</bdi> : 'The system'}</td>
              )}
              <td className="w-full min-w-28 break-words">
                {endsNothing && <Tag hue="warning">Ended nothing</Tag>} {reason}
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
