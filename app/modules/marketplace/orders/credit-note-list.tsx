import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';

interface CreditNote {
  number: string;
  issuedAt: string | Date;
  reason: string;
  total: number;
  currency: string;
}

/** The credit notes of an order, each a document of its own. */
export function CreditNoteList({ orderAddress, creditNotes }: { orderAddress: string; creditNotes: CreditNote[] }) {
  return (
    <section className="no-print flex flex-col gap-3">
      <h2>Credit notes</h2>
      <Table caption="Credit notes of this order">
        <thead>
          <tr>
            <th scope="col">Credit note</th>
            <th scope="col" className="max-sm:hidden">
              Issued
            </th>
            <th scope="col">Reason</th>
            <th scope="col" className="number">
              Taken back
            </th>
          </tr>
        </thead>
        <tbody>
          {creditNotes.map(({ number, issuedAt, reason, total, currency }) => (
            <tr key={number}>
              <th scope="row">
                <a href={`${orderAddress}/credit-notes/${number}`} className="link whitespace-nowrap">
                  {number}
                </a>
              </th>
              <td className="whitespace-nowrap max-sm:hidden">
                <Day date={issuedAt} />
              </td>
              <td className="w-full min-w-28 break-words">{reason}</td>
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
