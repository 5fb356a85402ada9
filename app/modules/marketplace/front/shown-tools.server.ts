import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { byPopularity, isListed } from '../catalog/search-conditions.server.ts';
import { cardColumns } from '../catalog/tool-queries.server.ts';

/** Why the tools of the front page stand there. */
type ShownReason = 'POPULAR' | 'FEATURED' | 'NEW';

/** Popular is a tool that so many organizations own now. With fewer, the word would say nothing. */
const leastOwners = 10;

const byAge = [desc(marketplaceTools.createdAt), inNameOrder(marketplaceTools.name), asc(marketplaceTools.id)];
const isFeatured = sql`is_featured`;

/** The ids of the first tools in an order: read from an index that has the same. */
const firstIds = (condition: SQL, order: SQL[], limit: number) =>
  sql`(select id from marketplace_tools where ${condition} order by ${sql.join(order, sql`, `)} limit ${limit})`;

/** Whether there are so many tools to show that are popular; if not, that are featured; else the newest are shown. Looked at once. */
const reasonOf = (limit: number) => sql<ShownReason>`(select case
  when (select purchase_count from marketplace_tools where ${isListed}
    order by ${sql.join(byPopularity, sql`, `)} limit 1 offset ${limit - 1}) >= ${leastOwners} then 'POPULAR'
  when (select count(*) from ${firstIds(sql`${isFeatured} and ${isListed}`, byPopularity, limit)} featured) = ${limit} then 'FEATURED'
  else 'NEW' end)`;

/**
 * The tools of the front page, with the word that is true of them: those most organizations own, those that the platform features, or
 * the newest.
 */
export function listShownTools(handle: QueryHandle, limit: number) {
  const reason = reasonOf(limit);
  return handle
    .select({ ...cardColumns, reason })
    .from(marketplaceTools)
    .where(
      sql`${marketplaceTools.id} = any (case ${reason}
        when 'POPULAR' then array(${firstIds(isListed, byPopularity, limit)})
        when 'FEATURED' then array(${firstIds(sql`${isFeatured} and ${isListed}`, byPopularity, limit)})
        else array(${firstIds(isListed, byAge, limit)}) end)`,
    )
    .orderBy(
      sql`case when ${eq(reason, 'NEW')} then ${marketplaceTools.createdAt} end desc`,
      desc(marketplaceTools.purchaseCount),
      inNameOrder(marketplaceTools.name),
    );
}
