import { asc, desc } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { listings } from '#db/schema/index.ts';

/** Properties to choose from, those that are kept first, by address. */
export function listPropertiesToPick(handle: QueryHandle) {
  return handle
    .select({
      id: listings.id,
      address: listings.address,
      city: listings.city,
      kind: listings.kind,
      isActive: listings.isActive,
    })
    .from(listings)
    .orderBy(desc(listings.isActive), asc(listings.address), asc(listings.id));
}
export type PickedProperty = Awaited<ReturnType<typeof listPropertiesToPick>>[number];
