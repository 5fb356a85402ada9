import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords, listNames, toWords } from '~/utils/words.ts';
import type { PeriodType } from '../figures/periods.ts';
import { isStale, nameSource } from '../figures/sources.ts';

interface Source {
  source: string;
  newest: string;
  periodType: PeriodType;
}

/** Names the sources that newer files of are probably out. Nothing where there are none. */
export function StaleSources({ sources, today }: { sources: readonly Source[]; today: string }) {
  const stale = sources.filter(({ newest, periodType }) => isStale(newest, periodType, today));
  if (stale.length === 0) return null;
  return (
    <Notice kind="warning" title={stale.length === 1 ? 'A source is out of date' : 'Sources are out of date'}>
      <ul>
        {stale.map(({ source, newest }) => (
          <li key={source}>
            {`${nameSource(source)}: its newest figures end on `}
            <Day date={newest} />.
          </li>
        ))}
      </ul>
      <p>
        Their publishers have probably brought out newer files.{' '}
        <a href="/reid/data/new" className="link">
          Import one
        </a>
      </p>
    </Notice>
  );
}

interface Event {
  id: string;
  areaKey: string;
  sentence: string;
  alert: string;
  createdAt: string | Date;
}

/** What alerts found last. */
export function LatestEvents({ events }: { events: readonly Event[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Latest events</h2>
      {events.length === 0 ? (
        <p className="text-muted">
          Nothing has happened that an alert watches for.{' '}
          <a href="/reid/alerts" className="link">
            Alerts
          </a>
        </p>
      ) : (
        <ul className="card divide-y divide-line">
          {events.map(({ id, areaKey, sentence, alert, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-3">
              <a href={`/reid/markets/${areaKey}`} className="link min-w-0">
                {sentence}
              </a>
              <span className="text-xs text-muted">
                {`${alert}, `}
                <Day date={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const hues = { APPLIED: 'success', REFUSED: 'danger', UNDONE: 'neutral', CANCELLED: 'neutral' } as const;

interface Import {
  id: string;
  fileName: string;
  status: string;
  rows: number;
  createdAt: string | Date;
}

/** The files that came in last. */
export function LatestImports({ imports, sources }: { imports: readonly Import[]; sources: readonly Source[] }) {
  const isSettled = (status: string): status is keyof typeof hues => Object.hasOwn(hues, status);
  return (
    <section className="flex flex-col gap-3">
      <h2>Newest imports</h2>
      {imports.length === 0 ? (
        <p className="text-muted">
          {sources.length > 0 && `Figures of ${listNames(sources.map(({ source }) => nameSource(source)))} are here. `}
          No file has been imported yet.{' '}
          <a href="/reid/data" className="link">
            Data
          </a>
        </p>
      ) : (
        <ul className="card divide-y divide-line">
          {imports.map(({ id, fileName, status, rows, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-3">
              <a href={`/reid/data/${id}`} className="link min-w-0 break-all">
                {fileName}
              </a>
              <span className="flex items-baseline gap-3 text-xs text-muted">
                {countWords(rows, 'row')}
                <Tag hue={isSettled(status) ? hues[status] : 'info'}>{toWords(status)}</Tag>
                <Day date={createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
