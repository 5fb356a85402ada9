import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { marketplaceTools } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { type CatalogFilters, countedMatches } from './filters.ts';
import { splitSearch } from './search-text.ts';

// Which tools the catalog finds, as conditions for its queries.

/** Whether a tool has its place in the lists. As in the indexes of the lists, or they would not be used. */
export const isListed = sql`${marketplaceTools.status} in ('ACTIVE', 'BETA', 'COMING_SOON')`;

/** Whether a tool has no price of its own to compare. */
export const isPricedOnRequest = sql`(${marketplaceTools.priceModel} = 'CUSTOM')`;

/** The tools most organizations own first. */
export const byPopularity = [
  desc(marketplaceTools.purchaseCount),
  inNameOrder(marketplaceTools.name),
  asc(marketplaceTools.id),
];

/** A way to narrow the catalog whose values are counted. */
export type Facet = 'category' | 'area' | 'tier' | 'tag';

/**
 * Whether a tool meets all the filters but the words.
 * @param ignored  a facet whose own filter is left out, to count what choosing another of its values would give
 */
export function passesFilters(filters: CatalogFilters, ignored?: Facet): SQL | undefined {
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

/** The words somebody searches for; the last one may be unfinished. A constant for the planner, so that it knows how much it finds. */
export function searched(text: string): SQL {
  const { whole, start, last } = splitSearch(text);
  const exact = sql`websearch_to_tsquery('english', ${whole})`;
  if (last === null) return exact;
  return sql`(${exact} || (websearch_to_tsquery('english', ${start}) && to_tsquery('english', ${`${last}:*`})))`;
}

/** Words like those searched for. A query of its own, which runs once and only where nothing was found for the words as they are. */
export const forgiven = (text: string) => sql`(select app.forgive_search(${text}))`;

/** Whether a tool holds the words anywhere. */
export const searches = (query: SQL) => sql`${marketplaceTools.search} @@ ${query}`;

/** The most popular tools that meet the conditions, no more than are ever counted. */
export function popularIds(conditions: SQL | undefined): SQL {
  return sql`(select ${marketplaceTools.id} from ${marketplaceTools} where ${conditions} order by ${sql.join(byPopularity, sql`, `)} limit ${countedMatches})`;
}

/**
 * The finds of a search: the most popular tools whose names hold the words, and where these are too few, others that hold them
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

/** A word of the name weighs more than a tag, and a tag more than the text. */
export function relevance(query: string): SQL {
  const exact = searched(query);
  return sql`case when ${searches(exact)} then ts_rank(${marketplaceTools.search}, ${exact})
    else ts_rank(${marketplaceTools.search}, ${forgiven(query)}) end`;
}
