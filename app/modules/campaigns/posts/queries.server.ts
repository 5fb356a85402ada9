import { and, desc, eq, inArray, type SQLWrapper, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaigns, mediaFiles, socialAccounts, socialMediaPosts, users } from '#db/schema/index.ts';

const momentOrNone = (column: SQLWrapper) =>
  sql<string | null>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const localTime = sql<string | null>`to_char(${socialMediaPosts.scheduledLocal}, 'YYYY-MM-DD"T"HH24:MI')`;
const isOnItsWay = sql<boolean>`coalesce(${socialMediaPosts.leasedUntil} > now(), false)
  or ${socialMediaPosts.status} = 'SCHEDULED' and ${socialMediaPosts.firstAttemptAt} is not null`;

/** A picture of a post, as its row names it. */
export interface NamedPicture {
  key: string;
  alt: string;
}

const inCampaign = and(
  eq(campaigns.organizationId, socialMediaPosts.organizationId),
  eq(campaigns.id, socialMediaPosts.campaignId),
);

/** One post with everything its page shows. */
export function findPost(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: socialMediaPosts.id,
      version: socialMediaPosts.version,
      title: socialMediaPosts.title,
      text: socialMediaPosts.postText,
      hashtags: socialMediaPosts.hashtags,
      mentions: socialMediaPosts.mentions,
      platform: socialMediaPosts.platform,
      link: socialMediaPosts.linkUrl,
      pictures: sql<
        NamedPicture[]
      >`case jsonb_typeof(${socialMediaPosts.mediaMetadata}) when 'array' then ${socialMediaPosts.mediaMetadata} else '[]' end`,
      isCarousel: socialMediaPosts.isCarousel,
      isVideo: socialMediaPosts.isVideo,
      isStory: socialMediaPosts.isStory,
      isReel: socialMediaPosts.isReel,
      /** By the clock of its zone, as a form has it. */
      localTime,
      timeZone: socialMediaPosts.scheduledTimeZone,
      status: socialMediaPosts.status,
      isOnItsWay,
      isDueByHand: sql<boolean>`${socialMediaPosts.handDueAt} is not null`,
      failedReason: socialMediaPosts.failedReason,
      publishedAt: momentOrNone(socialMediaPosts.publishedAt),
      externalUrl: socialMediaPosts.externalUrl,
      impressions: socialMediaPosts.impressions,
      reach: socialMediaPosts.reach,
      likes: socialMediaPosts.likes,
      comments: socialMediaPosts.comments,
      shares: socialMediaPosts.shares,
      clicks: socialMediaPosts.clicks,
      engagementRate: socialMediaPosts.engagementRate,
      accountId: socialMediaPosts.accountId,
      account: socialAccounts.name,
      maxCharacters: socialAccounts.maxCharacters,
      campaign: campaigns.name,
      campaignSlug: campaigns.slug,
      campaignStatus: campaigns.status,
      createdBy: socialMediaPosts.createdBy,
      person: users.name,
    })
    .from(socialMediaPosts)
    .innerJoin(campaigns, inCampaign)
    .leftJoin(
      socialAccounts,
      and(
        eq(socialAccounts.organizationId, socialMediaPosts.organizationId),
        eq(socialAccounts.id, socialMediaPosts.accountId),
      ),
    )
    .leftJoin(users, eq(users.id, socialMediaPosts.createdBy))
    .where(eq(socialMediaPosts.id, id));
}
/** A post on its page. */
export type ShownPost = Awaited<ReturnType<typeof findPost>>[number];

/** The slug of a post's campaign, which its link names. */
export function findPostCampaign(handle: QueryHandle, id: string) {
  return handle
    .select({ slug: campaigns.slug })
    .from(socialMediaPosts)
    .innerJoin(campaigns, inCampaign)
    .where(eq(socialMediaPosts.id, id));
}

const mostWaiting = 60;

/** Posts that need somebody: due by hand, failed, or drafts without a time; the longest due first, then the newest. */
export function listWaitingPosts(handle: QueryHandle) {
  return handle
    .select({
      id: socialMediaPosts.id,
      title: socialMediaPosts.title,
      text: sql<string>`left(${socialMediaPosts.postText}, 120)`,
      platform: socialMediaPosts.platform,
      status: socialMediaPosts.status,
      handDueAt: momentOrNone(socialMediaPosts.handDueAt),
      failedReason: socialMediaPosts.failedReason,
      campaign: campaigns.name,
    })
    .from(socialMediaPosts)
    .innerJoin(campaigns, inCampaign)
    .where(
      sql`${socialMediaPosts.handDueAt} is not null or ${socialMediaPosts.status} = 'FAILED'
        or ${socialMediaPosts.status} = 'DRAFT' and ${socialMediaPosts.scheduledAt} is null`,
    )
    .orderBy(socialMediaPosts.handDueAt, desc(socialMediaPosts.createdAt), desc(socialMediaPosts.id))
    .limit(mostWaiting);
}
/** A post that needs somebody. */
export type WaitingPost = Awaited<ReturnType<typeof listWaitingPosts>>[number];

/** Campaigns that a post can be made in, the newest first. */
export function listCampaignChoices(handle: QueryHandle) {
  return handle
    .select({ id: campaigns.id, name: campaigns.name })
    .from(campaigns)
    .where(sql`not ${campaigns.isArchived} and ${campaigns.status} not in ('COMPLETED', 'CANCELLED')`)
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(100);
}

/** Sizes of pictures in bytes, by their keys; those that are gone are left out. */
export function listPictureSizes(handle: QueryHandle, keys: readonly string[]) {
  return handle
    .select({ key: mediaFiles.key, size: mediaFiles.fileSizeBytes })
    .from(mediaFiles)
    .where(inArray(mediaFiles.key, [...keys]));
}
