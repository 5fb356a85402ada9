import { and, asc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { bundleTools, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { bundlesPerPage } from './filters.ts';

/** The columns of a bundle's card; its price for the viewer comes from `priceBundles`. */
const bundleColumns = {
  id: toolBundles.id,
  slug: toolBundles.slug,
  name: toolBundles.name,
  description: toolBundles.description,
  bundleType: toolBundles.bundleType,
  originalPrice: toolBundles.originalPrice,
  bundlePrice: toolBundles.bundlePrice,
  discount: toolBundles.discount,
  currency: toolBundles.currency,
  requiredTier: toolBundles.requiredTier,
  icon: toolBundles.icon,
  isPopular: toolBundles.isPopular,
};

/** A bundle as a card shows it. */
export type BundleSummary = Awaited<ReturnType<typeof listBundles>>[number];

const byPrice = [asc(toolBundles.bundlePrice), inNameOrder(toolBundles.name), asc(toolBundles.id)];

/** The slugs of a page of the bundles on sale, and one more when there is another page. */
export function bundlesOnPage(page: number): SQL {
  return sql`select slug from tool_bundles where is_active order by bundle_price, name collate human, id
    limit ${bundlesPerPage + 1} offset ${(page - 1) * bundlesPerPage}`;
}

/** The slugs of the bundles to choose from for a comparison: the first page, and those that were chosen. */
export function bundlesToCompare(chosen: string[]): SQL {
  return sql`(${bundlesOnPage(1)}) union select unnest(${sql.param(chosen)}::text[])`;
}

/** The slugs of the few bundles to show first. */
export const popularBundles = sql`select slug from tool_bundles where is_active order by is_popular desc, bundle_price, name collate human, id limit 3`;

/**
 * Bundles on sale, the smallest price first.
 * @param slugs  a query that finds theirs
 */
export function listBundles(handle: QueryHandle, slugs: SQL) {
  return handle
    .select(bundleColumns)
    .from(toolBundles)
    .where(and(eq(toolBundles.isActive, true), sql`${toolBundles.slug} = any (array(${slugs}))`))
    .orderBy(...byPrice);
}

/**
 * The bundles on sale that hold a tool.
 * @param slug  of the tool, or a query that finds it
 */
export function listBundlesHolding(handle: QueryHandle, slug: string | SQL) {
  return handle
    .select(bundleColumns)
    .from(toolBundles)
    .innerJoin(bundleTools, eq(bundleTools.bundleId, toolBundles.id))
    .innerJoin(marketplaceTools, eq(marketplaceTools.id, bundleTools.toolId))
    .where(and(eq(toolBundles.isActive, true), eq(marketplaceTools.slug, slug)))
    .orderBy(...byPrice);
}

/** The bundle that has this slug, or had it before it got the one it has now; no row for an unknown one or a draft. */
export function findBundle(handle: QueryHandle, slug: string) {
  return handle
    .select({ ...bundleColumns, longDescription: toolBundles.longDescription, status: toolBundles.status })
    .from(toolBundles)
    .where(
      and(
        sql`${toolBundles.id} = coalesce((select id from tool_bundles where slug = ${slug}),
          (select bundle_id from former_slugs where kind = 'BUNDLE' and slug = ${slug}))`,
        ne(toolBundles.status, 'DRAFT'),
      ),
    );
}

/** The tools that bundles hold, in their own order. */
export function listBundleContents(handle: QueryHandle, slugs: string[]) {
  return handle
    .select({
      bundleSlug: toolBundles.slug,
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
      status: marketplaceTools.status,
    })
    .from(toolBundles)
    .innerJoin(bundleTools, eq(bundleTools.bundleId, toolBundles.id))
    .innerJoin(marketplaceTools, eq(marketplaceTools.id, bundleTools.toolId))
    .where(and(inArray(toolBundles.slug, slugs), ne(toolBundles.status, 'DRAFT')))
    .orderBy(asc(bundleTools.position), inNameOrder(marketplaceTools.name));
}
