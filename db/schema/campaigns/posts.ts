import { sql } from 'drizzle-orm';
import {
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
import {
  count,
  counts,
  createdAt,
  id,
  moment,
  named,
  rate,
  scheduledTime,
  texted,
  texts,
  updatedAt,
  version,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { campaignRows, modulePolicies } from '../policies.ts';
import { campaigns } from './campaigns.ts';
import { campaignRepeats } from './repeats.ts';

export const socialPlatform = pgEnum('social_platform', [
  'FACEBOOK',
  'TWITTER',
  'INSTAGRAM',
  'LINKEDIN',
  'YOUTUBE',
  'TIKTOK',
  'PINTEREST',
  'BLUESKY',
  'MASTODON',
]);
export const socialPostStatus = pgEnum('social_post_status', ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'FAILED']);

/**
 * An account that posts are published with: on Bluesky, on a Mastodon server, or a webhook, which takes posts of any platform (null).
 * Functions write it; one of them reads its credentials.
 */
export const socialAccounts = pgTable(
  'social_accounts',
  {
    id,
    organizationId,
    kind: text({ enum: ['BLUESKY', 'MASTODON', 'WEBHOOK'] }).notNull(),
    platform: socialPlatform(),
    name: text().notNull(),
    /** The server of the account, or the address of the webhook. */
    server: text().notNull(),
    handle: text(),
    sealedCredentials: text('sealed_credentials').notNull(),
    /** The longest post that the server takes, where it says so. */
    maxCharacters: integer('max_characters'),
    checkedAt: moment('checked_at'),
    /** Why it does not work, in words; null while it does. */
    problem: text(),
    createdBy: person('created_by').notNull(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('social_accounts_organization_id_id').on(table.organizationId, table.id),
    unique('social_accounts_organization_id_name').on(table.organizationId, table.name),
    named('social_accounts'),
    check(
      'social_accounts_kind',
      sql`kind in ('BLUESKY', 'MASTODON', 'WEBHOOK') and (kind = 'WEBHOOK' or platform::text = kind)`,
    ),
    check('social_accounts_server', sql`server ~ '^https://' and char_length(server) <= 2000`),
    texted('social_accounts', 1000, 'problem'),
    texted('social_accounts', 300, 'handle'),
    ...modulePolicies('campaigns', 'social_accounts', {}),
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
    /** The time that was chosen, by the clock of that zone. */
    scheduledLocal: timestamp('scheduled_local', { mode: 'string' }),
    /** The account that publishes it; null for a person, who is told when it is due. */
    accountId: uuid('account_id'),
    /** Since when it waits for a person to publish it. */
    handDueAt: moment('hand_due_at'),
    attempts: count('attempts'),
    nextAttemptAt: moment('next_attempt_at'),
    leasedUntil: moment('leased_until'),
    firstAttemptAt: moment('first_attempt_at'),
    failedReason: text('failed_reason'),
    repeatId: uuid('repeat_id'),
    occursOn: date('occurs_on'),
    version,
    publishedAt: moment('published_at'),
    status: socialPostStatus().notNull().default('DRAFT'),
    /** The platform's name for it. */
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
    unique('social_media_posts_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'social_media_posts_account',
      columns: [table.organizationId, table.accountId],
      foreignColumns: [socialAccounts.organizationId, socialAccounts.id],
    }),
    foreignKey({
      name: 'social_media_posts_repeat',
      columns: [table.organizationId, table.repeatId],
      foreignColumns: [campaignRepeats.organizationId, campaignRepeats.id],
    }),
    uniqueIndex('social_media_posts_repeat_occurs_on').on(table.repeatId, table.occursOn),
    check('social_media_posts_occurrence', sql`(repeat_id is null) = (occurs_on is null)`),
    check('social_media_posts_local_time', sql`scheduled_local is null or scheduled_time_zone is not null`),
    texted('social_media_posts', 1000, 'failed_reason'),
    index('social_media_posts_hand_due').on(table.organizationId, table.handDueAt).where(sql`hand_due_at is not null`),
    index('social_media_posts_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.createdAt),
    index('social_media_posts_organization_id_scheduled_at').on(table.organizationId, table.scheduledAt, table.id),
    index('social_media_posts_scheduled').on(table.scheduledAt).where(sql`status = 'SCHEDULED'`),
    // The longest text of any platform; the page that shows the count checks the limit of each.
    check('social_media_posts_text_length', sql`char_length(post_text) <= 63206`),
    check('social_media_posts_urls', sql`link_url ~ '^https?://' and external_url ~ '^https?://'`),
    scheduledTime('social_media_posts'),
    check('social_media_posts_scheduled_when', sql`status <> 'SCHEDULED' or scheduled_at is not null`),
    check('social_media_posts_published', sql`status <> 'PUBLISHED' or published_at is not null`),
    counts('social_media_posts', 'impressions', 'reach', 'likes', 'comments', 'shares', 'clicks', 'attempts'),
    ...modulePolicies('campaigns', 'social_media_posts', campaignRows('created_by')),
  ],
);
