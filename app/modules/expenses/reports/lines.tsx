import { Table } from '~/components/ui/layout.tsx';
import { type ReportTable, writeCells } from './tables.ts';

/** Tables longer than this are cut on the page: a file holds the others. */
const mostLines = 200;

/** The lines of a report, table by table. Notes stand below the names, so that nothing scrolls on a phone. */
export function ReportLines({
  tables,
  isInWholeDollars,
}: {
  tables: readonly ReportTable[];
  isInWholeDollars: boolean;
}) {
  return tables.map(({ heading, columns, lines }, index) => (
    <section key={index} className="flex flex-col gap-3">
      <h2>{heading || 'Lines'}</h2>
      <Table phone="scroll" caption={heading || 'Lines'}>
        <thead>
          <tr>
            <th scope="col">Line</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...lines.slice(0, mostLines), ...lines.slice(mostLines).filter(({ isTotal }) => isTotal)].map(
            (line, place) => (
              <tr key={place} className={line.isTotal ? 'bg-sunken' : undefined}>
                <th scope="row">
                  <span className="flex gap-3">
                    {line.number !== null && <span className="w-8 shrink-0 text-muted">{line.number}</span>}
                    <span className={`min-w-0 ${line.isTotal ? 'font-semibold' : ''}`}>
                      {line.name}
                      {line.note && <span className="block font-normal text-pretty text-muted">{line.note}</span>}
                    </span>
                  </span>
                </th>
                {writeCells(line, isInWholeDollars).map((cell, column) => (
                  <td key={columns[column]} className={`number tabular-nums ${line.isTotal ? 'font-semibold' : ''}`}>
                    {cell}
                  </td>
                ))}
              </tr>
            ),
          )}
        </tbody>
      </Table>
      {lines.length > mostLines && (
        <p className="text-muted">{`${(lines.length - mostLines).toLocaleString('en-US')} more lines are in the files.`}</p>
      )}
    </section>
  ));
}
