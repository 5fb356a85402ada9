import type { SubscriptionTier } from '#db/request-db.server.ts';
import {
  areaLabels,
  categoryLabels,
  type ToolArea,
  type ToolCategory,
  type ToolTier,
  tagLabel,
  tierLabels,
  tierOrder,
} from '../labels.ts';

export const toolsPerPage = 24;
export const bundlesPerPage = 24;

/** Up to here matches are counted and shown; beyond, "more than" is all a reader needs, and counting everything is slow. */
export const countedMatches = 500;

export const sortLabels = {
  popular: 'Most popular',
  newest: 'Newest',
  'price-asc': 'Price, low to high',
  'price-desc': 'Price, high to low',
  rating: 'Best rated',
} as const;
type CatalogSort = keyof typeof sortLabels;

/** What of the catalog is asked for. Within a facet any value matches; facets narrow each other. */
export interface CatalogFilters {
  query: string;
  categories: ToolCategory[];
  areas: ToolArea[];
  tiers: ToolTier[];
  /** Tools that are sold, and only to organizations of one of these tiers or above. */
  requiredTiers: SubscriptionTier[];
  tags: string[];
  /** Cents. */
  minimumPrice: number | null;
  maximumPrice: number | null;
  sort: CatalogSort;
  page: number;
}

/** A value of the address that means nothing here. */
export interface IgnoredValue {
  name: string;
  value: string;
}

const longestQuery = 100;
const mostTags = 10;
const highestPage = 10_000;

/** Reads the catalog's form from an address. Nothing in it is an error: what means nothing is left out and named. */
export function parseCatalogFilters(search: URLSearchParams): { filters: CatalogFilters; ignored: IgnoredValue[] } {
  const ignored: IgnoredValue[] = [];

  function parseAll<Value>(name: string, parse: (text: string) => Value | undefined): Value[] {
    const values = new Set<Value>();
    for (const text of search.getAll(name)) {
      // A form sends its empty fields too.
      if (text.trim() === '') continue;
      const value = parse(text.trim());
      if (value === undefined) ignored.push({ name, value: text.slice(0, 40) });
      else values.add(value);
    }
    return [...values];
  }
  const parseOne = <Value>(name: string, parse: (text: string) => Value | undefined) => parseAll(name, parse)[0];

  const filters: CatalogFilters = {
    query: parseOne('q', parseQuery) ?? '',
    categories: parseAll('category', (text) => keyIn(categoryLabels, text.toUpperCase())),
    areas: parseAll('area', (text) => keyIn(areaLabels, text.toUpperCase())),
    tiers: parseAll('tier', (text) => keyIn(tierLabels, text.toUpperCase())),
    requiredTiers: parseAll('requires', (text) => tierOrder.find((tier) => tier === text.toUpperCase())),
    tags: parseAll('tag', parseTag).slice(0, mostTags),
    minimumPrice: parseOne('min', parsePrice) ?? null,
    maximumPrice: parseOne('max', parsePrice) ?? null,
    sort: parseOne('sort', (text) => keyIn(sortLabels, text)) ?? 'popular',
    page: parseOne('page', parsePage) ?? 1,
  };
  if (filters.minimumPrice !== null && filters.maximumPrice !== null && filters.minimumPrice > filters.maximumPrice) {
    ignored.push({ name: 'min', value: search.get('min') ?? '' }, { name: 'max', value: search.get('max') ?? '' });
    filters.minimumPrice = null;
    filters.maximumPrice = null;
  }
  return { filters, ignored };
}

function keyIn<Key extends string>(labels: Record<Key, string>, text: string): Key | undefined {
  const isKey = (candidate: string): candidate is Key => Object.hasOwn(labels, candidate);
  return isKey(text) ? text : undefined;
}

// Postgres refuses NUL, and no other control character is worth searching for.
function parseQuery(text: string): string | undefined {
  const query = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return query.length > 0 && query.length <= longestQuery ? query : undefined;
}

function parseTag(text: string): string | undefined {
  const tag = text.toLowerCase();
  return /^[a-z0-9][a-z0-9 -]{0,39}$/.test(tag) ? tag : undefined;
}

function parsePrice(dollars: string): number | undefined {
  return /^\d{1,6}(\.\d{1,2})?$/.test(dollars) ? Math.round(Number(dollars) * 100) : undefined;
}

function parsePage(text: string): number | undefined {
  const page = Number(text);
  return /^\d{1,5}$/.test(text) && page >= 1 && page <= highestPage ? page : undefined;
}

/** The one address of a selection: the same filters always give the same text, without what is the default anyway. */
export function catalogAddress(filters: Partial<CatalogFilters>): string {
  const search = new URLSearchParams();
  if (filters.query) search.append('q', filters.query);
  for (const category of sorted(filters.categories)) search.append('category', category);
  for (const area of sorted(filters.areas)) search.append('area', area);
  for (const tier of sorted(filters.tiers)) search.append('tier', tier);
  for (const tier of sorted(filters.requiredTiers)) search.append('requires', tier);
  for (const tag of sorted(filters.tags)) search.append('tag', tag);
  if (filters.minimumPrice != null) search.append('min', String(filters.minimumPrice / 100));
  if (filters.maximumPrice != null) search.append('max', String(filters.maximumPrice / 100));
  if (filters.sort && filters.sort !== 'popular') search.append('sort', filters.sort);
  if (filters.page && filters.page > 1) search.append('page', String(filters.page));
  return search.size > 0 ? `/tools?${search}` : '/tools';
}

function sorted(values: readonly string[] = []) {
  return [...values].sort();
}

/** One filter in force, and the address without it. */
export interface ActiveFilter {
  label: string;
  href: string;
}

/** Every filter in force, to be taken away one by one. */
export function listActiveFilters(filters: CatalogFilters): ActiveFilter[] {
  const without = (changes: Partial<CatalogFilters>) => catalogAddress({ ...filters, page: 1, ...changes });
  const except = <Value>(values: Value[], value: Value) => values.filter((other) => other !== value);
  const { query, categories, areas, tiers, requiredTiers, tags, minimumPrice, maximumPrice } = filters;
  return [
    ...(query ? [{ label: `“${query}”`, href: without({ query: '' }) }] : []),
    ...categories.map((value) => ({
      label: categoryLabels[value],
      href: without({ categories: except(categories, value) }),
    })),
    ...areas.map((value) => ({ label: areaLabels[value], href: without({ areas: except(areas, value) }) })),
    ...tiers.map((value) => ({ label: value, href: without({ tiers: except(tiers, value) }) })),
    ...requiredTiers.map((value) => ({
      label: `Requires ${value}`,
      href: without({ requiredTiers: except(requiredTiers, value) }),
    })),
    ...tags.map((value) => ({ label: tagLabel(value), href: without({ tags: except(tags, value) }) })),
    ...(minimumPrice === null ? [] : [{ label: `From $${minimumPrice / 100}`, href: without({ minimumPrice: null }) }]),
    ...(maximumPrice === null
      ? []
      : [{ label: `Up to $${maximumPrice / 100}`, href: without({ maximumPrice: null }) }]),
  ];
}
