import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import type { FigureRow } from './queries.server.ts';

type Row = Pick<FigureRow, 'dataSource' | 'propertyType' | 'importId' | 'fileName' | 'sourceLine'>;

/** The value of a figure, with what it is of. */
export function FigureValue({ row, value, period }: { row: Row; value: string; period: string }) {
  return (
    <Card className="flex max-w-2xl flex-col gap-1 p-5">
      <p className="text-xl font-semibold tabular-nums">{value}</p>
      <p className="text-muted wrap-anywhere">
        {period}, {row.propertyType ?? 'all property types'}, by {row.dataSource}
      </p>
    </Card>
  );
}

/** The file and line that a figure comes from, and the cells of that line. */
export function FigureOrigin({ row, cells }: { row: Row; cells: readonly { name: string; cell: string }[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Where it comes from</h2>
      <p>
        {row.importId ? (
          <>
            <a href={`/reid/data/${row.importId}`} className="link wrap-anywhere">
              {row.fileName}
            </a>
            {row.sourceLine === null
              ? ', which has nothing here any more: the figure is withdrawn.'
              : `, line ${row.sourceLine.toLocaleString('en-US')}`}
          </>
        ) : (
          'No file is known: it was there before files were imported.'
        )}
      </p>
      {cells.length > 0 && (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 font-medium">Cells of the line</summary>
          <dl className="mt-2 grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
            {cells.map(({ name, cell }) => (
              <div key={name} className="min-w-0">
                <dt className="text-xs wrap-anywhere text-muted">{name}</dt>
                <dd className="wrap-anywhere">{cell || '∅'}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

interface RestatementsProps {
  figure: { name: string };
  restatements: readonly {
    importId: string;
    fileName: string;
    appliedAt: string | null;
    before: string;
    fromFileName: string | null;
    fromLine: number | null;
  }[];
}

/** What a figure was before, file by file. */
export function Restatements({ figure, restatements }: RestatementsProps) {
  return (
    <details open={restatements.length > 1}>
      <summary className="min-h-11 cursor-pointer py-2 font-medium">Restatements</summary>
      {restatements.length === 0 ? (
        <p className="text-muted">No file has changed the {figure.name.toLowerCase()} of this period.</p>
      ) : (
        <ol className="mt-2 flex flex-col divide-y divide-line rounded-xl border border-line">
          {restatements.map(({ importId, fileName, appliedAt, before, fromFileName, fromLine }) => (
            <li key={importId} className="flex flex-col gap-0.5 p-4">
              <p>
                <span className="font-medium tabular-nums">{before}</span>
                {' until '}
                {appliedAt ? <Day date={appliedAt} /> : 'now'}
                {', when '}
                <a href={`/reid/data/${importId}`} className="link wrap-anywhere">
                  {fileName}
                </a>
                {' changed it'}
              </p>
              {fromFileName && (
                <p className="text-muted wrap-anywhere">
                  {fromLine === null
                    ? `From ${fromFileName}`
                    : `From ${fromFileName}, line ${fromLine.toLocaleString('en-US')}`}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

/** The other figures of the same row. */
export function OtherFigures({
  id,
  others,
}: {
  id: string;
  others: readonly { key: string; name: string; value: string }[];
}) {
  if (others.length === 0) return null;
  return (
    <section className="flex flex-col gap-3">
      <h2>Other figures of the line</h2>
      <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
        {others.map(({ key, name, value }) => (
          <li key={key} className="flex justify-between gap-4">
            <a href={`/reid/figures/${id}?figure=${key}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
              {name}
            </a>
            <span className="self-center tabular-nums">{value}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
