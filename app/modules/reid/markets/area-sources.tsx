import { Table } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { writeAddress } from '~/utils/addresses.ts';
import { type FigureKey, findFigure } from '../figures/definitions.ts';
import { writePeriod } from '../figures/periods.ts';
import { isAdjusted, nameSource, periodNames, unadjustedSource, writeSeriesName } from '../figures/sources.ts';
import { figureHref } from './figures-table.tsx';
import type { KnownSeries } from './market-queries.server.ts';
import type { AreaSeries } from './series.ts';

/** Every series that is known of an area, with the file that brought its newest figures. */
export function AreaSources({ action, known }: { action: string; known: readonly KnownSeries[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2>Sources</h2>
      <Table caption="Sources">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col" className="max-sm:hidden">
              Property type
            </th>
            <th scope="col" className="max-sm:hidden">
              Periods
            </th>
            <th scope="col">Newest from</th>
          </tr>
        </thead>
        <tbody>
          {known.map((series) => (
            <tr key={`${series.source} ${series.propertyType} ${series.periodType}`}>
              <th scope="row" className="w-full">
                <a href={hrefOf(action, series)} className="link max-sm:inline-block max-sm:py-2.5">
                  {nameSource(series.source)}
                </a>
                {series.isChosen && <span className="font-normal text-muted"> (shown)</span>}
                <span className="block text-xs font-normal text-muted sm:hidden">
                  {`${series.propertyType ?? 'All types'}, ${writePeriods(series)}`}
                </span>
              </th>
              <td className="whitespace-nowrap max-sm:hidden">{series.propertyType ?? 'All types'}</td>
              <td className="whitespace-nowrap max-sm:hidden">{writePeriods(series)}</td>
              <td>
                {series.imported ? (
                  <a
                    href={`/reid/data/${series.imported.id}`}
                    className="link break-all max-sm:inline-block max-sm:py-2.5"
                  >
                    {series.imported.fileName}
                  </a>
                ) : (
                  <span className="text-muted">No file</span>
                )}
                {series.imported?.on && (
                  <span className="block text-xs text-muted">
                    <Day date={series.imported.on} />
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

const writePeriods = ({ periodType, first, last }: KnownSeries) =>
  `${periodNames[periodType]}, ${writePeriod(first, periodType)} to ${writePeriod(last, periodType)}`;

const hrefOf = (action: string, { source, propertyType, periodType }: KnownSeries) =>
  writeAddress(action, {
    source: writeSeriesName({ source: unadjustedSource(source), periodType }),
    type: propertyType,
    adjusted: isAdjusted(source) && '1',
  });

/** A figure that stood in an earlier file of the source, and no longer does. */
interface Withdrawn {
  figure: FigureKey;
  date: string;
  id: string;
}

/** Says what a reader has to know before they trust the newest figures of a series. */
export function SeriesNotices({
  series,
  chosen,
  withdrawn,
}: {
  series: AreaSeries | undefined;
  chosen: KnownSeries | undefined;
  withdrawn: readonly Withdrawn[];
}) {
  const flagged = series?.periods.filter(({ isShown, isFlagged }) => isShown && isFlagged) ?? [];
  const name = (date: string) => (chosen ? writePeriod(date, chosen.periodType, series?.isRolling) : date);
  return (
    <>
      {chosen?.isLeftOut && (
        <Notice kind="warning" title="Not in the newest file">
          <p>
            {`A newer file of this source has other areas and not this one. Its figures stay as they were, the newest being those of ${name(chosen.last)}.`}
          </p>
        </Notice>
      )}
      {withdrawn.length > 0 && (
        <Notice kind="warning" title="The source took figures back">
          <p>They stood in an earlier file and are empty in a later one. What they were is kept.</p>
          <ul className="flex flex-wrap gap-x-4">
            {withdrawn.map(({ figure, date, id }) => (
              <li key={`${figure} ${date}`}>
                <a href={figureHref(id, figure)} className="link max-sm:inline-block max-sm:py-2.5">
                  {`${findFigure(figure)?.name ?? figure}, ${name(date)}`}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {flagged.length > 0 && (
        <Notice title="The source itself doubts some of these figures">
          <p>{`It marks ${flagged.map(({ date }) => name(date)).join(', ')}.`}</p>
        </Notice>
      )}
    </>
  );
}
