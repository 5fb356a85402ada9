import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  customType,
  index,
  integer,
  numeric,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { subscriptionTier } from '../accounts/organizations.ts';
import { createdAt, updatedAt } from '../columns.ts';
import { nameInOrder } from '../name-order.ts';
import { applicationRole, sharedCatalog } from '../policies.ts';

export const toolCategory = pgEnum('tool_category', [
  'FOUNDATION',
  'GROWTH',
  'ELITE',
  'CUSTOM',
  'ADVANCED',
  'INTEGRATION',
]);
export const toolTier = pgEnum('tool_tier', ['T1', 'T2', 'T3']);
export const toolArea = pgEnum('tool_area', [
  'LEADS',
  'LISTINGS',
  'MARKET_ANALYSIS',
  'TRANSACTIONS',
  'FINANCE',
  'CUSTOMER_SERVICE',
  'CRM',
  'MARKETING',
  'PLATFORM',
]);
export const priceModel = pgEnum('price_model', ['FREE', 'ONE_TIME', 'MONTHLY', 'ANNUAL', 'USAGE_BASED', 'CUSTOM']);
export const integrationType = pgEnum('integration_type', [
  'API',
  'WEBHOOK',
  'EMBED',
  'STANDALONE',
  'N8N_WORKFLOW',
  'NATIVE',
]);
export const toolStatus = pgEnum('tool_status', ['ACTIVE', 'COMING_SOON', 'BETA', 'DEPRECATED', 'DISABLED']);
export const bundleType = pgEnum('bundle_type', ['STARTER_PACK', 'GROWTH_PACK', 'ELITE_PACK', 'CUSTOM_PACK']);
export const lineKind = pgEnum('line_kind', ['TOOL', 'BUNDLE']);
export const bundleStatus = pgEnum('bundle_status', ['DRAFT', 'ACTIVE', 'ARCHIVED']);

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const noTexts = sql`'{}'::text[]`;
const isListed = sql`status in ('ACTIVE', 'BETA', 'COMING_SOON')`;
const isPricedOnRequest = sql`(price_model = 'CUSTOM')`;

