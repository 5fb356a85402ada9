import { Table } from '~/components/ui/layout.tsx';
import { nameSource } from '../figures/sources.ts';
import { compareColumns, writeYears } from './columns.ts';
import type { Comparison } from './margins-of-error.ts';
import { type PeopleKey, peopleFigures, writeMargin, writePeople } from './people-figures.ts';
import type { PeopleRow } from './queries.server.ts';

const words: Readonly<Record<Comparison, string>> = {
  HIGHER: 'higher',
  LOWER: 'lower',
  NO_CLEAR_DIFFERENCE: 'no clear difference',
};

/** Figures about people side by side, each with its margin of error, and whether it differs from the first column. */
export function PeopleTable({ columns }: { columns: readonly PeopleRow[] }) {
  const [first] = columns;
  if (!first) return null;
  const rows = peopleFigures.filter(({ key }) => columns.some(({ figures }) => figures[key] !== undefined));
  const isOneArea = columns.every(({ areaKey }) => areaKey === first.areaKey);
  return (
    <section className="flex flex-col gap-3">
      <h2>{isOneArea ? 'Then and now' : 'Side by side'}</h2>
      <p className="max-w-prose text-muted">
        {`${nameSource(first.source)}. The sign ± is the margin of error at 90% confidence. `}
        {columns.length > 1 &&
          'A figure differs from that of the first column only where the difference is larger than both margins together allow.'}
      </p>
      <Table caption="People" flush>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {columns.map((column) => (
              <th key={`${column.areaKey} ${column.year}`} scope="col" className="number whitespace-normal">
                {column.areaName}
                <span className="block font-normal">{writeYears(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, unit }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {columns.map((column) => (
                <td key={`${column.areaKey} ${column.year}`} className="number">
                  <PeopleCell column={column} first={first} figure={{ key, unit }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function PeopleCell({
  column,
  first,
  figure,
}: {
  column: PeopleRow;
  first: PeopleRow;
  figure: { key: PeopleKey; unit: (typeof peopleFigures)[number]['unit'] };
}) {
  const value = column.figures[figure.key];
  if (value === undefined) return <>–</>;
  const margin = column.margins[figure.key] ?? null;
  const bound = column.annotations[figure.key];
  const comparison = column === first ? null : compareColumns(column, first, figure.key);
  return (
    <>
      {writePeople(figure, value)}
      {bound && <span className="text-muted">{bound === 'OR_MORE' ? ' or more' : ' or less'}</span>}
      {margin !== null && (
        <span className="block text-xs whitespace-nowrap text-muted">{writeMargin(figure, margin)}</span>
      )}
      {comparison && <span className="block text-xs text-muted">{words[comparison]}</span>}
    </>
  );
}
