import { Day } from '~/components/ui/money.tsx';
import type { SampleRow } from './sample.ts';
import { nameFigure, writeValue } from './words.ts';

/** The first rows of a file as they were understood, beside the cells that they were read from. */
export function SampleTable({ rows }: { rows: readonly SampleRow[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>First rows</h2>
      <ul className="flex flex-col divide-y divide-line rounded-xl border border-line">
        {rows.map((row) => (
          <li
            key={`${row.line} ${row.reportDate} ${row.area} ${row.propertyType}`}
            className="grid gap-x-6 gap-y-1 p-4 lg:grid-cols-2"
          >
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{row.area ?? 'Not understood yet'}</p>
              <p className="text-muted">
                {row.reportDate ? <Day date={row.reportDate} /> : 'No period'}
                {row.propertyType && `, ${row.propertyType}`}
              </p>
              <dl className="mt-1 flex flex-wrap gap-x-4">
                {Object.entries(row.figures).map(([key, value]) => (
                  <div key={key} className="flex gap-1.5">
                    <dt className="text-muted">{nameFigure(key)}</dt>
                    <dd className="tabular-nums">{writeValue(key, value)}</dd>
                  </div>
                ))}
              </dl>
            </div>
            <p className="min-w-0 text-xs wrap-anywhere text-muted">
              Line {row.line}: {row.cells.map((cell) => cell || '∅').join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
