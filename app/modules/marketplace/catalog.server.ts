import { and, asc, desc, eq, gte, inArray, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { bundleTools, formerSlugs, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { type CatalogFilters, toolsPerPage } from './catalog-filters.ts';

/** Up to here matches are counted; beyond, "more than" is all a reader needs, and counting everything is slow. */
export const countedMatches = 500;

const rankedMatches = 1000;

const isListed = inArray(marketplaceTools.status, ['ACTIVE', 'BETA', 'COMING_SOON']);
const isPricedOnRequest = sql`${marketplaceTools.priceModel} = 'CUSTOM'`;
/** Whether the viewer's organization owns the tool; the list of owned tools is made once a statement. */
const owned = sql<boolean>`${marketplaceTools.id} = any (array(select app.owned_tool_ids(app.current_organization_id())))`;

/** What a card shows. */
const cardColumns = {
  id: marketplaceTools.id,
  slug: marketplaceTools.slug,
  name: marketplaceTools.name,
  description: marketplaceTools.description,
  category: marketplaceTools.category,
  area: marketplaceTools.area,
  price: marketplaceTools.price,
  currency: marketplaceTools.currency,
  priceModel: marketplaceTools.priceModel,
  requiredTier: marketplaceTools.requiredTier,
  status: marketplaceTools.status,
  icon: marketplaceTools.icon,
  rating: marketplaceTools.rating,
  reviewCount: marketplaceTools.reviewCount,
  owned,
};

/** A tool as a card shows it. */
export type ToolSummary = Awaited<ReturnType<typeof listTools>>[number];

type Facet = 'category' | 'area' | 'tier' | 'tag';

/** @param ignored  a facet whose own filter is left out, to count what choosing another of its values would give */
function matches(filters: CatalogFilters, ignored?: Facet): SQL | undefined {
  const { query, categories, areas, tiers, requiredTiers, tags, minimumPrice, maximumPrice } = filters;
  const hasPriceLimit = minimumPrice !== null || maximumPrice !== null;
  return and(
    isListed,
    // The second half finds words that are misspelled or not finished.
    query
      ? sql`(${marketplaceTools.search} @@ websearch_to_tsquery('english', ${query}) or ${marketplaceTools.name} %> ${query})`
      : undefined,
    categories.length > 0 && ignored !== 'category' ? inArray(marketplaceTools.category, categories) : undefined,
    areas.length > 0 && ignored !== 'area' ? inArray(marketplaceTools.area, areas) : undefined,
    tiers.length > 0 && ignored !== 'tier' ? inArray(marketplaceTools.tier, tiers) : undefined,
    requiredTiers.length > 0
      ? and(eq(marketplaceTools.isSold, true), inArray(marketplaceTools.requiredTier, requiredTiers))
      : undefined,
    tags.length > 0 && ignored !== 'tag' ? sql`${marketplaceTools.tags} && ${sql.param(tags)}::text[]` : undefined,
    minimumPrice === null ? undefined : gte(marketplaceTools.price, minimumPrice),
    maximumPrice === null ? undefined : lte(marketplaceTools.price, maximumPrice),
    hasPriceLimit ? sql`not ${isPricedOnRequest}` : undefined,
  );
}

function order({ sort, query }: CatalogFilters): SQL[] {
  const byPopularity = desc(marketplaceTools.purchaseCount);
  switch (sort) {
    case 'newest':
      return [desc(marketplaceTools.createdAt)];
    case 'price-asc':
      return [isPricedOnRequest, asc(marketplaceTools.price)];
    case 'price-desc':
      return [isPricedOnRequest, desc(marketplaceTools.price)];
    case 'rating':
      return [sql`${marketplaceTools.rating} desc nulls last`, desc(marketplaceTools.reviewCount)];
    case 'popular': {
      const relevance = sql`ts_rank(${marketplaceTools.search}, websearch_to_tsquery('english', ${query})) + word_similarity(${query}, ${marketplaceTools.name}) desc`;
      return query ? [relevance, byPopularity] : [byPopularity];
    }
  }
}

/**
 * One page of the tools that match. Ties are in the order of their names. A search ranks no more than the first
 * thousand it finds: for a word that is nearly everywhere, ranking everything would cost seconds and tell nothing.
 */
export function listTools(handle: QueryHandle, filters: CatalogFilters) {
  const found = handle
    .select({ id: marketplaceTools.id })
    .from(marketplaceTools)
    .where(matches(filters))
    .limit(rankedMatches);
  return handle
    .select(cardColumns)
    .from(marketplaceTools)
    .where(filters.query ? inArray(marketplaceTools.id, found) : matches(filters))
    .orderBy(...order(filters), asc(marketplaceTools.name), asc(marketplaceTools.id))
    .limit(toolsPerPage)
    .offset((filters.page - 1) * toolsPerPage);
}

/**
 * How many tools match (facet `all`), and how many would with another value of each facet. Looks at no more than
 * `countedMatches` + 1 tools for each, so that it costs the same however large the catalog grows.
 */
export function countTools(handle: QueryHandle, filters: CatalogFilters) {
  const count = (facet: string, value: SQL, ignored?: Facet) => sql`
    select ${facet}::text as facet, value::text, count(*)::integer as count
    from (
      select ${value} as value from (
        select * from ${marketplaceTools} where ${matches(filters, ignored)} limit ${countedMatches + 1}
      ) marketplace_tools
    ) found group by value`;
  return handle.select({ facet: sql<string>`facet`, value: sql<string>`value`, count: sql<number>`count` }).from(sql`(
    ${count('all', sql`''::text`)}
    union all ${count('category', sql`category`, 'category')}
    union all ${count('area', sql`area`, 'area')}
    union all ${count('tier', sql`tier`, 'tier')}
    union all ${count('tag', sql`unnest(tags)`, 'tag')}
  ) counts`);
}

/** The tools most organizations own. */
export function listPopularTools(handle: QueryHandle, limit: number) {
  return handle
    .select(cardColumns)
    .from(marketplaceTools)
    .where(isListed)
    .orderBy(desc(marketplaceTools.purchaseCount), asc(marketplaceTools.name), asc(marketplaceTools.id))
    .limit(limit);
}

/** Everything a tool's page says. */
export const toolPageColumns = {
  ...cardColumns,
  longDescription: marketplaceTools.longDescription,
  features: marketplaceTools.features,
  capabilities: marketplaceTools.capabilities,
  integrations: marketplaceTools.integrations,
  tags: marketplaceTools.tags,
  tier: marketplaceTools.tier,
  integrationType: marketplaceTools.integrationType,
  provider: marketplaceTools.provider,
  version: marketplaceTools.version,
  seatsIncluded: marketplaceTools.seatsIncluded,
  purchaseCount: marketplaceTools.purchaseCount,
  documentationUrl: marketplaceTools.documentationUrl,
  demoUrl: marketplaceTools.demoUrl,
  supportUrl: marketplaceTools.supportUrl,
};

/** The tool of a page; no row for an unknown or disabled one. */
export function findTool(handle: QueryHandle, slug: string) {
  return handle
    .select(toolPageColumns)
    .from(marketplaceTools)
    .where(and(eq(marketplaceTools.slug, slug), ne(marketplaceTools.status, 'DISABLED')));
}

/** The slug that the tool with this former slug has now; no row for any other, or a disabled tool. */
export function findCurrentToolSlug(handle: QueryHandle, formerSlug: string) {
  return handle
    .select({ slug: marketplaceTools.slug })
    .from(formerSlugs)
    .innerJoin(marketplaceTools, eq(marketplaceTools.id, formerSlugs.toolId))
    .where(
      and(eq(formerSlugs.kind, 'TOOL'), eq(formerSlugs.slug, formerSlug), ne(marketplaceTools.status, 'DISABLED')),
    );
}

/** Other tools for the same part of the business. */
export function listRelatedTools(handle: QueryHandle, slug: string) {
  const area = sql`(select area from ${marketplaceTools} where slug = ${slug})`;
  return handle
    .select(cardColumns)
    .from(marketplaceTools)
    .where(and(isListed, sql`${marketplaceTools.area} = ${area}`, ne(marketplaceTools.slug, slug)))
    .orderBy(desc(marketplaceTools.purchaseCount), asc(marketplaceTools.name), asc(marketplaceTools.id))
    .limit(4);
}

/** What a card of a bundle shows; its price for the viewer comes from `priceBundles`. */
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

const byPrice = [asc(toolBundles.bundlePrice), asc(toolBundles.name), asc(toolBundles.id)];

/** Every bundle on sale, the smallest price first. */
export function listBundles(handle: QueryHandle) {
  return handle
    .select(bundleColumns)
    .from(toolBundles)
    .where(eq(toolBundles.isActive, true))
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

/** A bundle's own page; no row for an unknown one or a draft. */
export function findBundle(handle: QueryHandle, slug: string) {
  return handle
    .select({ ...bundleColumns, longDescription: toolBundles.longDescription, status: toolBundles.status })
    .from(toolBundles)
    .where(and(eq(toolBundles.slug, slug), ne(toolBundles.status, 'DRAFT')));
}

/** The slug that the bundle with this former slug has now; no row for any other, or a draft. */
export function findCurrentBundleSlug(handle: QueryHandle, formerSlug: string) {
  return handle
    .select({ slug: toolBundles.slug })
    .from(formerSlugs)
    .innerJoin(toolBundles, eq(toolBundles.id, formerSlugs.bundleId))
    .where(and(eq(formerSlugs.kind, 'BUNDLE'), eq(formerSlugs.slug, formerSlug), ne(toolBundles.status, 'DRAFT')));
}

/** What bundles hold, in their own order. */
export function listBundleContents(handle: QueryHandle, slugs: string[]) {
  return handle
    .select({
      bundleSlug: toolBundles.slug,
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      description: marketplaceTools.description,
      area: marketplaceTools.area,
      icon: marketplaceTools.icon,
      price: marketplaceTools.price,
      currency: marketplaceTools.currency,
      priceModel: marketplaceTools.priceModel,
      status: marketplaceTools.status,
      owned,
    })
    .from(toolBundles)
    .innerJoin(bundleTools, eq(bundleTools.bundleId, toolBundles.id))
    .innerJoin(marketplaceTools, eq(marketplaceTools.id, bundleTools.toolId))
    .where(and(inArray(toolBundles.slug, slugs), ne(toolBundles.status, 'DRAFT')))
    .orderBy(asc(bundleTools.position), asc(marketplaceTools.name));
}

/** The addresses of everything that has a page worth finding, for search engines. */
export function listAddresses(handle: QueryHandle) {
  return handle
    .select({ path: sql<string>`path`, updatedAt: sql<string>`to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD')` })
    .from(sql`(
      select '/tools/' || slug as path, updated_at from ${marketplaceTools} where ${isListed}
      union all
      select '/bundles/' || slug, updated_at from ${toolBundles} where is_active
    ) pages`)
    .orderBy(sql`path`)
    .limit(50_000);
}
