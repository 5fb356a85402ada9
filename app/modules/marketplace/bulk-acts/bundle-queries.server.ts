import { asc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { bundleTools, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

// With its table, for subqueries: a column by itself would mean one of theirs.
const outerBundleId = sql`tool_bundles.id`;

/** The bundles with these ids, whatever their status, by name. */
export function listChosenBundles(handle: QueryHandle, ids: readonly string[]) {
  return handle
    .select({
      id: toolBundles.id,
      revision: toolBundles.revision,
      name: toolBundles.name,
      status: toolBundles.status,
      originalPrice: toolBundles.originalPrice,
      bundlePrice: toolBundles.bundlePrice,
      discount: toolBundles.discount,
      currency: toolBundles.currency,
      purchaseCount: toolBundles.purchaseCount,
      tools: sql<number>`(select count(*)::integer from ${bundleTools} where bundle_id = ${outerBundleId})`,
      unsoldTools: sql<number>`(select count(*)::integer from ${bundleTools} link
        join ${marketplaceTools} tool on tool.id = link.tool_id where link.bundle_id = ${outerBundleId} and not tool.is_sold)`,
    })
    .from(toolBundles)
    .where(sql`${toolBundles.id} = any (${sql.param([...ids])}::uuid[])`)
    .orderBy(inNameOrder(toolBundles.name), asc(toolBundles.id));
}
