import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import { bundleTools, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { foundIds, popularIds, relevance } from '~/modules/marketplace/catalog/search-conditions.server.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import { type AdministeredBundleColumn, administeredBundlesPerPage, type BundleListFilters } from './filters.ts';

const foundTools = 8;
// In words: a parameter would keep the planner from what it knows of the column.
const isUsable = sql`${marketplaceTools.status} <> 'DISABLED'`;

// With its table, for subqueries: a column by itself would mean one of theirs.
const outerBundleId = sql`tool_bundles.id`;

const heldTools = sql<number>`(select count(*)::integer from ${bundleTools} where bundle_id = ${outerBundleId})`;

const sortedBy: Readonly<Record<AdministeredBundleColumn, SQL | AnyPgColumn>> = {
  name: inNameOrder(toolBundles.name),
  status: toolBundles.status,
  tools: heldTools,
  sum: toolBundles.originalPrice,
  price: toolBundles.bundlePrice,
  discount: toolBundles.discount,
  owners: toolBundles.purchaseCount,
  changed: toolBundles.updatedAt,
};

/** Bundles of every status, sorted; one more than a page holds when there are further ones. */
export function listAdministeredBundles(handle: QueryHandle, { query, status, sort, page }: BundleListFilters) {
  const sorted = sort.direction === 'asc' ? asc : desc;
  const pattern = patternHolding(query);
  return handle
    .select({
      id: toolBundles.id,
      slug: toolBundles.slug,
      name: toolBundles.name,
      bundleType: toolBundles.bundleType,
      icon: toolBundles.icon,
      status: toolBundles.status,
      isPopular: toolBundles.isPopular,
      originalPrice: toolBundles.originalPrice,
      bundlePrice: toolBundles.bundlePrice,
      discount: toolBundles.discount,
      currency: toolBundles.currency,
      purchaseCount: toolBundles.purchaseCount,
      updatedAt: sql<string>`${toolBundles.updatedAt}`,
      tools: heldTools,
      unsoldTools: sql<number>`(select count(*)::integer from ${bundleTools} link
        join ${marketplaceTools} tool on tool.id = link.tool_id where link.bundle_id = ${outerBundleId} and not tool.is_sold)`,
    })
    .from(toolBundles)
    .where(
      and(
        query ? sql`(${toolBundles.name} ilike ${pattern} or ${toolBundles.slug} ilike ${pattern})` : undefined,
        status ? eq(toolBundles.status, status) : undefined,
      ),
    )
    .orderBy(sorted(sortedBy[sort.column]), inNameOrder(toolBundles.name), asc(toolBundles.id))
    .limit(administeredBundlesPerPage + 1)
    .offset((page - 1) * administeredBundlesPerPage);
}

/** A bundle of any status with everything that is edited; no row for an unknown one. */
export function findEditedBundle(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: toolBundles.id,
      revision: toolBundles.revision,
      name: toolBundles.name,
      slug: toolBundles.slug,
      description: toolBundles.description,
      longDescription: toolBundles.longDescription,
      bundleType: toolBundles.bundleType,
      requiredTier: toolBundles.requiredTier,
      icon: toolBundles.icon,
      isPopular: toolBundles.isPopular,
      bundlePrice: toolBundles.bundlePrice,
      status: toolBundles.status,
      purchaseCount: toolBundles.purchaseCount,
      toolIds: sql<
        string[]
      >`array(select tool_id from ${bundleTools} where bundle_id = ${outerBundleId} order by position)`,
    })
    .from(toolBundles)
    .where(eq(toolBundles.id, id));
}

/** A bundle as the administration finds it. */
export type FoundBundle = Awaited<ReturnType<typeof findEditedBundle>>[number];

const toolColumns = {
  id: marketplaceTools.id,
  slug: marketplaceTools.slug,
  name: marketplaceTools.name,
  description: marketplaceTools.description,
  area: marketplaceTools.area,
  icon: marketplaceTools.icon,
  price: marketplaceTools.price,
  currency: marketplaceTools.currency,
  priceModel: marketplaceTools.priceModel,
  usageUnit: marketplaceTools.usageUnit,
  unitsIncluded: marketplaceTools.unitsIncluded,
  unitPrice: marketplaceTools.unitPrice,
  requiredTier: marketplaceTools.requiredTier,
  status: marketplaceTools.status,
  isSold: marketplaceTools.isSold,
};

/** A tool that is or could be part of a bundle. */
export type CandidateTool = Awaited<ReturnType<typeof listEditedTools>>[number];

/** The tools with these ids, and those the bundle holds now; in no order. */
export function listEditedTools(handle: QueryHandle, bundleId: string, toolIds: string[]) {
  return handle
    .select(toolColumns)
    .from(marketplaceTools)
    .where(
      sql`${marketplaceTools.id} = any (${sql.param(toolIds)}::uuid[])
        or ${marketplaceTools.id} in (select tool_id from ${bundleTools} where bundle_id = ${bundleId})`,
    );
}

/** The few tools that match best, of any status but disabled ones; without words, those most organizations own. */
export function searchTools(handle: QueryHandle, words: string) {
  const { name, slug, tags } = marketplaceTools;
  // Also in the middle of a word: whoever edits a bundle may remember no more of a name.
  const holdsThem = sql`app.tool_words(${name}, ${slug}, ${tags}) ilike ${patternHolding(words)}`;
  const isFound = sql`${marketplaceTools.id} in (${foundIds(words, isUsable)} union ${popularIds(and(isUsable, holdsThem))})`;
  const order: SQL[] = words ? [desc(relevance(words))] : [];
  return handle
    .select(toolColumns)
    .from(marketplaceTools)
    .where(words ? isFound : isUsable)
    .orderBy(
      ...order,
      desc(marketplaceTools.purchaseCount),
      inNameOrder(marketplaceTools.name),
      asc(marketplaceTools.id),
    )
    .limit(foundTools);
}
