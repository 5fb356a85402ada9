import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { Quarter } from './due-dates.ts';
import { quarterNames } from './words.ts';

/** A quarter as the tables show it. Cents. */
export interface ShownQuarter {
  readonly quarter: Quarter;
  readonly start: string;
  readonly end: string;
  readonly dueOn: string;
  readonly owed: number;
  readonly paid: number;
  readonly shortfall: number;
  readonly isPastDue: boolean;
}

/** The four instalments of a year: what is owed, paid and missing. */
export function QuarterTable({ year, quarters }: { year: number; quarters: readonly ShownQuarter[] }) {
  return (
    <Table caption={`Quarters of ${year}`}>
      <thead>
        <tr>
          <th scope="col">Quarter</th>
          <th scope="col" className="max-sm:hidden">
            Due
          </th>
          <th scope="col" className="number">
            Owed
          </th>
          <th scope="col" className="number max-sm:hidden">
            Paid
          </th>
          <th scope="col" className="number">
            Shortfall
          </th>
        </tr>
      </thead>
      <tbody>
        {quarters.map(({ quarter, dueOn, owed, paid, shortfall, isPastDue }) => (
          <tr key={quarter}>
            <th scope="row">
              <a href={`/expenses/tax/${year}/${quarter}`} className="link">
                {quarterNames[quarter]}
              </a>
              <span className="block text-xs font-normal text-muted sm:hidden">
                Due <Day date={dueOn} />, paid <Money cents={paid} />
              </span>
            </th>
            <td className="whitespace-nowrap max-sm:hidden">
              <Day date={dueOn} />
            </td>
            <td className="number">
              <Money cents={owed} />
            </td>
            <td className="number max-sm:hidden">
              <Money cents={paid} />
            </td>
            <td className="number">
              <Money cents={shortfall} />
              {isPastDue && shortfall > 0 && (
                <span className="mt-1 block">
                  <Tag hue="danger">Past due</Tag>
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
