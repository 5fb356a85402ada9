import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import type { TaxPayment } from '~/modules/expenses/tax/queries.server.ts';
import { formatMoney } from '~/utils/money.ts';
import { jurisdictionLabels } from './schema.ts';

/** The payments of a year. */
export function PaymentTable({ payments, mayWrite }: { payments: readonly TaxPayment[]; mayWrite: boolean }) {
  return (
    <Table caption="Payments">
      <thead>
        <tr>
          <th scope="col">Paid on</th>
          <th scope="col">For</th>
          <th scope="col">Confirmation</th>
          <th scope="col">Recorded by</th>
          <th scope="col" className="number">
            Amount
          </th>
          {mayWrite && (
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {payments.map(({ id, paidOn, quarter, jurisdiction, amount, confirmation, recordedBy }) => (
          <tr key={id}>
            <th scope="row" className="whitespace-nowrap">
              <Day date={paidOn} />
            </th>
            <td>
              {jurisdictionLabels[jurisdiction]}
              <span className="block text-xs text-muted">
                {quarter === null ? 'Extension or return' : `Quarter ${quarter}`}
              </span>
            </td>
            <td>{confirmation}</td>
            <td>
              <MemberName name={recordedBy} />
            </td>
            <td className="number">
              <Money cents={amount} />
            </td>
            {mayWrite && (
              <td className="number">
                <Confirmation
                  id={`remove-${id}`}
                  label={
                    <>
                      Remove<span className="sr-only">{` the payment of ${formatMoney(amount)}`}</span>
                    </>
                  }
                  title="Remove this payment?"
                  confirmLabel={`Remove ${formatMoney(amount)}`}
                  variant="quiet"
                  size="small"
                  fields={{ intent: 'remove-payment', payment: id }}
                >
                  <p>It was recorded here by mistake. The money stays where it was paid to.</p>
                </Confirmation>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
