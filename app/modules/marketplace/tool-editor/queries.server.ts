import { and, asc, desc, eq, ilike, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { toolPageColumns } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import {
  countedTools,
  type ManagedToolColumn,
  managedToolColumns,
  managedToolsPerPage,
  type ToolListFilters,
} from './filters.ts';

// No page is further back than tools are counted: reading up to it would cost more with every page.
const mostPages = Math.ceil(countedTools / managedToolsPerPage);

/** The condition of the tools that the administration lists. */
export function matchesToolFilters({ query, status, category, tier, area }: ToolListFilters): SQL | undefined {
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

const byName = inNameOrder(marketplaceTools.name);

const columns: Readonly<Record<ManagedToolColumn, AnyPgColumn | SQL>> = {
  name: byName,
  status: marketplaceTools.status,
  category: marketplaceTools.category,
  tier: marketplaceTools.tier,
  price: marketplaceTools.price,
  owners: marketplaceTools.purchaseCount,
  changed: marketplaceTools.updatedAt,
};

// The order of an index, ties included, or its opposite, which reads it backwards: no page sorts all tools there are.
function order({ sort: { column, direction } }: ToolListFilters): SQL[] {
  const isUsual = direction === managedToolColumns[column];
  const sorted = direction === 'asc' ? asc : desc;
  // Prices have an index for each direction.
  const tied = isUsual || column === 'price' ? asc : desc;
  return [sorted(columns[column]), ...(column === 'name' ? [] : [tied(byName)]), tied(marketplaceTools.id)];
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
    .where(matchesToolFilters(filters))
    .orderBy(...order(filters))
    .limit(filters.page <= mostPages ? managedToolsPerPage : 0)
    .offset((filters.page - 1) * managedToolsPerPage);
}

/** How many tools match, `countedTools` + 1 at most. */
export function countManagedTools(handle: QueryHandle, filters: ToolListFilters) {
  const found = handle
    .select({ id: marketplaceTools.id })
    .from(marketplaceTools)
    .where(matchesToolFilters(filters))
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
