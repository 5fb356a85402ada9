import { Fragment } from 'react';
import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import type { FormLine } from './form-lines.ts';

const formNames = { SCHEDULE_C: 'Schedule C', SCHEDULE_E: 'Schedule E' } as const;

/** The lines of the forms that a period's expenses are on, each category with the way to its rows. */
export function FormLineTable({
  lines,
  from,
  to,
}: {
  lines: readonly FormLine[];
  /** The first and the last day of the rows. */
  from: string;
  to: string;
}) {
  return (
    <Table caption="Expenses by line of the forms" flush>
      <thead>
        <tr>
          <th scope="col">Form and line</th>
          <th scope="col">Categories</th>
          <th scope="col" className="number">
            Deductible
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ form, line, label, amount, categories }) => (
          <tr key={`${form} ${line}`}>
            <th scope="row">
              {formNames[form]} {line}
              <span className="block font-normal text-muted">{label}</span>
            </th>
            <td>
              {categories.map((category, place) => (
                <Fragment key={category.id}>
                  {place > 0 && ', '}
                  <a
                    href={writeAddress('/expenses', { from, to, status: 'APPROVED', category: category.id })}
                    className="link"
                  >
                    {category.name}
                  </a>
                </Fragment>
              ))}
            </td>
            <td className="number">
              <Money cents={amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
