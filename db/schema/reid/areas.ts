import { bigint, pgEnum } from 'drizzle-orm/pg-core';

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

/** Cents; eight bytes, because the most expensive houses and the sums of markets exceed four. */
export const marketPrice = (name: string) => bigint(name, { mode: 'number' });
