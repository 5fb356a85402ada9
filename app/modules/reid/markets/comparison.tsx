import { LineChart } from '~/components/charts/lines.tsx';
import { Table } from '~/components/ui/layout.tsx';
import type { ChosenArea } from '../areas/area-choice.tsx';
import { figures as allFigures, type Figure, type FigureKey, findFigure } from '../figures/definitions.ts';
import { writeRounded } from '../figures/listed-figures.ts';
import { writeMonth, writePeriod } from '../figures/periods.ts';
import { nameSource } from '../figures/sources.ts';
import { findFormat, unknown, writeChange } from '../figures/writing.ts';
import { type AreaSeries, findNewest, findPriceFigure, listNewestFigures, listShownDates, valuesOf } from './series.ts';
import { findTogether } from './together.ts';

const charted: readonly FigureKey[] = ['inventory_months', 'days_on_market'];

/** The same chart for each figure, with a line for each area. */
export function ComparedCharts({ series }: { series: readonly AreaSeries[] }) {
  const [first] = series;
  if (!first) return null;
  const price = findPriceFigure({ periods: series.flatMap(({ periods }) => periods) });
  const dates = listShownDates(series);
  return (
    <div className="grid gap-x-8 gap-y-10 xl:grid-cols-2">
      {[price, ...charted].map((key) => {
        const figure = key && findFigure(key);
        if (!figure) return null;
        const lines = series.map((one) => ({ name: one.areaName, values: valuesOf(one, figure.key) }));
        if (lines.every(({ values }) => dates.every((date) => !values.has(date)))) return null;
        return (
          <LineChart
            key={figure.key}
            id={figure.key.replaceAll('_', '-')}
            title={figure.name}
            summary={summarize(lines, figure)}
            placeHeading="Period"
            places={dates.map((date) => ({
              key: date,
              name: writePeriod(date, first.periodType, first.isRolling),
              short: writeMonth(date),
            }))}
            series={lines.map(({ name, values }) => ({ name, values: dates.map((date) => values.get(date) ?? null) }))}
            format={findFormat(figure)}
            holdsZero={figure.unit !== 'MONEY'}
          />
        );
      })}
    </div>
  );
}

/** Names the lowest and the highest of the newest values: medians of several areas are never averaged. */
function summarize(
  lines: readonly { name: string; values: ReadonlyMap<string, number> }[],
  figure: NonNullable<ReturnType<typeof findFigure>>,
): string {
  const newest = lines
    .flatMap(({ name, values }) => {
      const value = [...values.values()].at(-1);
      return value === undefined ? [] : [{ name, value }];
    })
    .toSorted((one, other) => one.value - other.value);
  const [lowest, highest] = [newest[0], newest.at(-1)];
  if (!lowest || !highest) return 'Nothing is known.';
  if (lowest === highest) return `${lowest.name}: ${writeRounded(figure, lowest.value)}.`;
  return `From ${writeRounded(figure, lowest.value)} (${lowest.name}) to ${writeRounded(figure, highest.value)} (${highest.name}).`;
}

/** The newest figures of each area side by side, with what they changed in a year and what they mean. */
export function ComparedFigures({ areas, series }: { areas: readonly ChosenArea[]; series: readonly AreaSeries[] }) {
  const columns = areas.map((area) => {
    const own = series.find(({ areaKey }) => areaKey === area.key);
    const newest = own && findNewest(own);
    return {
      ...area,
      period: own && newest ? writePeriod(newest.date, own.periodType, own.isRolling) : 'not in this source',
      figures: new Map(own ? listNewestFigures(own).map((found) => [found.figure.key, found]) : []),
    };
  });
  const rows = allFigures.filter(({ key }) => columns.some(({ figures }) => figures.has(key)));
  const [first] = series;
  return (
    <section className="flex flex-col gap-3">
      <h2>Figures side by side</h2>
      {first && (
        <p className="text-muted">{`${nameSource(first.source)}, ${first.propertyType ?? 'all property types'}.`}</p>
      )}
      <Table caption="Figures side by side" flush>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {columns.map(({ key, name, period }) => (
              <th key={key} scope="col" className="number whitespace-normal">
                {name}
                <span className="block font-normal">{period}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((figure) => (
            <tr key={figure.key}>
              <th scope="row">{figure.name}</th>
              {columns.map(({ key, figures }) => {
                const found = figures.get(figure.key);
                return (
                  <td key={key} className="number">
                    {found ? writeRounded(figure, found.value) : unknown}
                    {found && (
                      <span className="block text-xs text-muted">{`${writeChange(figure, found.overYear)} in a year`}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <TogetherFigures series={series} />
      <Definitions figures={rows} />
    </section>
  );
}

/** What the areas are together. Medians are never averaged: three areas stand for all. */
function TogetherFigures({ series }: { series: readonly AreaSeries[] }) {
  const together = findTogether(series);
  if (together.length === 0) return null;
  return (
    <details className="print:hidden">
      <summary className="link w-fit max-sm:py-2.5">{`All ${series.length} areas together`}</summary>
      <dl className="mt-3 grid max-w-3xl gap-x-8 gap-y-3 sm:grid-cols-2">
        {together.map(({ figure, ...of }) => (
          <div key={figure.key}>
            <dt className="font-medium">{figure.name}</dt>
            <dd className="text-muted tabular-nums">
              {'sum' in of
                ? writeRounded(figure, of.sum)
                : `${writeRounded(figure, of.range.lowest.value)} (${of.range.lowest.name}) to ${writeRounded(figure, of.range.highest.value)} (${of.range.highest.name}); the middle area is ${of.range.middle.name}`}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Definitions({ figures }: { figures: readonly Figure[] }) {
  return (
    <details className="print:hidden">
      <summary className="link w-fit max-sm:py-2.5">What the figures mean</summary>
      <dl className="mt-3 flex max-w-prose flex-col gap-3">
        {figures.map(({ key, name, definition }) => (
          <div key={key}>
            <dt className="font-medium">{name}</dt>
            <dd className="text-muted">{definition}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
