import type { Series } from './changes.ts';

const fewestYears = 3;

/**
 * How a year usually runs: the mean of each month's values over the mean of all.
 * @param values  of a monthly series
 * @returns twelve ratios, January first, 1 being an average month; null unless every month has values of three years at least
 */
export function findMonthlyShape(values: Series): number[] | null {
  const byMonth = Array.from({ length: 12 }, (): number[] => []);
  for (const [date, value] of values) byMonth[Number(date.slice(5, 7)) - 1]?.push(value);
  const mean = findMean([...values.values()]);
  if (byMonth.some(({ length }) => length < fewestYears) || mean === 0) return null;
  return byMonth.map((month) => findMean(month) / mean);
}

const findMean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The values of a monthly series as a table: a row for each year, the newest first, with January to December; null for gaps. */
export function arrangeByYear(values: Series): { year: number; months: (number | null)[] }[] {
  const years = new Map<number, (number | null)[]>();
  for (const [date, value] of values) {
    const year = Number(date.slice(0, 4));
    const months = years.get(year) ?? Array.from({ length: 12 }, () => null);
    months[Number(date.slice(5, 7)) - 1] = value;
    years.set(year, months);
  }
  return [...years].map(([year, months]) => ({ year, months })).toSorted((one, other) => other.year - one.year);
}
