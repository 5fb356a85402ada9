import { type Figure, type FigureKey, figures } from '../figures/definitions.ts';
import { type AreaRange, addUp, canAddUp, findRange } from '../figures/several-areas.ts';
import { findMonthsOfSupply } from '../figures/supply.ts';
import { type AreaSeries, findNewest } from './series.ts';

/** What several areas are together, by one figure: a sum, or the areas that stand for them. */
export type Together = { figure: Figure & { key: FigureKey } } & (
  | { sum: number }
  | { range: AreaRange<{ name: string; value: number | null }> }
);

/**
 * Describes several areas as one, in their newest period: counts add up where nothing is counted twice, months of supply follow from the
 * sums, and of everything else the lowest, the middle and the highest area stand for all.
 * @returns nothing unless every area has the same newest period
 */
export function findTogether(series: readonly AreaSeries[]): Together[] {
  const newest = series.map(findNewest);
  const [first] = newest;
  if (!first || series.length < 2 || newest.some((period) => period?.date !== first.date)) return [];
  const mayAddUp = canAddUp(series);
  const sumOf = (key: FigureKey) => (mayAddUp ? addUp(newest.map((period) => period?.figures.get(key) ?? null)) : null);
  const { date } = first;
  return figures.flatMap((figure): Together[] => {
    if (figure.addsUp) {
      const sum = sumOf(figure.key);
      return sum === null ? [] : [{ figure, sum }];
    }
    if (figure.key === 'inventory_months') {
      const pace = {
        date,
        periodType: series[0]?.periodType ?? 'MONTHLY',
        active: sumOf('active_listings'),
        sold: sumOf('sold_listings'),
      };
      const months = findMonthsOfSupply(null, pace);
      if (months !== null) return [{ figure, sum: months }];
    }
    const values = series.map(({ areaName }, place) => ({
      name: areaName,
      value: newest[place]?.figures.get(figure.key) ?? null,
    }));
    const range = findRange(values);
    return range && values.filter(({ value }) => value !== null).length > 1 ? [{ figure, range }] : [];
  });
}
