import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { incomeKindLabels } from './filters.ts';
import type { IncomeRow } from './queries.server.ts';

/** Entries of income; each leads to its page. */
export function IncomeTable({ rows }: { rows: readonly IncomeRow[] }) {
  return (
    <Table caption="Income">
      <thead>
        <tr>
          <th scope="col">Paid by</th>
          <th scope="col" className="max-sm:hidden">
            Received
          </th>
          <th scope="col" className="max-sm:hidden">
            Kind
          </th>
          <th scope="col" className="max-md:hidden">
            Property
          </th>
          <th scope="col" className="number">
            Withheld
          </th>
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={`/expenses/income/${row.id}`} className="link">
                {row.payer}
              </a>
              <span className="block text-xs font-normal text-muted sm:hidden">
                {incomeKindLabels[row.kind]}, <Day date={row.date} />
              </span>
              {row.description && (
                <span className="block max-w-prose truncate text-xs font-normal text-muted">{row.description}</span>
              )}
            </th>
            <td className="whitespace-nowrap max-sm:hidden">
              <Day date={row.date} />
            </td>
            <td className="max-sm:hidden">{incomeKindLabels[row.kind]}</td>
            <td className="max-md:hidden">{row.listing}</td>
            <td className="number">
              {row.federalWithheld + row.stateWithheld > 0 && <Money cents={row.federalWithheld + row.stateWithheld} />}
            </td>
            <td className="number">
              <Money cents={row.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
