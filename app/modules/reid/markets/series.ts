import type { AreaType } from '../areas/areas.ts';
import { findChange, type Series } from '../figures/changes.ts';
import { type Figure, type FigureKey, figures } from '../figures/definitions.ts';
import { areRollingWindows, findPeriodBefore, findYearBefore, type PeriodType } from '../figures/periods.ts';
import { choosePriceFigure } from '../figures/prices.ts';
import { findAbsorptionRate, findMonthsOfSupply } from '../figures/supply.ts';
import type { SeriesRow } from './series-query.server.ts';

/** A period of a series. What the publisher does not give and can be worked out is among its figures. */
export interface Period {
  id: string;
  /** Its last day, ISO. */
  date: string;
  figures: ReadonlyMap<FigureKey, number>;
  /** Of those the ones that are worked out here. */
  computed: ReadonlySet<FigureKey>;
  isShown: boolean;
  isFlagged: boolean;
}

/** One area's figures of one source, property type and period type. */
export interface AreaSeries {
  areaKey: string;
  areaName: string;
  areaType: AreaType;
  source: string;
  propertyType: string | null;
  periodType: PeriodType;
  /** Its rows are windows that overlap: "3 months to". */
  isRolling: boolean;
  /** The earliest first. */
  periods: readonly Period[];
}

/** Divides rows of the database by their areas, in the order in which these are first met. */
export function arrangeSeries(rows: readonly SeriesRow[]): AreaSeries[] {
  const byArea = new Map<string, SeriesRow[]>();
  for (const row of rows) byArea.set(row.areaKey, [...(byArea.get(row.areaKey) ?? []), row]);
  return [...byArea.values()].flatMap((ofArea): AreaSeries[] => {
    const last = ofArea.at(-1);
    if (!last) return [];
    const { areaKey, areaName, areaType, source, propertyType, periodType } = last;
    const isRolling = areRollingWindows(
      ofArea.map(({ date }) => date),
      periodType,
    );
    const periods = ofArea.map(readPeriod);
    return [{ areaKey, areaName, areaType, source, propertyType, periodType, isRolling, periods }];
  });
}

function readPeriod({ id, date, periodType, figures: given, isShown, isFlagged }: SeriesRow): Period {
  const values = new Map<FigureKey, number>();
  for (const { key } of figures) {
    const value = given[key];
    if (value !== null && value !== undefined) values.set(key, value);
  }
  const pace = { date, periodType, active: given.active_listings ?? null, sold: given.sold_listings ?? null };
  const computed = new Set<FigureKey>();
  const add = (key: FigureKey, value: number | null) => {
    if (values.has(key) || value === null) return;
    values.set(key, value);
    computed.add(key);
  };
  add('inventory_months', findMonthsOfSupply(null, pace));
  add('absorption_rate', findAbsorptionRate(null, pace));
  return { id, date, figures: values, computed, isShown, isFlagged };
}

/** The newest period of those that are shown; undefined where none is. */
export const findNewest = ({ periods }: AreaSeries): Period | undefined => periods.findLast(({ isShown }) => isShown);

/** The values of one figure by the last days of their periods, of periods that are not shown too. */
export function valuesOf({ periods }: AreaSeries, key: FigureKey): Series {
  return new Map(
    periods.flatMap(({ date, figures: of }): [string, number][] => {
      const value = of.get(key);
      return value === undefined ? [] : [[date, value]];
    }),
  );
}

/** The figure that is the price of a source; undefined for one without prices. */
export function findPriceFigure({ periods }: Pick<AreaSeries, 'periods'>): FigureKey | undefined {
  return choosePriceFigure(new Set(periods.flatMap(({ figures: of }) => [...of.keys()])));
}

/**
 * The last days of all periods from the first to the last that are shown, those that are missing too: a chart leaves a gap there.
 */
export function listShownDates(series: readonly AreaSeries[]): string[] {
  const [one] = series;
  const known = new Set(
    series.flatMap(({ periods }) => periods.filter(({ isShown }) => isShown).map(({ date }) => date)),
  );
  const sorted = [...known].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!one || first === undefined || last === undefined) return [];
  // Windows that overlap come by the month.
  const step = one.isRolling ? 'MONTHLY' : one.periodType;
  for (let date = last; date > first && known.size < mostDates; date = findPeriodBefore(date, step)) known.add(date);
  return [...known].sort();
}

/** Ten years of weeks. */
const mostDates = 530;

/** A figure of the newest period with how it changed. */
export interface NewestFigure {
  figure: Figure & { key: FigureKey };
  value: number;
  isComputed: boolean;
  /** Percent, days, months or percentage points, as `findChange` has them. */
  overPeriod: number | null;
  overYear: number | null;
}

/** The figures of the newest period that is shown, in the order of their definitions. */
export function listNewestFigures(series: AreaSeries): NewestFigure[] {
  const newest = findNewest(series);
  if (!newest) return [];
  const byDate = new Map(series.periods.map((period) => [period.date, period]));
  const before = byDate.get(findPeriodBefore(newest.date, series.isRolling ? 'QUARTERLY' : series.periodType));
  const yearBefore = byDate.get(findYearBefore(newest.date, series.periodType));
  return figures.flatMap((figure): NewestFigure[] => {
    const value = newest.figures.get(figure.key);
    if (value === undefined) return [];
    return [
      {
        figure,
        value,
        isComputed: newest.computed.has(figure.key),
        overPeriod: findChange(figure, value, before?.figures.get(figure.key)),
        overYear: findChange(figure, value, yearBefore?.figures.get(figure.key)),
      },
    ];
  });
}

const seasonalFigures: readonly FigureKey[] = ['sold_listings', 'new_listings', 'active_listings'];

/** The figure whose months are compared over the years: what is sold, else what is put up or for sale, else the price. */
export function chooseSeasonalFigure(series: AreaSeries): FigureKey | undefined {
  const has = (key: FigureKey) => series.periods.some(({ figures: of }) => of.has(key));
  return seasonalFigures.find(has) ?? findPriceFigure(series);
}
