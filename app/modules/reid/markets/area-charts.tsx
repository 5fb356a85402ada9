import { LineChart } from '~/components/charts/lines.tsx';
import { listNames } from '~/utils/words.ts';
import { findChangeOverYear } from '../figures/changes.ts';
import { type FigureKey, findFigure } from '../figures/definitions.ts';
import { writeRounded } from '../figures/listed-figures.ts';
import { writeMonth, writePeriod } from '../figures/periods.ts';
import { writeCredits } from '../figures/sources.ts';
import { findFormat, writeChange } from '../figures/writing.ts';
import { type AreaSeries, findPriceFigure, listShownDates, valuesOf } from './series.ts';

/** The charts of an area: each with the figures of one unit that tell the same story. */
const charts: readonly { id: string; title: string; figures: readonly FigureKey[] }[] = [
  {
    id: 'inventory',
    title: 'Homes for sale, listed and sold',
    figures: ['active_listings', 'new_listings', 'sold_listings'],
  },
  { id: 'supply', title: 'Months of supply', figures: ['inventory_months'] },
  { id: 'speed', title: 'Days on market', figures: ['days_on_market'] },
  { id: 'ratio', title: 'Sale-to-list ratio', figures: ['sale_to_list_ratio'] },
  { id: 'rent', title: 'Typical rent', figures: ['median_rent'] },
];

/** Price, inventory and speed of one area over the periods that are shown. Figures that the source does not have are left out. */
export function AreaCharts({ series }: { series: AreaSeries }) {
  const price = findPriceFigure(series);
  const all = price
    ? [{ id: 'price', title: findFigure(price)?.name ?? 'Price', figures: [price] }, ...charts]
    : charts;
  const dates = listShownDates([series]);
  return (
    <div className="grid gap-x-8 gap-y-10 xl:grid-cols-2">
      {all.map((chart) => (
        <AreaChart key={chart.id} {...chart} series={series} dates={dates} />
      ))}
    </div>
  );
}

function AreaChart({
  id,
  title,
  figures: keys,
  series,
  dates,
}: {
  id: string;
  title: string;
  figures: readonly FigureKey[];
  series: AreaSeries;
  dates: readonly string[];
}) {
  const lines = keys.flatMap((key) => {
    const figure = findFigure(key);
    const values = valuesOf(series, key);
    return figure && dates.some((date) => values.has(date)) ? [{ figure, values }] : [];
  });
  const [first] = lines;
  if (!first) return null;
  const { periodType, isRolling } = series;
  return (
    <LineChart
      id={id}
      title={lines.length === 1 ? first.figure.name : title}
      summary={summarize(lines, dates, series)}
      placeHeading="Period"
      places={dates.map((date) => ({
        key: date,
        name: writePeriod(date, periodType, isRolling),
        short: writeMonth(date),
      }))}
      series={lines.map(({ figure, values }) => ({
        name: figure.name,
        values: dates.map((date) => values.get(date) ?? null),
      }))}
      format={findFormat(first.figure)}
      holdsZero={first.figure.unit === 'COUNT' || first.figure.unit === 'DAYS' || first.figure.unit === 'MONTHS'}
    />
  );
}

type ChartLine = { figure: NonNullable<ReturnType<typeof findFigure>>; values: ReadonlyMap<string, number> };

/** "Jun 2024: 127,920 homes for sale (+14.2% in a year)." */
function summarize(
  lines: readonly ChartLine[],
  dates: readonly string[],
  { periodType, isRolling }: AreaSeries,
): string {
  const parts = lines.flatMap(({ figure, values }) => {
    const date = dates.findLast((each) => values.has(each));
    if (date === undefined) return [];
    const change = findChangeOverYear({ figure, periodType, values }, date);
    const since = change === null ? '' : ` (${writeChange(figure, change)} in a year)`;
    return [`${figure.name.toLowerCase()} ${writeRounded(figure, values.get(date) ?? null)}${since}`];
  });
  const last = dates.at(-1);
  return last === undefined ? '' : `${writePeriod(last, periodType, isRolling)}: ${listNames(parts)}.`;
}

/** Credits the source of a page's figures. */
export function Credits({ sources }: { sources: readonly string[] }) {
  return <p className="text-xs text-muted">{writeCredits(sources)}</p>;
}
