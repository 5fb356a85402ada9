import type { ReactNode } from 'react';
import { Table } from '~/components/ui/layout.tsx';

/** One thing that is compared: its name, and its value in each column. */
export interface ComparedRow {
  readonly label: string;
  readonly values: readonly string[];
}

/** A column: what is compared. */
export interface ComparedColumn {
  readonly key: string;
  readonly name: string;
  readonly href?: string;
}

/** Values side by side. On a phone each row is a block with its values below its name. */
export function ComparisonTable({
  caption,
  corner = <span className="sr-only">Compared</span>,
  columns,
  rows,
  marked,
}: {
  caption: string;
  /** Heading of the names of the rows. */
  corner?: ReactNode;
  columns: readonly ComparedColumn[];
  rows: readonly ComparedRow[];
  /** Places of the one value that stands out, from 0. */
  marked?: { readonly row: number; readonly column: number };
}) {
  const look = (row: number, column: number) =>
    marked?.row === row && marked.column === column ? ' bg-accent-soft font-semibold' : '';
  return (
    <>
      <div className="max-md:hidden print:block">
        <Table phone="scroll" caption={caption}>
          <thead>
            <tr>
              <th scope="col">{corner}</th>
              {columns.map(({ key, name, href }) => (
                <th key={key} scope="col" className="number">
                  {href ? (
                    <a href={href} className="link whitespace-normal wrap-anywhere">
                      {name}
                    </a>
                  ) : (
                    name
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, values }, row) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {columns.map(({ key }, index) => (
                  <td key={key} className={`number tabular-nums${look(row, index)}`}>
                    {values[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      <ul className="card divide-y divide-line md:hidden print:hidden" aria-label={caption}>
        {rows.map(({ label, values }, row) => (
          <li key={label} className="px-4 py-3">
            <p className="font-medium">{label}</p>
            <dl>
              {columns.map(({ key, name }, index) => (
                <div key={key} className={`flex justify-between gap-4${look(row, index)}`}>
                  <dt className="min-w-0 wrap-anywhere text-muted">{name}</dt>
                  <dd className="tabular-nums">{values[index]}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}
