import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, jsonb, pgEnum, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { count, counts, createdAt, id, moment, rate, scheduledTime, texts, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { campaignRows, modulePolicies } from '../policies.ts';
import { campaigns } from './campaigns.ts';

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
    index('social_media_posts_organization_id_campaign_id').on(table.organizationId, table.campaignId, table.createdAt),
    index('social_media_posts_organization_id_scheduled_at').on(table.organizationId, table.scheduledAt, table.id),
    index('social_media_posts_scheduled').on(table.scheduledAt).where(sql`status = 'SCHEDULED'`),
    // The longest text of any platform; the page that shows the count checks the limit of each.
    check('social_media_posts_text_length', sql`char_length(post_text) <= 63206`),
    check('social_media_posts_urls', sql`link_url ~ '^https?://' and external_url ~ '^https?://'`),
    scheduledTime('social_media_posts'),
    check('social_media_posts_scheduled_when', sql`status <> 'SCHEDULED' or scheduled_at is not null`),
    check('social_media_posts_published', sql`status <> 'PUBLISHED' or published_at is not null`),
    counts('social_media_posts', 'impressions', 'reach', 'likes', 'comments', 'shares', 'clicks'),
    ...modulePolicies('campaigns', 'social_media_posts', campaignRows('created_by')),
  ],
);
