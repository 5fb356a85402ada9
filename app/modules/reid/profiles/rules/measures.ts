import { doPeriodsOverlap } from '../../demographics/margins-of-error.ts';
import { findChangeOverYear, type Series } from '../../figures/changes.ts';
import { moveMonths } from '../../figures/periods.ts';
import type { Population, ProfileInputs, SourcedSeries, SourcedValue } from './inputs.ts';

/** Names of all that is measured of an area. */
export type MeasureKey =
  | 'priceOverYear'
  | 'priceOverFiveYears'
  | 'populationGrowth'
  | 'salesOverYear'
  | 'rentYield'
  | 'monthsOfSupply'
  | 'priceToIncome'
  | 'priceSwings'
  | 'belowPeak'
  | 'rentToIncome';

/** A measured value and the sources it rests on; the value is null where the data does not suffice. */
export interface Measure {
  value: number | null;
  sources: string[];
}

/** All measures of an area. */
export type Measures = Record<MeasureKey, Measure>;

/**
 * Measures an area.
 * @param month  the last day of the newest month that has a price; changes are measured up to it
 */
export function measureArea(inputs: ProfileInputs, month: string): Measures {
  const { price, sales, supply, rent, income, population } = inputs;
  const newestPrice = price?.values.get(month);
  const priceNow = price && newestPrice !== undefined ? { value: newestPrice, source: price.source } : null;
  return {
    priceOverYear: measureYear(price, month, 'MONEY'),
    priceOverFiveYears: measureSeries(price, month, findGrowthOverFiveYears),
    populationGrowth: {
      value: population && findPopulationGrowth(population),
      sources: population ? [population.source] : [],
    },
    salesOverYear: measureYear(sales, month, 'COUNT'),
    rentYield: measureRatio(12 * 100, rent, priceNow),
    monthsOfSupply: { value: supply?.value ?? null, sources: supply ? [supply.source] : [] },
    priceToIncome: measureRatio(1, priceNow, income),
    priceSwings: measureSeries(price, month, findDeviationOfChanges),
    belowPeak: measureSeries(price, month, findDropFromPeak),
    rentToIncome: measureRatio(12 * 100, rent, income),
  };
}

function measureRatio(times: number, over: SourcedValue | null, under: SourcedValue | null): Measure {
  return {
    value: over && under && under.value > 0 ? (times * over.value) / under.value : null,
    sources: [over, under].flatMap((one) => (one ? [one.source] : [])),
  };
}

function measureSeries(
  series: SourcedSeries | null,
  month: string,
  find: (values: Series, month: string) => number | null,
): Measure {
  return { value: series && find(series.values, month), sources: series ? [series.source] : [] };
}

function measureYear(series: SourcedSeries | null, month: string, unit: 'MONEY' | 'COUNT'): Measure {
  return measureSeries(series, month, (values) =>
    findChangeOverYear({ figure: { unit }, periodType: 'MONTHLY', values }, month),
  );
}

/** Percent a year, without compounding: the change over 60 months over 5. Null without a value 60 months before. */
export function findGrowthOverFiveYears(values: Series, month: string): number | null {
  const [value, earlier] = [values.get(month), values.get(moveMonths(month, -60))];
  return value === undefined || !earlier ? null : ((value / earlier - 1) * 100) / 5;
}

const fewestChanges = 20;

/**
 * The sample standard deviation (over n − 1) of the last 24 changes from month to month, in percentage points.
 * @returns null where more than four of them are missing
 */
export function findDeviationOfChanges(values: Series, month: string): number | null {
  const changes = Array.from({ length: 24 }, (_, back) => {
    const [value, earlier] = [values.get(moveMonths(month, -back)), values.get(moveMonths(month, -back - 1))];
    return value === undefined || !earlier ? [] : [(value / earlier - 1) * 100];
  }).flat();
  if (changes.length < fewestChanges) return null;
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const squares = changes.reduce((sum, change) => sum + (change - mean) ** 2, 0);
  return Math.sqrt(squares / (changes.length - 1));
}

const fewestMonths = 36;

/**
 * How far a value lies below the highest of the last ten years, in percent of that.
 * @returns null where the ten years hold fewer than 36 months of values
 */
export function findDropFromPeak(values: Series, month: string): number | null {
  const value = values.get(month);
  const recent = Array.from({ length: 120 }, (_, back) => values.get(moveMonths(month, -back))).filter(
    (one) => one !== undefined,
  );
  const peak = Math.max(...recent);
  return value === undefined || recent.length < fewestMonths || peak <= 0 ? null : (1 - value / peak) * 100;
}

/**
 * Percent a year: the source's own, else the change from the oldest estimate that shares no year with the newest, over the
 * years between them.
 */
export function findPopulationGrowth({ published, estimates }: Population): number | null {
  if (published !== null) return published;
  const sorted = estimates.toSorted((one, other) => one.year - other.year);
  const newest = sorted.at(-1);
  const oldest = newest && sorted.find((estimate) => estimate.people > 0 && !doPeriodsOverlap(estimate, newest));
  return oldest ? ((newest.people / oldest.people - 1) * 100) / (newest.year - oldest.year) : null;
}
