import { and, asc, desc, eq, getTableColumns, gte, inArray, lte, ne, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { bundleTools, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { bundlesPerPage, type CatalogFilters, countedMatches, toolsPerPage } from './filters.ts';
import { splitSearch } from './search-text.ts';

// As in the indexes of the lists, or they would not be used.
const isListed = sql`${marketplaceTools.status} in ('ACTIVE', 'BETA', 'COMING_SOON')`;
const isPricedOnRequest = sql`(${marketplaceTools.priceModel} = 'CUSTOM')`;
const byPopularity = [desc(marketplaceTools.purchaseCount), asc(marketplaceTools.name), asc(marketplaceTools.id)];
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

export type Facet = 'category' | 'area' | 'tier' | 'tag';

const facetValues: Record<Facet, SQL> = {
  category: sql`category::text`,
  area: sql`area::text`,
  tier: sql`tier::text`,
  tag: sql`unnest(tags)`,
};

/** @param ignored  a facet whose own filter is left out, to count what choosing another of its values would give */
function passesFilters(filters: CatalogFilters, ignored?: Facet): SQL | undefined {
  const { categories, areas, tiers, requiredTiers, tags, minimumPrice, maximumPrice } = filters;
  const hasPriceLimit = minimumPrice !== null || maximumPrice !== null;
  return and(
    isListed,
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

/** What somebody searches for; the last word may be unfinished. A constant for the planner, so that it knows how much it finds. */
function searched(text: string): SQL {
  const { whole, start, last } = splitSearch(text);
  const exact = sql`websearch_to_tsquery('english', ${whole})`;
  if (last === null) return exact;
  return sql`(${exact} || (websearch_to_tsquery('english', ${start}) && to_tsquery('english', ${`${last}:*`})))`;
}

// Asked for by a query of its own, which runs once and only where nothing was found for the words as they are.
const forgiven = (text: string) => sql`(select app.forgive_search(${text}))`;

const searches = (query: SQL) => sql`${marketplaceTools.search} @@ ${query}`;

/** The most popular tools that meet the conditions, no more than are ever counted. */
export function popularIds(conditions: SQL | undefined): SQL {
  return sql`(select ${marketplaceTools.id} from ${marketplaceTools} where ${conditions} order by ${sql.join(byPopularity, sql`, `)} limit ${countedMatches})`;
}

/**
 * What a search finds: the most popular tools whose names hold the words, and where these are too few, others that hold them
 * anywhere. Ranking everything that holds a common word would cost seconds and tell nothing. Only where nothing holds them,
 * what holds similar words.
 */
export function foundIds(query: string, conditions: SQL | undefined): SQL {
  const exact = searched(query);
  // Each limit is a number where tools are read, so that the planner reads them by popularity.
  return sql`
    with named as materialized (
      ${popularIds(and(conditions, sql`to_tsvector('english', ${marketplaceTools.name}) @@ ${exact}`))}
    ), described as materialized (
      select id from ${popularIds(and(conditions, searches(exact)))} popular where id not in (select id from named)
      limit (select ${countedMatches} - count(*) from named)
    )
    select id from named
    union all
    select id from described
    union all
    ${popularIds(and(conditions, sql`not exists (select from named) and not exists (select from described)`, searches(forgiven(query))))}`;
}

function order({ sort, query }: CatalogFilters): SQL[] {
  switch (sort) {
    case 'newest':
      return [desc(marketplaceTools.createdAt)];
    case 'price-asc':
      return [isPricedOnRequest, asc(marketplaceTools.price)];
    case 'price-desc':
      return [isPricedOnRequest, desc(marketplaceTools.price)];
    case 'rating':
      return [sql`${marketplaceTools.rating} desc nulls last`, desc(marketplaceTools.reviewCount)];
    case 'popular':
      return query
        ? [desc(relevance(query)), desc(marketplaceTools.purchaseCount)]
        : [desc(marketplaceTools.purchaseCount)];
  }
}

/** A word of the name weighs more than a tag, and a tag more than the text. */
export function relevance(query: string): SQL {
  const exact = searched(query);
  return sql`case when ${searches(exact)} then ts_rank(${marketplaceTools.search}, ${exact})
    else ts_rank(${marketplaceTools.search}, ${forgiven(query)}) end`;
}

/** One page of the tools that match. Ties are in the order of their names. */
export function listTools(handle: QueryHandle, filters: CatalogFilters) {
  const conditions = passesFilters(filters);
  return (
    handle
      .select(cardColumns)
      .from(marketplaceTools)
      .where(filters.query ? sql`${marketplaceTools.id} in (${foundIds(filters.query, conditions)})` : conditions)
      .orderBy(...order(filters), asc(marketplaceTools.name), asc(marketplaceTools.id))
      // No page is further back than matches are counted: reading up to it would cost more with every page.
      .limit(filters.page <= Math.ceil(countedMatches / toolsPerPage) ? toolsPerPage : 0)
      .offset((filters.page - 1) * toolsPerPage)
  );
}

/**
 * How many tools match (facet `all`), and how many would with another value of each facet. Looks at no more than
 * `countedMatches` + 1 tools for each, the most popular, so that it costs the same however large the catalog grows; a
 * count that would have had to look at more is not exact.
 */
export function countTools(
  handle: QueryHandle,
  filters: CatalogFilters,
  facets: readonly Facet[] = ['category', 'area', 'tier', 'tag'],
) {
  const chosen: Record<Facet, readonly string[]> = {
    category: filters.categories,
    area: filters.areas,
    tier: filters.tiers,
    tag: filters.tags,
  };
  // Facets nothing is chosen of count the same tools, which are read once.
  const sourceOf = (facet: Facet) => sql.identifier(chosen[facet].length > 0 ? `found_without_${facet}` : 'found');
  const sources = [
    sql`found as materialized (${matchingTools(filters)})`,
    ...facets
      .filter((facet) => chosen[facet].length > 0)
      .map((facet) => sql`${sourceOf(facet)} as materialized (${matchingTools(filters, facet)})`),
  ];
  const counts = facets.map(
    (facet) => sql`
      select ${facet}::text as facet, value, count(*)::integer as count,
        (select count(*) from ${sourceOf(facet)}) <= ${countedMatches} as is_exact
      from (select ${facetValues[facet]} as value from ${sourceOf(facet)}) found_values group by value`,
  );
  return handle
    .select({
      facet: sql<string>`facet`,
      value: sql<string>`value`,
      count: sql<number>`count`,
      isExact: sql<boolean>`is_exact`,
    })
    .from(sql`(
      with ${sql.join(sources, sql`, `)}
      select 'all' as facet, '' as value, count(*)::integer as count, count(*) <= ${countedMatches} as is_exact from found
      union all ${sql.join(counts, sql` union all `)}
    ) counts`);
}

function matchingTools(filters: CatalogFilters, ignored?: Facet): SQL {
  const conditions = passesFilters(filters, ignored);
  // Nothing but columns of `marketplace_tools_facets`, which then answers without the tools themselves.
  const select = (condition: SQL | undefined) =>
    sql`(select category, area, tier, tags from ${marketplaceTools} where ${condition}
      order by purchase_count desc limit ${countedMatches + 1})`;
  if (!filters.query) return select(conditions);
  const exact = and(conditions, searches(searched(filters.query)));
  const isFound = sql`exists (select from ${marketplaceTools} where ${exact})`;
  return sql`${select(exact)} union all ${select(and(conditions, sql`not ${isFound}`, searches(forgiven(filters.query))))}`;
}

/** The tools most organizations own. */
export function listPopularTools(handle: QueryHandle, limit: number) {
  return handle
    .select(cardColumns)
    .from(marketplaceTools)
    .where(isListed)
    .orderBy(...byPopularity)
    .limit(limit);
}

function chooseToolPageColumns() {
  const { search, isActive, isSold, revision, createdAt, updatedAt, ...shown } = getTableColumns(marketplaceTools);
  return { ...shown, owned };
}

/** Everything a tool's page says: all of the tool that does not only serve lists or its editor. */
export const toolPageColumns = chooseToolPageColumns();

/** The tool that has this slug, or had it before it got the one it has now; no row for an unknown or disabled one. */
export function findTool(handle: QueryHandle, slug: string) {
  return handle
    .select(toolPageColumns)
    .from(marketplaceTools)
    .where(and(eq(marketplaceTools.id, sql`app.find_tool(${slug})`), ne(marketplaceTools.status, 'DISABLED')));
}

/** Other tools for the same part of the business. */
export function listRelatedTools(handle: QueryHandle, slug: string) {
  const area = sql`(select area from ${marketplaceTools} where slug = ${slug})`;
  return handle
    .select(cardColumns)
    .from(marketplaceTools)
    .where(and(isListed, sql`${marketplaceTools.area} = ${area}`, ne(marketplaceTools.slug, slug)))
    .orderBy(...byPopularity)
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

/** The slugs of a page of the bundles on sale, and one more when there is another page. */
export function bundlesOnPage(page: number): SQL {
  return sql`select slug from tool_bundles where is_active order by bundle_price, name, id
    limit ${bundlesPerPage + 1} offset ${(page - 1) * bundlesPerPage}`;
}

/** The slugs of the bundles to choose from for a comparison: the first page, and those that were chosen. */
export function bundlesToCompare(chosen: string[]): SQL {
  return sql`(${bundlesOnPage(1)}) union select unnest(${sql.param(chosen)}::text[])`;
}

/** The slugs of the few bundles to show first. */
export const popularBundles = sql`select slug from tool_bundles where is_active order by is_popular desc, bundle_price, name, id limit 3`;

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
