import { Card, Table } from '~/components/ui/layout.tsx';

/** A column of amounts by year: cents. */
export interface YearColumn {
  readonly name: string;
  readonly amounts: readonly string[];
  /** Stands in a cell of its own on a phone, too; the others are then named below the year. */
  readonly isMain?: boolean;
}

/** Amounts by year. On a phone only the main columns stay columns, so that nothing has to be scrolled sideways. */
export function YearTable({
  caption,
  years,
  columns,
}: {
  caption: string;
  years: readonly number[];
  columns: readonly YearColumn[];
}) {
  const folded = columns.filter(({ isMain }) => !isMain);
  const hiding = (column: YearColumn) => (column.isMain ? 'number' : 'number max-lg:hidden');
  return (
    <Card className="flex flex-col gap-2 p-5">
      <h3>{caption}</h3>
      <Table caption={caption} flush>
        <thead>
          <tr>
            <th scope="col">Year</th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={hiding(column)}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map((year, index) => (
            <tr key={year}>
              <th scope="row" className="tabular-nums">
                {year}
                <p className="text-xs font-normal text-muted lg:hidden">
                  {folded.map(({ name, amounts }) => `${name} ${amounts[index]}`).join(', ')}
                </p>
              </th>
              {columns.map((column) => (
                <td key={column.name} className={`${hiding(column)} tabular-nums`}>
                  {column.amounts[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
