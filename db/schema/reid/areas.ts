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

/** Cents; eight bytes, because the dearest houses and the sums of markets pass what four can hold. */
export const marketPrice = (name: string) => bigint(name, { mode: 'number' });
