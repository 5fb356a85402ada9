import type { Cell } from '~/services/csv.server.ts';
import { type Figure, figures } from '../figures/definitions.ts';
import { nameSource, periodNames, writeCredits } from '../figures/sources.ts';
import { arrangeSeries } from './series.ts';
import type { SeriesRow } from './series-query.server.ts';

const units: Readonly<Record<Figure['unit'], string>> = {
  MONEY: 'USD',
  COUNT: 'count',
  DAYS: 'days',
  MONTHS: 'months',
  PERCENT: 'percent',
  SHARE: 'share of 1',
};

/**
 * The shown periods of series as a table: money in dollars, shares as fractions, figures that no period has left out. The last column
 * is the credit that the publishers ask for.
 */
export function tabulateSeries(rows: readonly SeriesRow[]): { headings: string[]; lines: Cell[][] } {
  const periods = arrangeSeries(rows).flatMap((series) =>
    series.periods.filter(({ isShown }) => isShown).map((period) => ({ series, period })),
  );
  const used = figures.filter(({ key }) => periods.some(({ period }) => period.figures.has(key)));
  return {
    headings: [
      'Area',
      'Area key',
      'Source',
      'Property type',
      'Period',
      'Last day',
      ...used.map(({ name, unit }) => `${name} (${units[unit]})`),
      'Flagged by the source',
      'Credit',
    ],
    lines: periods.map(({ series, period }) => [
      series.areaName,
      series.areaKey,
      nameSource(series.source),
      series.propertyType ?? 'All types',
      periodNames[series.periodType],
      period.date,
      ...used.map(({ key, unit }) => {
        const value = period.figures.get(key);
        return value === undefined ? null : unit === 'MONEY' ? value / 100 : value;
      }),
      period.isFlagged ? 'Yes' : 'No',
      writeCredits([series.source]),
    ]),
  };
}
