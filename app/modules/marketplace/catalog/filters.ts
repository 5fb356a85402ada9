import type { SubscriptionTier } from '#db/request-db.server.ts';
import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { parseDollars, writeDollars } from '~/utils/money.ts';
import {
  areaLabels,
  categoryLabels,
  planLabels,
  priceTierLabels,
  type ToolArea,
  type ToolCategory,
  type ToolTier,
  tagLabel,
  tierOrder,
} from '../labels.ts';
import { highestPrice } from './prices.ts';

export const toolsPerPage = 24;
export const bundlesPerPage = 24;

/** The most matches that are counted and shown. Beyond, "more than" is enough for readers, and counting everything is slow. */
export const countedMatches = 500;

export const sortLabels = {
  popular: 'Most popular',
  newest: 'Newest',
  'price-asc': 'Price, low to high',
  'price-desc': 'Price, high to low',
  rating: 'Best rated',
} as const;
type CatalogSort = keyof typeof sortLabels;

/** The filters of the catalog. Within a facet any value matches; facets narrow each other. */
export interface CatalogFilters {
  query: string;
  categories: ToolCategory[];
  areas: ToolArea[];
  tiers: ToolTier[];
  /** Tools on sale that organizations of one of these tiers or above may buy. */
  requiredTiers: SubscriptionTier[];
  tags: string[];
  /** Cents. */
  minimumPrice: number | null;
  maximumPrice: number | null;
  sort: CatalogSort;
  page: number;
}

/** A value of the address that no filter knows. */
export interface IgnoredValue {
  name: string;
  value: string;
}

/** The fields of the price range as they were typed, and what is wrong with them: then tools of every price are shown. */
export interface PriceRange {
  minimum: string;
  maximum: string;
  /** Null where the range can be used. */
  problem: { fields: readonly ('min' | 'max')[]; message: string } | null;
}

/** What an address asks the catalog for. */
export interface CatalogAsked {
  filters: CatalogFilters;
  prices: PriceRange;
  ignored: IgnoredValue[];
}

const longestQuery = 100;
const longestPrice = 20;
const mostTags = 10;

/**
 * Reads the catalog's form from an address. Nothing in it is an error: unknown values are left out and named, but those of the price
 * range stay in their fields, with what is wrong beside them.
 */
export function parseCatalogFilters(search: URLSearchParams): CatalogAsked {
  const ignored: IgnoredValue[] = [];
  const prices = parsePriceRange(search);

  function parseAll<Value>(name: string, parse: (text: string) => Value | undefined): Value[] {
    const values = new Set<Value>();
    for (const text of search.getAll(name)) {
      // A form sends its empty fields, too.
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
    categories: parseAll('category', (text) => readKey(categoryLabels, text.toUpperCase())),
    areas: parseAll('area', (text) => readKey(areaLabels, text.toUpperCase())),
    tiers: parseAll('tier', (text) => readKey(priceTierLabels, text.toUpperCase())),
    requiredTiers: parseAll('requires', (text) => tierOrder.find((tier) => tier === text.toUpperCase())),
    tags: parseAll('tag', parseTag).slice(0, mostTags),
    minimumPrice: prices.problem ? null : (parsePrice(prices.minimum) ?? null),
    maximumPrice: prices.problem ? null : (parsePrice(prices.maximum) ?? null),
    sort: parseOne('sort', (text) => readKey(sortLabels, text)) ?? 'popular',
    page: parseOne('page', readPage) ?? 1,
  };
  return { filters, prices, ignored };
}

function parseQuery(text: string): string | undefined {
  // A value that is too long is named like other unknown values, not cut.
  const query = readSearchText(text, Number.POSITIVE_INFINITY);
  return query.length > 0 && query.length <= longestQuery ? query : undefined;
}

function parseTag(text: string): string | undefined {
  const tag = text.toLowerCase();
  return /^[a-z0-9][a-z0-9 -]{0,39}$/.test(tag) ? tag : undefined;
}

/** Reads both ends of the price range; an empty one is no limit. */
function parsePriceRange(search: URLSearchParams): PriceRange {
  const typed = (name: string) => (search.get(name) ?? '').trim().slice(0, longestPrice);
  const minimum = typed('min');
  const maximum = typed('max');
  const [lowest, highest] = [parsePrice(minimum), parsePrice(maximum)];
  const fields = [
    ...(minimum !== '' && lowest === undefined ? (['min'] as const) : []),
    ...(maximum !== '' && highest === undefined ? (['max'] as const) : []),
  ];
  const range = { minimum, maximum };
  if (fields.length > 0) return { ...range, problem: { fields, message: 'Enter a price like 150 or 99.50.' } };
  if (lowest === undefined || highest === undefined || lowest <= highest) return { ...range, problem: null };
  return {
    ...range,
    problem: {
      fields: ['min', 'max'],
      message: `The lowest price, ${writePrice(lowest)}, is above the highest, ${writePrice(highest)}.`,
    },
  };
}

/** Cents; undefined for an empty text and for one that is no price. */
function parsePrice(text: string): number | undefined {
  const cents = parseDollars(text);
  return cents !== null && cents <= highestPrice ? cents : undefined;
}

/** Dollars, with their cents where there are some. */
const writePrice = (cents: number) => `$${cents % 100 === 0 ? cents / 100 : writeDollars(cents)}`;

/** The one address of a selection: the same filters always give the same text, without default values. */
export function catalogAddress(filters: Partial<CatalogFilters>): string {
  const { query, categories, areas, tiers, requiredTiers, tags, minimumPrice, maximumPrice, sort, page = 1 } = filters;
  return writeAddress('/tools', {
    q: query,
    category: sorted(categories),
    area: sorted(areas),
    tier: sorted(tiers),
    requires: sorted(requiredTiers),
    tag: sorted(tags),
    min: minimumPrice != null && minimumPrice / 100,
    max: maximumPrice != null && maximumPrice / 100,
    sort: sort !== 'popular' && sort,
    page: page > 1 && page,
  });
}

function sorted(values: readonly string[] = []) {
  return [...values].sort();
}

/** One filter in force, and the address without it. */
export interface ActiveFilter {
  label: string;
  href: string;
}

/** Every filter in force, each with the address that removes it. */
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
    ...tiers.map((value) => ({ label: priceTierLabels[value], href: without({ tiers: except(tiers, value) }) })),
    ...requiredTiers.map((value) => ({
      label: `Needs the ${planLabels[value]} plan`,
      href: without({ requiredTiers: except(requiredTiers, value) }),
    })),
    ...tags.map((value) => ({ label: tagLabel(value), href: without({ tags: except(tags, value) }) })),
    ...(minimumPrice === null
      ? []
      : [{ label: `From ${writePrice(minimumPrice)}`, href: without({ minimumPrice: null }) }]),
    ...(maximumPrice === null
      ? []
      : [{ label: `Up to ${writePrice(maximumPrice)}`, href: without({ maximumPrice: null }) }]),
  ];
}
