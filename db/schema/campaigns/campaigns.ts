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
  numeric,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  amounts,
  count,
  counts,
  createdAt,
  currency,
  id,
  moment,
  named,
  organizationId,
  person,
  scheduledTime,
  texts,
  updatedAt,
} from '../columns.ts';
import { campaignRows, personalRows, tenantPolicies } from '../policies.ts';
import { contacts } from './contacts.ts';
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
export const emailCampaignStatus = pgEnum('email_campaign_status', [
  'DRAFT',
  'SCHEDULED',
  'SENDING',
  'SENT',
  'FAILED',
  'PAUSED',
]);
export const emailDeliveryStatus = pgEnum('email_delivery_status', [
  'QUEUED',
  'SENDING',
  'SENT',
  'DELIVERED',
  'BOUNCED',
  'COMPLAINED',
  'FAILED',
  'SKIPPED',
]);
export const socialPlatform = pgEnum('social_platform', [
  'FACEBOOK',
  'TWITTER',
  'INSTAGRAM',
  'LINKEDIN',
  'YOUTUBE',
  'TIKTOK',
  'PINTEREST',
]);
export const socialPostStatus = pgEnum('social_post_status', ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'FAILED']);

/** Percent of one count in another, two places; null while there is nothing to compare with. */
const rate = (name: string, part: string, whole: string) =>
  numeric(name, { precision: 14, scale: 2, mode: 'number' }).generatedAlwaysAs(
    sql.raw(`round((${part}) * 100.0 / nullif(${whole}, 0), 2)`),
  );

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
    ...tenantPolicies('campaigns', campaignRows('created_by')),
  ],
);

