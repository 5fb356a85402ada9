import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { amounts, counts, createdAt, currency, id, named, texted, texts, updatedAt, version } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { campaignRows, modulePolicies, personalRows } from '../policies.ts';
import { content } from './content.ts';

export const campaignType = pgEnum('campaign_type', [
  'CONTENT_MARKETING',
  'EMAIL_MARKETING',
  'SOCIAL_MEDIA',
  'PAID_ADVERTISING',
  'SEO_CAMPAIGN',
  'LEAD_GENERATION',
  'BRAND_AWARENESS',
  'PRODUCT_LAUNCH',
]);
export const campaignStatus = pgEnum('campaign_status', [
  'DRAFT',
  'PLANNING',
  'ACTIVE',
  'PAUSED',
  'COMPLETED',
  'CANCELLED',
]);

/** An effort with a goal, a time and a budget. */
export const campaigns = pgTable(
  'campaigns',
  {
    id,
    organizationId,
    name: text().notNull(),
    description: text(),
    slug: text().notNull(),
    type: campaignType().notNull(),
    status: campaignStatus().notNull().default('DRAFT'),
    startDate: date('start_date'),
    endDate: date('end_date'),
    goals: jsonb().notNull().default({}),
    /** Cents. */
    budget: bigint({ mode: 'number' }),
    budgetSpent: bigint('budget_spent', { mode: 'number' }).notNull().default(0),
    currency,
    metrics: jsonb().notNull().default({}),
    createdBy: person('created_by').notNull(),
    tags: texts('tags'),
    isArchived: boolean('is_archived').notNull().default(false),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('campaigns_organization_id_slug').on(table.organizationId, table.slug),
    unique('campaigns_organization_id_id').on(table.organizationId, table.id),
    index('campaigns_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    named('campaigns'),
    check('campaigns_slug_format', sql`slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) <= 120`),
    check('campaigns_date_order', sql`end_date >= start_date`),
    amounts('campaigns', 'budget', 'budget_spent'),
    texted('campaigns', 5000, 'description'),
    check('campaigns_tags_count', sql`cardinality(tags) <= 50`),
    ...modulePolicies('campaigns', 'campaigns', campaignRows('created_by')),
  ],
);

export const campaignEntryKind = pgEnum('campaign_entry_kind', ['COST', 'RESULT']);

/** What a campaign cost and brought. A trigger keeps `budget_spent` from it. */
export const campaignEntries = pgTable(
  'campaign_entries',
  {
    id,
    organizationId,
    campaignId: uuid('campaign_id').notNull(),
    kind: campaignEntryKind().notNull(),
    label: text().notNull(),
    occurredOn: date('occurred_on').notNull(),
    /** Cents: what was spent, or the revenue. */
    amount: bigint({ mode: 'number' }).notNull().default(0),
    /** People who asked, of a result. */
    leads: integer().notNull().default(0),
    createdBy: person('created_by').notNull(),
    createdAt,
  },
  (table) => [
    foreignKey({
      name: 'campaign_entries_campaign',
      columns: [table.organizationId, table.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    index('campaign_entries_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.occurredOn),
    named('campaign_entries', 'label'),
    amounts('campaign_entries', 'amount'),
    counts('campaign_entries', 'leads'),
    check('campaign_entries_kind', sql`kind = 'RESULT' or (leads = 0 and amount > 0)`),
    check('campaign_entries_result', sql`amount > 0 or leads > 0`),
    ...modulePolicies('campaigns', 'campaign_entries', personalRows('created_by')),
  ],
);

/** The content of each campaign, in its order. */
export const campaignContent = pgTable(
  'campaign_content',
  {
    id,
    organizationId,
    campaignId: uuid('campaign_id').notNull(),
    contentId: uuid('content_id').notNull(),
    position: integer().notNull().default(0),
    isPrimary: boolean('is_primary').notNull().default(false),
    notes: text(),
    linkedAt: timestamp('linked_at', { withTimezone: true }).notNull().defaultNow(),
    linkedBy: person('linked_by').notNull(),
  },
  (table) => [
    unique('campaign_content_campaign_id_content_id').on(table.campaignId, table.contentId),
    foreignKey({
      name: 'campaign_content_campaign',
      columns: [table.organizationId, table.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'campaign_content_content',
      columns: [table.organizationId, table.contentId],
      foreignColumns: [content.organizationId, content.id],
    }).onDelete('cascade'),
    index('campaign_content_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.position),
    uniqueIndex('campaign_content_one_primary').on(table.organizationId, table.campaignId).where(sql`is_primary`),
    index('campaign_content_content_id').on(table.organizationId, table.contentId),
    counts('campaign_content', 'position'),
    ...modulePolicies('campaigns', 'campaign_content', personalRows('linked_by')),
  ],
);
