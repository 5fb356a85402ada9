import { and, asc, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { toolPageColumns } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import { countedTools, managedToolsPerPage, type ToolListFilters } from './filters.ts';

// No page is further back than tools are counted: reading up to it would cost more with every page.
const mostPages = Math.ceil(countedTools / managedToolsPerPage);

function matches({ query, status, category, tier, area }: ToolListFilters): SQL | undefined {
  const pattern = patternHolding(query);
  return and(
    query
      ? and(
          // The first is what an index answers, of all words in a row; the others say that it is not a part of two of them.
          sql`app.tool_words(${marketplaceTools.name}, ${marketplaceTools.slug}, ${marketplaceTools.tags}) ilike ${pattern}`,
          or(
            ilike(marketplaceTools.name, pattern),
            ilike(marketplaceTools.slug, pattern),
            sql`array_to_string(${marketplaceTools.tags}, ' ') ilike ${pattern}`,
          ),
        )
      : undefined,
    status && eq(marketplaceTools.status, status),
    category && eq(marketplaceTools.category, category),
    tier && eq(marketplaceTools.tier, tier),
    area && eq(marketplaceTools.area, area),
  );
}

function order({ sort }: ToolListFilters): SQL[] {
  switch (sort) {
    case 'name':
      return [];
    case 'changed':
      return [desc(marketplaceTools.updatedAt)];
    case 'price-desc':
      return [desc(marketplaceTools.price)];
    case 'price-asc':
      return [asc(marketplaceTools.price)];
    case 'owners':
      return [desc(marketplaceTools.purchaseCount)];
  }
}

/** One page of all tools there are, published or not. */
export function listManagedTools(handle: QueryHandle, filters: ToolListFilters) {
  return handle
    .select({
      id: marketplaceTools.id,
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      category: marketplaceTools.category,
      area: marketplaceTools.area,
      tier: marketplaceTools.tier,
      price: marketplaceTools.price,
      currency: marketplaceTools.currency,
      priceModel: marketplaceTools.priceModel,
      usageUnit: marketplaceTools.usageUnit,
      unitsIncluded: marketplaceTools.unitsIncluded,
      unitPrice: marketplaceTools.unitPrice,
      status: marketplaceTools.status,
      icon: marketplaceTools.icon,
      purchaseCount: marketplaceTools.purchaseCount,
      updatedAt: sql<string>`${marketplaceTools.updatedAt}`,
    })
    .from(marketplaceTools)
    .where(matches(filters))
    .orderBy(...order(filters), asc(marketplaceTools.name), asc(marketplaceTools.id))
    .limit(filters.page <= mostPages ? managedToolsPerPage : 0)
    .offset((filters.page - 1) * managedToolsPerPage);
}

/** How many tools match, `countedTools` + 1 at most. */
export function countManagedTools(handle: QueryHandle, filters: ToolListFilters) {
  const found = handle
    .select({ id: marketplaceTools.id })
    .from(marketplaceTools)
    .where(matches(filters))
    .limit(countedTools + 1)
    .as('found');
  return handle.select({ count: sql<number>`count(*)::integer` }).from(found);
}

/** An id that no tool has: what a new one is asked for by. */
export const noTool = '00000000-0000-0000-0000-000000000000';

/** A tool as its form needs it, whatever its status. */
export function findToolToEdit(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...toolPageColumns,
      revision: marketplaceTools.revision,
      updatedAt: sql<string>`${marketplaceTools.updatedAt}`,
    })
    .from(marketplaceTools)
    .where(eq(marketplaceTools.id, id));
}

/** The slug of a tool, for queries that go by it. */
export function slugOfTool(id: string): SQL {
  return sql`(select slug from ${marketplaceTools} where id = ${id})`;
}
