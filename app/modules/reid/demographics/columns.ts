import { type Comparison, compareEstimates, doPeriodsOverlap } from './margins-of-error.ts';
import type { PeopleKey } from './people-figures.ts';
import type { PeopleRow } from './queries.server.ts';

/** Years that a source asked in for each of its estimates: five for the five-year survey, else one. */
export const spanOf = (source: string) => (/5-year/.test(source) ? 5 : 1);

/** "2019–2023" of a survey of five years, "2023" of others. */
export const writeYears = ({ source, year }: Pick<PeopleRow, 'source' | 'year'>) =>
  spanOf(source) === 5 ? `${year - 4}–${year}` : String(year);

/**
 * The columns of the table: of several areas the newest year that all of them have, or each its newest; of one area its newest year,
 * and beside it the newest earlier one that shares no answers with it.
 */
export function chooseColumns(rows: readonly PeopleRow[], areaKeys: readonly string[]): PeopleRow[] {
  const ofAreas = areaKeys.map((key) =>
    rows.filter(({ areaKey }) => areaKey === key).toSorted((one, other) => other.year - one.year),
  );
  const known = ofAreas.filter((years) => years.length > 0);
  const [only] = known;
  if (!only) return [];
  if (known.length === 1) return chooseYears(only);
  const common = only.find(({ year }) => known.every((years) => years.some((row) => row.year === year)))?.year;
  return known.flatMap((years) => years.find(({ year }) => year === common) ?? years.slice(0, 1));
}

function chooseYears(years: readonly PeopleRow[]): PeopleRow[] {
  const [newest] = years;
  if (!newest) return [];
  const span = spanOf(newest.source);
  const earlier = years.find(
    ({ year }) => !doPeriodsOverlap({ year: newest.year, years: span }, { year, years: span }),
  );
  return earlier ? [newest, earlier] : [newest];
}

/**
 * How a figure of one column compares with that of another, at 90 % confidence.
 * @returns null where a value or a margin is missing, one of them is only a bound, or the two rest on some of the same answers
 */
export function compareColumns(column: PeopleRow, other: PeopleRow, key: PeopleKey): Comparison | null {
  const isOneArea = column.areaKey === other.areaKey;
  const [years, otherYears] = [spanOf(column.source), spanOf(other.source)];
  // Two areas asked in the same years share no answers; one area asked twice may.
  if (isOneArea && doPeriodsOverlap({ year: column.year, years }, { year: other.year, years: otherYears })) return null;
  if (!isOneArea && column.year !== other.year) return null;
  const [value, otherValue] = [column.figures[key], other.figures[key]];
  if (value === undefined || otherValue === undefined) return null;
  if (column.annotations[key] || other.annotations[key]) return null;
  return compareEstimates(
    { value, margin: column.margins[key] ?? null },
    { value: otherValue, margin: other.margins[key] ?? null },
  );
}
