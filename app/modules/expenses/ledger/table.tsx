import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { ExpenseTag } from '../status-tag.tsx';
import type { ExpenseRow } from './queries.server.ts';
import { MemberName } from '~/components/ui/name.tsx';

/**
 * The expenses of a page, most of each under its merchant on a phone.
 * @param mayTick  whether something can be done to several; then the table stands in their form
 * @param ticked  the values of boxes that were ticked in a form that was refused
 * @param showsMembers  whether the viewer sees more than their own
 */
export function ExpenseTable({
  rows,
  mayTick,
  ticked = [],
  showsMembers,
}: {
  rows: readonly ExpenseRow[];
  mayTick: boolean;
  ticked?: readonly string[];
  showsMembers: boolean;
}) {
  return (
    <Table caption="Expenses">
      <thead>
        <tr>
          {mayTick && (
            <th scope="col">
              <span className="sr-only">Tick</span>
            </th>
          )}
          <th scope="col">Merchant</th>
          <th scope="col" className="max-md:hidden">
            Date
          </th>
          <th scope="col" className="max-md:hidden">
            Category
          </th>
          <th scope="col" className="max-md:hidden">
            Status
          </th>
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            {mayTick && (
              <td className="w-0 pr-0!">
                <label className="tick">
                  <input
                    type="checkbox"
                    name="rows"
                    value={boxOf(row)}
                    defaultChecked={ticked.includes(boxOf(row))}
                    className="check"
                  />
                  <span className="sr-only">{`${row.merchant}, ${row.date}`}</span>
                </label>
              </td>
            )}
            <th scope="row">
              <a href={`/expenses/${row.id}`} className="link wrap-anywhere">
                {row.merchant}
              </a>
              <Under row={row} showsMembers={showsMembers} />
              <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs font-normal text-muted md:hidden">
                <Day date={row.date} />
                <span>{row.category}</span>
                <ExpenseTag status={row.status} />
              </span>
            </th>
            <td className="whitespace-nowrap max-md:hidden">
              <Day date={row.date} />
            </td>
            <td className="max-md:hidden">
              {row.category}
              {row.property && <span className="block text-xs text-muted">{row.property}</span>}
            </td>
            <td className="max-md:hidden">
              <ExpenseTag status={row.status} />
            </td>
            <td className="number">
              <Money cents={row.isRefund ? -row.amount : row.amount} />
              <span className="block text-xs text-muted">{describeDeduction(row)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Names a row as it is shown: one that changed meanwhile is another. */
const boxOf = ({ id, version }: ExpenseRow) => `${id}:${version}`;

function Under({ row, showsMembers }: { row: ExpenseRow; showsMembers: boolean }) {
  const notes = [
    row.isRefund && 'Refund',
    row.isPart && 'Part of a split',
    row.miles !== null && `${row.miles} miles`,
    row.hasReceipt && 'Receipt',
  ].filter((note) => note !== false);
  return (
    <span className="block text-xs font-normal text-muted">
      {showsMembers && <MemberName name={row.member} />}
      {showsMembers && notes.length > 0 && ', '}
      {notes.join(', ')}
    </span>
  );
}

function describeDeduction({ status, deductibleAmount, amount }: ExpenseRow): string {
  if (status === 'REJECTED') return 'counts nowhere';
  if (deductibleAmount === 0) return 'not deductible';
  if (Math.abs(deductibleAmount) === amount) return 'deductible';
  return `${Math.round((Math.abs(deductibleAmount) / amount) * 100)} % deductible`;
}
