import { changesByPercent, findChangeOverYear } from '../figures/changes.ts';
import type { Figure, FigureKey } from '../figures/definitions.ts';
import { nameSource } from '../figures/sources.ts';
import { writeChange, writeFigure } from '../figures/writing.ts';
import type { ReportData } from './content.ts';
import { type AreaSeries, findNewest, findPriceFigure, listSeries, nameDate } from './series.ts';

const most = 6;

const watched = [
  'median_rent',
  'active_listings',
  'new_listings',
  'sold_listings',
  'inventory_months',
  'days_on_market',
  'sale_to_list_ratio',
  'above_list_share',
  'price_cut_share',
] as const satisfies FigureKey[];

/**
 * The largest moves over a year in a report, at most six, as sentences. The same data makes the same sentences. A move of prices,
 * rents and counts is as large as its percent; ten days, one month of supply or five points are as large as ten percent.
 */
export function findInsights(data: ReportData): string[] {
  const price = findPriceFigure(data);
  return [...(price ? [price] : []), ...watched]
    .flatMap((key) => listSeries(data, key))
    .flatMap((series) => findMove(data, series) ?? [])
    .toSorted((one, other) => other.size - one.size)
    .slice(0, most)
    .map(({ sentence }) => sentence);
}

function findMove(data: ReportData, series: AreaSeries): { size: number; sentence: string } | undefined {
  const newest = findNewest(series);
  const change = newest && findChangeOverYear(series, newest.date);
  const area = data.areas[series.area];
  if (!newest || change === null || change === undefined || !area) return undefined;
  const written = writeChange(series.figure, change);
  // Too small to be seen as it is written.
  if (!/^[+-]/.test(written)) return undefined;
  const verb = change > 0 ? 'rose' : 'fell';
  const value = writeFigure(series.figure, newest.value);
  return {
    size: Math.abs(change) / unitOf(series.figure),
    sentence: `${series.figure.name} in ${area.name} ${verb} ${written.slice(1)} in a year, to ${value} in ${nameDate(series, newest.date)} (${nameSource(series.source)}).`,
  };
}

/** What counts as a move of one. */
function unitOf(figure: Figure): number {
  if (changesByPercent(figure)) return 10;
  return figure.unit === 'DAYS' ? 10 : figure.unit === 'MONTHS' ? 1 : 5;
}
