const longestSlug = 80;

/**
 * Makes a slug from a name: "CMA Generator" is `cma-generator`, "Broker's Kit" is `brokers-kit`.
 * Empty for a name without Latin letters and digits.
 */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}|['\u2018\u2019]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replaceAll(/^-|-$/g, '');
}
