import { and, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { type CatalogFilters, countedMatches } from './filters.ts';
import { type Facet, forgiven, passesFilters, searched, searches } from './search-conditions.server.ts';

const facetValues: Record<Facet, SQL> = {
  category: sql`category::text`,
  area: sql`area::text`,
  tier: sql`tier::text`,
  tag: sql`unnest(tags)`,
};

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
