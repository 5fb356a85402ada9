import { Day } from '~/components/ui/money.tsx';
import type { FileFormat } from './detection.ts';
import type { ListedImport } from './queries.server.ts';
import { describeFigures, formatNames } from './words.ts';

interface ImportFactsProps {
  found: Pick<
    ListedImport,
    | 'status'
    | 'dataSources'
    | 'rowsCount'
    | 'appliedThrough'
    | 'newCount'
    | 'restatedCount'
    | 'unchangedCount'
    | 'withdrawnCount'
    | 'problemsCount'
    | 'problem'
  > & { appliedAt: string | Date | null; undoneAt: string | Date | null };
  detected: { format: FileFormat; zillow: { source: string } | null };
  dates?: { first: string | null; last: string | null } | undefined;
  /** Figures that the file has a cell for, and nothing in it. */
  missing: number;
}

/** What is known of a file, and what it brought. */
export function ImportFacts({ found, detected, dates, missing }: ImportFactsProps) {
  const sources = found.dataSources.length > 0 ? found.dataSources : detected.zillow ? [detected.zillow.source] : [];
  return (
    <dl className="grid max-w-2xl grid-cols-[auto_1fr] gap-x-6 gap-y-2">
      <div className="contents">
        <dt className="text-muted">Format</dt>
        <dd>{formatNames[detected.format]}</dd>
      </div>
      {sources.length > 0 && (
        <div className="contents">
          <dt className="text-muted">Source</dt>
          <dd className="min-w-0 wrap-anywhere">{sources.join(', ')}</dd>
        </div>
      )}
      {dates?.first && dates.last && (
        <div className="contents">
          <dt className="text-muted">Periods</dt>
          <dd>
            <Day date={dates.first} /> to <Day date={dates.last} />
          </dd>
        </div>
      )}
      {missing > 0 && (
        <div className="contents">
          <dt className="text-muted">Missing</dt>
          <dd>{missing.toLocaleString('en-US')} cells with nothing in them</dd>
        </div>
      )}
      {found.appliedAt && (
        <div className="contents">
          <dt className="text-muted">Applied</dt>
          <dd>
            <Day date={found.appliedAt} />: {describeFigures(found)}
          </dd>
        </div>
      )}
      {found.undoneAt && (
        <div className="contents">
          <dt className="text-muted">Undone</dt>
          <dd>
            <Day date={found.undoneAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}
