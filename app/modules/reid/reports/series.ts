import type { Series } from '../figures/changes.ts';
import { type Figure, type FigureKey, findFigure } from '../figures/definitions.ts';
import { areRollingWindows, type PeriodType, writePeriod } from '../figures/periods.ts';
import { priceFigures } from '../figures/prices.ts';
import { findMonthsOfSupply } from '../figures/supply.ts';
import type { FrozenSeries, ReportData } from './content.ts';

/** One figure of one area over time. */
export interface AreaSeries {
  figure: Figure;
  /** Place of the area among those of the report. */
  area: number;
  source: string;
  propertyType: string | null;
  periodType: PeriodType;
  isRolling: boolean;
  /** Last days of periods, the earliest first. */
  dates: readonly string[];
  values: Series;
}

/** The series of a figure, one for each area that has it, in the order of the areas. Months of supply are computed where nobody publishes them. */
export function listSeries(data: ReportData, key: FigureKey): AreaSeries[] {
  return key === 'inventory_months'
    ? data.areas.flatMap((_, area) => findSupply(data, area) ?? [])
    : ofFigure(data, key);
}

function ofFigure(data: ReportData, key: FigureKey): AreaSeries[] {
  const figure = findFigure(key);
  if (!figure) return [];
  return data.series.filter((series) => series.figure === key).map((series) => toAreaSeries(figure, series));
}

function toAreaSeries(figure: Figure, series: FrozenSeries): AreaSeries {
  const { area, source, propertyType, periodType, dates } = series;
  return {
    figure,
    area,
    source,
    propertyType,
    periodType,
    isRolling: areRollingWindows(dates, periodType),
    dates,
    values: new Map(dates.flatMap((date, index) => toEntry(date, series.values[index]))),
  };
}

const toEntry = (date: string, value: number | undefined): [string, number][] =>
  value === undefined ? [] : [[date, value]];

/** Months of supply of an area: the publisher's, else from its counts, which must be of one source, property type and period. */
function findSupply(data: ReportData, area: number): AreaSeries | undefined {
  const ofArea = (key: FigureKey) => ofFigure(data, key).find((series) => series.area === area);
  const [published, active, sold] = [ofArea('inventory_months'), ofArea('active_listings'), ofArea('sold_listings')];
  if (published) return published;
  const figure = findFigure('inventory_months');
  if (!figure || !active || !sold || !isSameKind(active, sold)) return undefined;
  const values = active.dates.flatMap((date): [string, number][] => {
    const pace = {
      date,
      periodType: active.periodType,
      active: active.values.get(date) ?? null,
      sold: sold.values.get(date) ?? null,
    };
    const months = findMonthsOfSupply(null, pace);
    return months === null ? [] : [[date, months]];
  });
  return values.length === 0
    ? undefined
    : { ...active, figure, dates: values.map(([date]) => date), values: new Map(values) };
}

const isSameKind = (one: AreaSeries, other: AreaSeries) =>
  one.source === other.source && one.propertyType === other.propertyType && one.periodType === other.periodType;

/** The figure that stands for prices in this report: the first that its data has. */
export function findPriceFigure(data: ReportData): FigureKey | undefined {
  return priceFigures.find((key) => data.series.some(({ figure }) => figure === key));
}

/** The newest value of a series, with the last day of its period. */
export function findNewest({ dates, values }: AreaSeries): { date: string; value: number } | undefined {
  const date = dates.at(-1);
  const value = date === undefined ? undefined : values.get(date);
  return date === undefined || value === undefined ? undefined : { date, value };
}

/** The period that ends on a day, in words. */
export const nameDate = ({ periodType, isRolling }: AreaSeries, date: string) =>
  writePeriod(date, periodType, isRolling);
