import { writeAddress } from '~/utils/addresses.ts';

/** How many things can be compared. */
export const fewestCompared = 2;
export const mostCompared = 4;

/** Where things are compared: the page, the parameter that names one of them, and the words for one and for several. */
export const comparisons = {
  tools: { path: '/tools/compare', parameter: 't', one: 'tool', several: 'tools' },
  bundles: { path: '/bundles/compare', parameter: 'b', one: 'bundle', several: 'bundles' },
} as const;
export type ComparedThings = keyof typeof comparisons;

/** The slugs of an address that asks to compare, each once. */
export function readCompared(search: URLSearchParams, things: ComparedThings): string[] {
  return [...new Set(search.getAll(comparisons[things].parameter).filter((slug) => slug !== ''))];
}

/** Whether an address asks for the rows that are the same of everything, too. */
export function readShowsAll(search: URLSearchParams): boolean {
  return search.get('all') === '1';
}

/**
 * The one address of a comparison.
 * @param showsAll  also with the rows that are the same of all
 */
export function comparisonAddress(things: ComparedThings, slugs: readonly string[], showsAll = false): string {
  const { path, parameter } = comparisons[things];
  return writeAddress(path, { [parameter]: slugs, all: showsAll && '1' });
}

/**
 * The address under which a comparison is kept at the edge, whatever the order that was asked for; null for one that is not worth it.
 */
export function keptComparisonAddress(search: URLSearchParams, things: ComparedThings): string | null {
  const asked = readCompared(search, things).sort();
  return asked.length > mostCompared ? null : comparisonAddress(things, asked, readShowsAll(search));
}

/**
 * Reads from an address what to compare.
 * @param known  slugs of what can be compared
 * @returns the chosen ones in the order asked for, and the problem with the choice
 */
export function parseComparison(
  search: URLSearchParams,
  known: readonly string[],
  things: ComparedThings,
): { chosen: string[]; problem: string | null } {
  const { one, several } = comparisons[things];
  const asked = readCompared(search, things);
  const chosen = asked.filter((slug) => known.includes(slug));
  if (asked.length === 0) return { chosen, problem: null };
  if (asked.length > mostCompared) return { chosen, problem: `Choose at most four ${several}.` };
  if (chosen.length < asked.length) {
    return { chosen, problem: `A ${one} in this address does not exist or is no longer sold.` };
  }
  if (chosen.length < fewestCompared) return { chosen, problem: `Choose at least two ${several}.` };
  return { chosen, problem: null };
}
