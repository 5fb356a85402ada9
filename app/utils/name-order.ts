const collator = new Intl.Collator('en', { numeric: true });

/** Orders names as people do, case and accents aside, numbers by their size; for `sort`. The database does the same: `db/schema/name-order.ts`. */
export const compareNames = (one: string, other: string): number => collator.compare(one, other);
