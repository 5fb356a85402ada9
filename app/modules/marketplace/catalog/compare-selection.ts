/** How many bundles fit side by side. */
export const fewestCompared = 2;
export const mostCompared = 4;

/**
 * Reads from an address which bundles to compare.
 * @param onSale  slugs of the bundles on sale
 * @returns the chosen ones in the order asked for, and the problem with the choice
 */
export function parseComparison(
  search: URLSearchParams,
  onSale: readonly string[],
): { chosen: string[]; problem: string | null } {
  const asked = [...new Set(search.getAll('b').filter((slug) => slug !== ''))];
  const chosen = asked.filter((slug) => onSale.includes(slug));
  if (asked.length === 0) return { chosen, problem: null };
  if (chosen.length < asked.length) {
    return { chosen, problem: 'A bundle in this address does not exist or is no longer sold.' };
  }
  if (chosen.length < fewestCompared) return { chosen, problem: 'Choose at least two bundles.' };
  if (chosen.length > mostCompared) return { chosen, problem: 'Choose at most four bundles.' };
  return { chosen, problem: null };
}
