import { LineChart } from '~/components/charts/lines.tsx';
import { Card, DefinitionList, Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { writeCredits } from '../figures/sources.ts';
import type { FrozenReport } from './content.ts';
import { listParts, listSources, type ReportTable } from './parts.ts';
import { sectionLabels, typeFacts } from './types.ts';

/** What a report says: its facts, the largest moves, and every section with its charts, tables and credits. */
export function ReportView({ report }: { report: FrozenReport }) {
  const { data, insights } = report;
  return (
    <>
      <Card className="px-5 py-2">
        <DefinitionList
          entries={[
            { term: 'Report', details: typeFacts[report.type].label },
            { term: 'Areas', details: data.areas.map(({ name }) => name).join('; ') },
            {
              term: 'Period',
              details: (
                <>
                  <Day date={data.from} /> – <Day date={data.to} />
                </>
              ),
            },
            { term: 'Made', details: <Day date={report.generatedAt} /> },
          ]}
        />
      </Card>
      {insights.length > 0 && (
        <section aria-labelledby="moves" className="flex flex-col gap-3">
          <h2 id="moves">Largest moves</h2>
          <ul className="flex list-disc flex-col gap-1.5 pl-5">
            {insights.map((insight) => (
              <li key={insight} className="max-w-prose text-pretty">
                {insight}
              </li>
            ))}
          </ul>
        </section>
      )}
      {listParts(data).map(({ key, charts, tables }) => (
        <section key={key} aria-labelledby={`section-${key}`} className="flex flex-col gap-6">
          <h2 id={`section-${key}`}>{sectionLabels[key]}</h2>
          {charts.length > 0 && (
            <div className="grid gap-6 xl:grid-cols-2 print:block print:space-y-6">
              {charts.map(({ sources, ...chart }) => (
                <Card key={chart.id} className="flex min-w-0 flex-col gap-3 p-5">
                  <LineChart {...chart} />
                  <Credits sources={sources} />
                </Card>
              ))}
            </div>
          )}
          {tables.map((table) => (
            <SectionTable key={table.heading} table={table} />
          ))}
        </section>
      ))}
      <section aria-labelledby="section-sources" className="flex flex-col gap-3">
        <h2 id="section-sources">Sources</h2>
        <p className="max-w-prose text-pretty">{writeCredits(listSources(data))}</p>
        {data.imports.length > 0 && (
          <ul className="flex flex-col gap-1 text-muted">
            {data.imports.map(({ id, fileName, appliedAt }) => (
              <li key={id}>
                {fileName}
                {appliedAt && (
                  <>
                    {', imported on '}
                    <Day date={appliedAt} />
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

function Credits({ sources }: { sources: readonly string[] }) {
  return <p className="text-xs text-muted">{writeCredits(sources)}</p>;
}

/** Columns beyond the first value fold below the name on a phone, so that nothing scrolls sideways. */
function SectionTable({ table: { heading, columns, rows, note, sources } }: { table: ReportTable }) {
  const folded = (column: number) => (column >= 1 ? 'number max-sm:hidden' : 'number');
  return (
    <div className="flex flex-col gap-2">
      <h3>{heading}</h3>
      <Table phone="scroll" caption={heading}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={index === 0 ? undefined : folded(index - 1)}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }, place) => (
            <tr key={place}>
              <th scope="row">
                {name}
                {cells.length > 1 && (
                  <span className="block font-normal text-muted sm:hidden">
                    {cells.slice(1).map((cell, index) => (
                      <span key={columns[index + 2]} className="block">
                        {`${columns[index + 2]}: ${cell}`}
                      </span>
                    ))}
                  </span>
                )}
              </th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]} className={`tabular-nums ${folded(index)}`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {note && <p className="max-w-prose text-xs text-pretty text-muted">{note}</p>}
      <Credits sources={sources} />
    </div>
  );
}
