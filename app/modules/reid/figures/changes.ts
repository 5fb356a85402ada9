import type { Figure } from './definitions.ts';
import { findPeriodBefore, findYearBefore, type PeriodType } from './periods.ts';

/** Values of one figure by the last day of their periods. A missing period has no entry. */
export type Series = ReadonlyMap<string, number>;

/** Whether a figure changes by percent of what it was, or by days, months or percentage points. */
export function changesByPercent({ unit }: Pick<Figure, 'unit'>): boolean {
  return unit === 'MONEY' || unit === 'COUNT';
}

/**
 * The change of a figure from an earlier value: percent for prices, rents and counts; else days, months or percentage points.
 * @returns null where a value is missing, or nothing can be a percentage of the earlier one
 */
export function findChange(
  figure: Pick<Figure, 'unit'>,
  value: number | null | undefined,
  earlier: number | null | undefined,
): number | null {
  if (value === null || value === undefined || earlier === null || earlier === undefined) return null;
  if (changesByPercent(figure)) return earlier > 0 ? (value / earlier - 1) * 100 : null;
  return figure.unit === 'SHARE' ? (value - earlier) * 100 : value - earlier;
}

/** A series with how its values are counted. */
export interface FigureSeries {
  figure: Pick<Figure, 'unit'>;
  periodType: PeriodType;
  values: Series;
}

/** The change in a year up to the period that ends on this day. The period a year before must be there: no other stands in. */
export function findChangeOverYear({ figure, periodType, values }: FigureSeries, date: string): number | null {
  return findChange(figure, values.get(date), values.get(findYearBefore(date, periodType)));
}

/** The change since the period just before the one that ends on this day. */
export function findChangeOverPeriod({ figure, periodType, values }: FigureSeries, date: string): number | null {
  return findChange(figure, values.get(date), values.get(findPeriodBefore(date, periodType)));
}
