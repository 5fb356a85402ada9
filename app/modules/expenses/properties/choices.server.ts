import { asc, desc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { listings } from '#db/schema/index.ts';
import { mostChoices } from '../choices.server.ts';

/** The properties that something can be booked on, by address, those that are no longer kept last. */
export function listPropertyChoices(handle: QueryHandle) {
  return handle
    .select({
      id: listings.id,
      name: sql<string>`${listings.address} || ', ' || ${listings.city}`,
      kind: listings.kind,
      isActive: listings.isActive,
    })
    .from(listings)
    .orderBy(desc(listings.isActive), asc(listings.address), asc(listings.id))
    .limit(mostChoices);
}

/** A property that something can be booked on. */
export type PropertyChoice = Awaited<ReturnType<typeof listPropertyChoices>>[number];