export const marketplaceTools = pgTable(
  'marketplace_tools',
  {
    id: uuid().primaryKey().defaultRandom(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    description: text().notNull(),
    longDescription: text('long_description').notNull().default(''),
    category: toolCategory().notNull(),
    area: toolArea().notNull(),
    tier: toolTier().notNull(),
    /** Cents. */
    price: integer().notNull(),
    currency: char({ length: 3 }).notNull().default('USD'),
    priceModel: priceModel('price_model').notNull().default('MONTHLY'),
    requiredTier: subscriptionTier('required_tier').notNull().default('FREE'),
    integrationType: integrationType('integration_type').notNull().default('NATIVE'),
    status: toolStatus().notNull().default('ACTIVE'),
    isActive: boolean('is_active').notNull().generatedAlwaysAs(sql`status in ('ACTIVE', 'BETA')`),
    /** Whether it may be put in a cart: it is active, and its price does not have to be agreed first. */
    isSold: boolean('is_sold')
      .notNull()
      .generatedAlwaysAs(sql`status in ('ACTIVE', 'BETA') and price_model <> 'CUSTOM'`),
    isFeatured: boolean('is_featured').notNull().default(false),
    features: text().array().notNull().default(noTexts),
    capabilities: text().array().notNull().default(noTexts),
    integrations: text().array().notNull().default(noTexts),
    tags: text().array().notNull().default(noTexts),
    icon: text().notNull().default('box'),
    /** Organizations that own it now. */
    purchaseCount: integer('purchase_count').notNull().default(0),
    /** Average of the approved reviews, 1–5; null while there is none. */
    rating: numeric({ precision: 3, scale: 2, mode: 'number' }),
    reviewCount: integer('review_count').notNull().default(0),
    provider: text().notNull().default('Lotline'),
    documentationUrl: text('documentation_url'),
    demoUrl: text('demo_url'),
    supportUrl: text('support_url'),
    version: text(),
    /** The number of people in an organization who may use it; null for everyone. */
    seatsIncluded: integer('seats_included'),
    /** What is counted, in the singular; the units that a month's price covers; and the cents of each further one. For USAGE_BASED only. */
    usageUnit: text('usage_unit'),
    unitsIncluded: integer('units_included'),
    unitPrice: integer('unit_price'),
    search: tsvector()
      .notNull()
      .generatedAlwaysAs(sql`app.tool_search_document(name, description, long_description, tags)`),
    /** Counts the changes, so that an editor who saves learns of another save before. */
    revision: integer().notNull().default(1),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('marketplace_tools_category').on(table.category),
    index('marketplace_tools_tier').on(table.tier),
    index('marketplace_tools_is_active').on(table.isActive),
    // The orders of the catalog, ties included, over its listed tools: the index gives a page as it stands.
    index('marketplace_tools_listed_by_popularity')
      .on(table.purchaseCount.desc().nullsFirst(), nameInOrder, table.id)
      .where(isListed),
    index('marketplace_tools_listed_by_age')
      .on(table.createdAt.desc().nullsFirst(), nameInOrder, table.id)
      .where(isListed),
    index('marketplace_tools_listed_by_price')
      .on(isPricedOnRequest, table.price, nameInOrder, table.id)
      .where(isListed),
    index('marketplace_tools_listed_by_price_down')
      .on(isPricedOnRequest, table.price.desc().nullsFirst(), nameInOrder, table.id)
      .where(isListed),
    index('marketplace_tools_listed_by_rating')
      .on(table.rating.desc().nullsLast(), table.reviewCount.desc().nullsFirst(), nameInOrder, table.id)
      .where(isListed),
    index('marketplace_tools_featured')
      .on(table.purchaseCount.desc().nullsFirst(), nameInOrder, table.id)
      .where(sql`is_featured and ${isListed}`),
    // The columns that counts of the catalog's filters need, the most popular first.
    index('marketplace_tools_facets')
      .on(
        table.purchaseCount.desc().nullsFirst(),
        table.category,
        table.area,
        table.tier,
        table.price,
        table.priceModel,
        table.requiredTier,
        table.isSold,
        table.tags,
      )
      .where(isListed),
    // The orders of the administration, over all tools.
    index('marketplace_tools_name').on(nameInOrder, table.id),
    index('marketplace_tools_by_status').on(table.status, nameInOrder, table.id),
    index('marketplace_tools_by_category').on(table.category, nameInOrder, table.id),
    index('marketplace_tools_by_tier').on(table.tier, nameInOrder, table.id),
    index('marketplace_tools_updated_at').on(table.updatedAt.desc().nullsFirst(), nameInOrder, table.id),
    index('marketplace_tools_price').on(table.price, nameInOrder, table.id),
    index('marketplace_tools_price_down').on(table.price.desc().nullsFirst(), nameInOrder, table.id),
    index('marketplace_tools_purchase_count').on(table.purchaseCount.desc().nullsFirst(), nameInOrder, table.id),
    // For the counts of the tools each tier may buy.
    index('marketplace_tools_sold_by_tier').on(table.requiredTier).where(sql`is_sold`),
    index('marketplace_tools_search').using('gin', table.search),
    index('marketplace_tools_name_search').using('gin', sql`to_tsvector('english', name)`),
    index('marketplace_tools_word_trigrams').using('gin', sql`app.tool_words(name, slug, tags) gin_trgm_ops`),
    index('marketplace_tools_tags').using('gin', table.tags),
    check('marketplace_tools_slug_format', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80`),
    check('marketplace_tools_name_length', sql`char_length(name) between 1 and 120`),
    check('marketplace_tools_price_range', sql`price between 0 and 100000000`),
    check('marketplace_tools_free_costs_nothing', sql`(price_model = 'FREE') = (price = 0)`),
    check('marketplace_tools_rating_range', sql`rating between 1 and 5`),
    check('marketplace_tools_counts', sql`purchase_count >= 0 and review_count >= 0`),
    check('marketplace_tools_seats', sql`seats_included > 0`),
    check(
      'marketplace_tools_usage',
      sql`num_nonnulls(usage_unit, units_included, unit_price) = case price_model when 'USAGE_BASED' then 3 else 0 end`,
    ),
    check(
      'marketplace_tools_usage_range',
      sql`usage_unit ~ '^[a-z]([a-z -]{0,38}[a-z])?$' and units_included between 0 and 1000000 and unit_price between 1 and 1000000`,
    ),
    ...sharedCatalog('marketplace_tools'),
  ],
);

export const toolBundles = pgTable(
  'tool_bundles',
  {
    id: uuid().primaryKey().defaultRandom(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    description: text().notNull(),
    longDescription: text('long_description').notNull().default(''),
    bundleType: bundleType('bundle_type').notNull(),
    /** Cents; the sum of its tools' prices, kept by trigger. */
    originalPrice: integer('original_price').notNull().default(0),
    /** Cents. */
    bundlePrice: integer('bundle_price').notNull(),
    /** Percent off the sum, two places. */
    discount: numeric({ precision: 5, scale: 2, mode: 'number' })
      .notNull()
      .generatedAlwaysAs(
        sql`case when original_price > bundle_price then round((original_price - bundle_price) * 100.0 / original_price, 2) else 0 end`,
      ),
    currency: char({ length: 3 }).notNull().default('USD'),
    requiredTier: subscriptionTier('required_tier').notNull().default('FREE'),
    status: bundleStatus().notNull().default('DRAFT'),
    isActive: boolean('is_active').notNull().generatedAlwaysAs(sql`status = 'ACTIVE'`),
    isPopular: boolean('is_popular').notNull().default(false),
    icon: text().notNull().default('package'),
    purchaseCount: integer('purchase_count').notNull().default(0),
    /** Counts the changes of the bundle and of its tools. */
    revision: integer().notNull().default(1),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('tool_bundles_bundle_type').on(table.bundleType),
    index('tool_bundles_is_active').on(table.isActive),
    index('tool_bundles_on_sale').on(table.bundlePrice, nameInOrder, table.id).where(sql`is_active`),
    index('tool_bundles_on_sale_popular')
      .on(table.isPopular.desc().nullsFirst(), table.bundlePrice, nameInOrder, table.id)
      .where(sql`is_active`),
    index('tool_bundles_search').using('gin', sql`to_tsvector('english', name || ' ' || description)`),
    index('tool_bundles_updated_at').on(table.updatedAt.desc().nullsFirst(), nameInOrder, table.id),
    check('tool_bundles_slug_format', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 80`),
    check('tool_bundles_name_length', sql`char_length(name) between 1 and 120`),
    check('tool_bundles_price_range', sql`bundle_price between 0 and 100000000`),
    check('tool_bundles_counts', sql`purchase_count >= 0 and original_price >= 0`),
    ...sharedCatalog('tool_bundles'),
  ],
);

export const bundleTools = pgTable(
  'bundle_tools',
  {
    id: uuid().primaryKey().defaultRandom(),
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => toolBundles.id, { onDelete: 'cascade' }),
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    position: integer().notNull().default(0),
  },
  (table) => [
    unique('bundle_tools_bundle_id_tool_id').on(table.bundleId, table.toolId),
    index('bundle_tools_tool_id').on(table.toolId),
    ...sharedCatalog('bundle_tools'),
  ],
);

/**
 * Every word that tools are or were described by: a misspelled word is compared with them. Only functions read and write it.
 */
export const catalogWords = pgTable('catalog_words', { word: text().primaryKey() }, () => [
  index('catalog_words_trigrams').using('gin', sql`word gin_trgm_ops`),
]).enableRLS();

/** Former addresses of a tool or bundle; they lead to its present one, and no other item ever gets them. */
export const formerSlugs = pgTable(
  'former_slugs',
  {
    slug: text().notNull(),
    kind: lineKind().notNull(),
    toolId: uuid('tool_id').references(() => marketplaceTools.id, { onDelete: 'cascade' }),
    bundleId: uuid('bundle_id').references(() => toolBundles.id, { onDelete: 'cascade' }),
    createdAt,
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.slug] }),
    index('former_slugs_tool_id').on(table.toolId),
    index('former_slugs_bundle_id').on(table.bundleId),
    check(
      'former_slugs_one_item',
      sql`(kind = 'TOOL') = (tool_id is not null) and (kind = 'BUNDLE') = (bundle_id is not null)`,
    ),
    pgPolicy('public_read_former_slugs', { to: applicationRole, for: 'select', using: sql`true` }),
  ],
);