/** One message to the contacts of some lists. Its totals follow the send ledger. */
export const emailCampaigns = pgTable(
  'email_campaigns',
  {
    id,
    organizationId,
    campaignId: uuid('campaign_id').notNull(),
    name: text().notNull(),
    subject: text().notNull(),
    previewText: text('preview_text'),
    bodyHtml: text('body_html').notNull().default(''),
    bodyPlaintext: text('body_plaintext').notNull().default(''),
    fromName: text('from_name').notNull(),
    fromEmail: text('from_email').notNull(),
    replyTo: text('reply_to'),
    /** Ids of contact lists. One that is gone by the time of sending has no contacts. */
    recipientLists: uuid('recipient_lists').array().notNull().default(sql`'{}'::uuid[]`),
    recipientCount: count('recipient_count'),
    scheduledAt: moment('scheduled_at'),
    scheduledTimeZone: text('scheduled_time_zone'),
    sentAt: moment('sent_at'),
    status: emailCampaignStatus().notNull().default('DRAFT'),
    totalSent: count('total_sent'),
    totalDelivered: count('total_delivered'),
    totalOpened: count('total_opened'),
    totalClicked: count('total_clicked'),
    totalBounced: count('total_bounced'),
    totalUnsubscribed: count('total_unsubscribed'),
    /** Percent of what was delivered. */
    openRate: rate('open_rate', 'total_opened', 'total_delivered'),
    clickRate: rate('click_rate', 'total_clicked', 'total_delivered'),
    isAbTest: boolean('is_ab_test').notNull().default(false),
    abTestConfig: jsonb('ab_test_config'),
    createdBy: person('created_by').notNull(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('email_campaigns_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'email_campaigns_campaign',
      columns: [table.organizationId, table.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    index('email_campaigns_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.createdAt),
    index('email_campaigns_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    // What the job that sends looks for.
    index('email_campaigns_scheduled').on(table.scheduledAt).where(sql`status = 'SCHEDULED'`),
    named('email_campaigns'),
    check('email_campaigns_subject_length', sql`char_length(subject) between 1 and 998`),
    scheduledTime('email_campaigns'),
    check('email_campaigns_scheduled_when', sql`status <> 'SCHEDULED' or scheduled_at is not null`),
    check('email_campaigns_ab_test', sql`not is_ab_test or ab_test_config is not null`),
    counts(
      'email_campaigns',
      'recipient_count',
      'total_sent',
      'total_delivered',
      'total_opened',
      'total_clicked',
      'total_bounced',
      'total_unsubscribed',
    ),
    ...tenantPolicies('email_campaigns', campaignRows('created_by')),
  ],
);

/**
 * The send ledger: one row for each message and recipient, made before anything is sent, so that whatever is retried
 * finds it. Written by functions only; the application role cannot read `unsubscribe_token_hash`.
 */
export const emailDeliveries = pgTable(
  'email_deliveries',
  {
    id,
    organizationId,
    emailCampaignId: uuid('email_campaign_id').notNull(),
    /** Null when the contact is gone; the address stays, so that it is not written to again. */
    contactId: uuid('contact_id'),
    /** Lower case. */
    email: text().notNull(),
    status: emailDeliveryStatus().notNull().default('QUEUED'),
    /** Why nothing was sent, or what the provider said. */
    reason: text(),
    attempts: count('attempts'),
    providerMessageId: text('provider_message_id'),
    /** SHA-256 of the token in this recipient's unsubscribe link, hex. */
    unsubscribeTokenHash: text('unsubscribe_token_hash').unique(),
    sentAt: moment('sent_at'),
    deliveredAt: moment('delivered_at'),
    openedAt: moment('opened_at'),
    clickedAt: moment('clicked_at'),
    unsubscribedAt: moment('unsubscribed_at'),
    createdAt,
  },
  (table) => [
    unique('email_deliveries_once').on(table.organizationId, table.emailCampaignId, table.email),
    foreignKey({
      name: 'email_deliveries_email_campaign',
      columns: [table.organizationId, table.emailCampaignId],
      foreignColumns: [emailCampaigns.organizationId, emailCampaigns.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'email_deliveries_contact',
      columns: [table.organizationId, table.contactId],
      foreignColumns: [contacts.organizationId, contacts.id],
    }),
    index('email_deliveries_contact_id').on(table.organizationId, table.contactId, table.createdAt),
    index('email_deliveries_queued')
      .on(table.organizationId, table.emailCampaignId, table.id)
      .where(sql`status = 'QUEUED'`),
    check('email_deliveries_email_format', sql`email = lower(email) and email ~ '^[^@[:space:]]+@[^@[:space:]]+$'`),
    check('email_deliveries_unsubscribe_token_hash_format', sql`unsubscribe_token_hash ~ '^[0-9a-f]{64}$'`),
    counts('email_deliveries', 'attempts'),
    ...tenantPolicies('email_deliveries', {}),
  ],
);

/** One post on one platform. */
export const socialMediaPosts = pgTable(
  'social_media_posts',
  {
    id,
    organizationId,
    campaignId: uuid('campaign_id').notNull(),
    title: text(),
    postText: text('post_text').notNull(),
    hashtags: texts('hashtags'),
    mentions: texts('mentions'),
    platform: socialPlatform().notNull(),
    platformConfig: jsonb('platform_config').notNull().default({}),
    mediaUrls: texts('media_urls'),
    mediaMetadata: jsonb('media_metadata'),
    linkUrl: text('link_url'),
    linkPreview: jsonb('link_preview'),
    scheduledAt: moment('scheduled_at'),
    scheduledTimeZone: text('scheduled_time_zone'),
    publishedAt: moment('published_at'),
    status: socialPostStatus().notNull().default('DRAFT'),
    /** What the platform calls it. */
    externalPostId: text('external_post_id'),
    externalUrl: text('external_url'),
    impressions: count('impressions'),
    reach: count('reach'),
    likes: count('likes'),
    comments: count('comments'),
    shares: count('shares'),
    clicks: count('clicks'),
    /** Percent of the impressions. */
    engagementRate: rate('engagement_rate', 'likes::bigint + comments + shares + clicks', 'impressions'),
    isCarousel: boolean('is_carousel').notNull().default(false),
    isVideo: boolean('is_video').notNull().default(false),
    isStory: boolean('is_story').notNull().default(false),
    isReel: boolean('is_reel').notNull().default(false),
    createdBy: person('created_by').notNull(),
    createdAt,
    updatedAt,
  },
  (table) => [
    foreignKey({
      name: 'social_media_posts_campaign',
      columns: [table.organizationId, table.campaignId],
      foreignColumns: [campaigns.organizationId, campaigns.id],
    }).onDelete('cascade'),
    index('social_media_posts_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.createdAt),
    index('social_media_posts_organization_id_scheduled_at').on(table.organizationId, table.scheduledAt, table.id),
    index('social_media_posts_scheduled').on(table.scheduledAt).where(sql`status = 'SCHEDULED'`),
    // The longest any platform takes; what each one takes is checked where the count can be shown.
    check('social_media_posts_text_length', sql`char_length(post_text) <= 63206`),
    check('social_media_posts_urls', sql`link_url ~ '^https?://' and external_url ~ '^https?://'`),
    scheduledTime('social_media_posts'),
    check('social_media_posts_scheduled_when', sql`status <> 'SCHEDULED' or scheduled_at is not null`),
    check('social_media_posts_published', sql`status <> 'PUBLISHED' or published_at is not null`),
    counts('social_media_posts', 'impressions', 'reach', 'likes', 'comments', 'shares', 'clicks'),
    ...tenantPolicies('social_media_posts', campaignRows('created_by')),
  ],
);

/** Which content a campaign uses, in which order. */
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
    ...tenantPolicies('campaign_content', personalRows('linked_by')),
  ],
);
