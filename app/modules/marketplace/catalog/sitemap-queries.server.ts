import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { isListed } from './search-conditions.server.ts';

/** The addresses of what has a page worth finding, for search engines: bundles, then tools, in no order, `limit` of both at most. */
export function listAddresses(handle: QueryHandle, limit: number) {
  return handle
    .select({ path: sql<string>`path`, updatedAt: sql<string>`to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD')` })
    .from(sql`(
      select '/bundles/' || slug as path, updated_at from ${toolBundles} where is_active
      union all
      select '/tools/' || slug, updated_at from ${marketplaceTools} where ${isListed}
    ) pages`)
    .limit(limit);
}
