/** What figures of several areas must have in common to be added up. */
export interface CountedSeries {
  source: string;
  propertyType: string | null;
  periodType: string;
  areaType: string;
  /** Rolling windows overlap, so that sales in them would count several times. */
  isRolling: boolean;
}

/** Whether counts of these series may be added up: one source, property type, period type and area type, and no rolling windows. */
export function canAddUp(series: readonly CountedSeries[]): boolean {
  const [first] = series;
  return (
    first !== undefined &&
    series.every(
      ({ source, propertyType, periodType, areaType, isRolling }) =>
        !isRolling &&
        source === first.source &&
        propertyType === first.propertyType &&
        periodType === first.periodType &&
        areaType === first.areaType,
    )
  );
}

/** The sum of one period's counts of several areas; null where one is missing, because the rest would pass for all. */
export function addUp(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** Three areas that stand for several. */
export interface AreaRange<Area> {
  lowest: Area;
  /** With an even number of areas the lower of the two in the middle: it is an area's own value. */
  middle: Area;
  highest: Area;
}

/**
 * Describes medians, prices and shares of several areas, which are never averaged: an average of medians is the median of
 * nothing.
 * @param areas  those without a value are left out
 * @returns null where no area has a value
 */
export function findRange<Area extends { value: number | null }>(areas: readonly Area[]): AreaRange<Area> | null {
  const sorted = areas
    .filter(({ value }) => value !== null)
    .toSorted((one, other) => (one.value ?? 0) - (other.value ?? 0));
  const [lowest, middle, highest] = [sorted[0], sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  return lowest && middle && highest ? { lowest, middle, highest } : null;
}
