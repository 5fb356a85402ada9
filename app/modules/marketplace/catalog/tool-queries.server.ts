import { and, asc, desc, eq, getTableColumns, inArray, ne, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { type CatalogFilters, countedMatches, toolsPerPage } from './filters.ts';
import {
  byPopularity,
  foundIds,
  isListed,
  isPricedOnRequest,
  passesFilters,
  relevance,
} from './search-conditions.server.ts';

/** Whether the viewer's organization owns the tool; the list of owned tools is made once a statement. */
const owned = sql<boolean>`${marketplaceTools.id} = any (array(select app.owned_tool_ids(app.current_organization_id())))`;

/** The columns of a card. */
export const cardColumns = {
  id: marketplaceTools.id,
  slug: marketplaceTools.slug,
  name: marketplaceTools.name,
  description: marketplaceTools.description,
  category: marketplaceTools.category,
  area: marketplaceTools.area,
  price: marketplaceTools.price,
  currency: marketplaceTools.currency,
  priceModel: marketplaceTools.priceModel,
  usageUnit: marketplaceTools.usageUnit,
  unitsIncluded: marketplaceTools.unitsIncluded,
  unitPrice: marketplaceTools.unitPrice,
  requiredTier: marketplaceTools.requiredTier,
  status: marketplaceTools.status,
  icon: marketplaceTools.icon,
  rating: marketplaceTools.rating,
  reviewCount: marketplaceTools.reviewCount,
  owned,
};

/** A tool as a card shows it. */
export type ToolSummary = Awaited<ReturnType<typeof listTools>>[number];

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

/** One page of the tools that match. Ties are in the order of their names. */
export function listTools(handle: QueryHandle, filters: CatalogFilters) {
  const conditions = passesFilters(filters);
  return (
    handle
      .select(cardColumns)
      .from(marketplaceTools)
      .where(filters.query ? sql`${marketplaceTools.id} in (${foundIds(filters.query, conditions)})` : conditions)
      .orderBy(...order(filters), inNameOrder(marketplaceTools.name), asc(marketplaceTools.id))
      // No page is further back than matches are counted: reading up to it would cost more with every page.
      .limit(filters.page <= Math.ceil(countedMatches / toolsPerPage) ? toolsPerPage : 0)
      .offset((filters.page - 1) * toolsPerPage)
  );
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

/** The columns that tell tools apart when they stand side by side. */
const comparedColumns = {
  ...cardColumns,
  seatsIncluded: marketplaceTools.seatsIncluded,
  capabilities: marketplaceTools.capabilities,
  features: marketplaceTools.features,
  integrations: marketplaceTools.integrations,
  integrationType: marketplaceTools.integrationType,
  provider: marketplaceTools.provider,
};

/** Listed tools to compare, by name. */
export function listComparedTools(handle: QueryHandle, slugs: string[]) {
  return handle
    .select(comparedColumns)
    .from(marketplaceTools)
    .where(and(isListed, inArray(marketplaceTools.slug, slugs)))
    .orderBy(inNameOrder(marketplaceTools.name), asc(marketplaceTools.id));
}

/** Other tools for the same part of the business; none for one that the catalog hides, of which nothing is said. */
export function listRelatedTools(handle: QueryHandle, slug: string) {
  const area = sql`(select area from ${marketplaceTools} where slug = ${slug} and status <> 'DISABLED')`;
  return handle
    .select(cardColumns)
    .from(marketplaceTools)
    .where(and(isListed, sql`${marketplaceTools.area} = ${area}`, ne(marketplaceTools.slug, slug)))
    .orderBy(...byPopularity)
    .limit(4);
}
