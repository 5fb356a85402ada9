import { asc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { bundleTools, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

/** The tools with these ids, whatever their status, by name. */
export function listChosenTools(handle: QueryHandle, ids: readonly string[]) {
  return handle
    .select({
      id: marketplaceTools.id,
      revision: marketplaceTools.revision,
      name: marketplaceTools.name,
      status: marketplaceTools.status,
      price: marketplaceTools.price,
      currency: marketplaceTools.currency,
      priceModel: marketplaceTools.priceModel,
      isFeatured: marketplaceTools.isFeatured,
      purchaseCount: marketplaceTools.purchaseCount,
    })
    .from(marketplaceTools)
    .where(sql`${marketplaceTools.id} = any (${sql.param([...ids])}::uuid[])`)
    .orderBy(inNameOrder(marketplaceTools.name), asc(marketplaceTools.id));
}

// With its table, for subqueries: a column by itself would mean one of theirs.
const outerBundleId = sql`tool_bundles.id`;

/** The bundles on sale that hold one of these tools, by name, each with those of them that it holds. */
export function listBundlesOnSaleWith(handle: QueryHandle, ids: readonly string[]) {
  const held = sql`from ${bundleTools} where bundle_id = ${outerBundleId} and tool_id = any (${sql.param([...ids])}::uuid[])`;
  return handle
    .select({
      id: toolBundles.id,
      name: toolBundles.name,
      originalPrice: toolBundles.originalPrice,
      bundlePrice: toolBundles.bundlePrice,
      currency: toolBundles.currency,
      toolIds: sql<string[]>`array(select tool_id ${held})`,
    })
    .from(toolBundles)
    .where(sql`${toolBundles.isActive} and exists (select 1 ${held})`)
    .orderBy(inNameOrder(toolBundles.name), asc(toolBundles.id));
}

export type ToolToChange = Awaited<ReturnType<typeof listChosenTools>>[number];
export type BundleOnSale = Awaited<ReturnType<typeof listBundlesOnSaleWith>>[number];
