import { LineChart } from '~/components/charts/lines.tsx';
import type { FigureKey } from '../figures/definitions.ts';
import { moveMonths, writeMonth, writePeriod } from '../figures/periods.ts';
import { findFormat } from '../figures/writing.ts';
import { AreaHeadline } from './area-headline.tsx';
import type { AreaSeries } from './series.ts';

// What somebody who has not bought the module sees of it: its own page of a market, drawn by the parts that draw the page, with
// figures that are made up and say so.

const newest = '2026-10-31';
const months = 12;

/** Cents, the oldest first, from a year before the newest. */
const prices = [395, 392, 389, 391, 397, 404, 411, 418, 421, 419, 416, 413, 412].map(
  (thousands) => thousands * 100_000,
);

const series: AreaSeries = {
  areaKey: 'example',
  areaName: 'Example County',
  areaType: 'COUNTY',
  source: 'demo',
  propertyType: null,
  periodType: 'MONTHLY',
  isRolling: false,
  periods: prices.map((price, index) => {
    const before = months - index;
    const figures = new Map<FigureKey, number>([
      ['median_price', price],
      ['days_on_market', 31 + before / 2],
      ['inventory_months', 3.5 - before / 20],
      ['sold_listings', 412 - before * 3],
    ]);
    const date = moveMonths(newest, -before);
    return { id: date, date, figures, computed: new Set<FigureKey>(), isShown: before < months, isFlagged: false };
  }),
};

const shown = series.periods.filter(({ isShown }) => isShown);

/** A market's page with made-up figures, as a picture: newest figures, and the price over a year. */
export function ExampleMarketScreen() {
  return (
    <>
      <strong className="text-lg">{series.areaName}</strong>
      <AreaHeadline series={series} />
      <LineChart
        id="example-price"
        isPicture
        title="Median sale price"
        summary={`${writePeriod(newest, series.periodType, series.isRolling)}: made-up figures of one year.`}
        placeHeading="Period"
        places={shown.map(({ date }) => ({
          key: date,
          name: writePeriod(date, series.periodType, series.isRolling),
          short: writeMonth(date),
        }))}
        series={[
          { name: 'Median sale price', values: shown.map(({ figures }) => figures.get('median_price') ?? null) },
        ]}
        format={findFormat({ unit: 'MONEY' })}
        holdsZero={false}
      />
    </>
  );
}
