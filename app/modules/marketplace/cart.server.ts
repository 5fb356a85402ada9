import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { shoppingCarts } from '#db/schema/index.ts';

/** How many lines the viewer's cart has; no row for somebody without one. */
export function countCartLines(handle: QueryHandle) {
  return handle
    .select({ lines: sql<number>`jsonb_array_length(tools) + jsonb_array_length(bundles)` })
    .from(shoppingCarts);
}
