import { bigint, numeric, pgEnum, text } from 'drizzle-orm/pg-core';

export const reidAreaType = pgEnum('reid_area_type', [
  'ZIP',
  'NEIGHBORHOOD',
  'CITY',
  'COUNTY',
  'METRO',
  'SCHOOL_DISTRICT',
  'STATE',
  'NATIONAL',
]);

/** The area of a row, as addresses and joins name it: `zip-78704`, `state-tx`. It is kept for ever, whatever a source calls the area later. */
export const areaKey = (name = 'area_key') => text(name);

/** The form of an area's key, in Postgres and in addresses. */
export const areaKeyPattern = '^[a-z0-9]+(-[a-z0-9]+)*$';

/** A share of a whole: 0 is none, 1 is all of it. */
export const share = (name: string) => numeric(name, { precision: 6, scale: 5, mode: 'number' });

/** Cents; eight bytes, because the most expensive houses and the sums of markets exceed four. */
export const marketPrice = (name: string) => bigint(name, { mode: 'number' });
