import { desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaignRepeats, campaigns, emailCampaigns, socialMediaPosts } from '#db/schema/index.ts';
import type { RepeatKind } from './schema.ts';

/** Copies that a page shows: the newest. */
const copiesShown = 20;

/** The repeat of an email or a post, whether it goes on or was stopped; no row where there never was one. */
export function findRepeat(handle: QueryHandle, sourceId: string) {
  return handle
    .select({
      id: campaignRepeats.id,
      frequency: campaignRepeats.frequency,
      every: sql<number>`${campaignRepeats.interval}::integer`,
      startsOn: campaignRepeats.startsOn,
      endsOn: campaignRepeats.endsOn,
      localTime: sql<string>`to_char(${campaignRepeats.localTime}, 'HH24:MI')`,
      timeZone: campaignRepeats.timeZone,
      isActive: campaignRepeats.isActive,
    })
    .from(campaignRepeats)
    .where(eq(campaignRepeats.sourceId, sourceId));
}
export type FoundRepeat = Awaited<ReturnType<typeof findRepeat>>[number];

/** What repeats, or may: an email or a post, with its campaign. */
export function findRepeatSource(handle: QueryHandle, kind: RepeatKind, id: string) {
  const campaign = { campaignName: campaigns.name, campaignSlug: campaigns.slug, campaignStatus: campaigns.status };
  return kind === 'EMAIL'
    ? handle
        .select({
          ...campaign,
          name: emailCampaigns.name,
          status: sql<string>`${emailCampaigns.status}::text`,
          version: emailCampaigns.version,
          createdBy: emailCampaigns.createdBy,
          isCopy: sql<boolean>`${emailCampaigns.repeatId} is not null`,
        })
        .from(emailCampaigns)
        .innerJoin(campaigns, eq(campaigns.id, emailCampaigns.campaignId))
        .where(eq(emailCampaigns.id, id))
    : handle
        .select({
          ...campaign,
          name: sql<string>`left(coalesce(nullif(${socialMediaPosts.title}, ''), nullif(${socialMediaPosts.postText}, ''), 'Post without text'), 80)`,
          status: sql<string>`${socialMediaPosts.status}::text`,
          version: socialMediaPosts.version,
          createdBy: socialMediaPosts.createdBy,
          isCopy: sql<boolean>`${socialMediaPosts.repeatId} is not null`,
        })
        .from(socialMediaPosts)
        .innerJoin(campaigns, eq(campaigns.id, socialMediaPosts.campaignId))
        .where(eq(socialMediaPosts.id, id));
}

/** The newest copies that were made of an email or a post. */
export function listCopies(handle: QueryHandle, kind: RepeatKind, sourceId: string) {
  const repeat = sql`(select id from ${campaignRepeats} where source_id = ${sourceId})`;
  return kind === 'EMAIL'
    ? handle
        .select({
          id: emailCampaigns.id,
          occursOn: emailCampaigns.occursOn,
          status: sql<string>`${emailCampaigns.status}::text`,
          problem: emailCampaigns.failedReason,
        })
        .from(emailCampaigns)
        .where(eq(emailCampaigns.repeatId, repeat))
        .orderBy(desc(emailCampaigns.occursOn))
        .limit(copiesShown)
    : handle
        .select({
          id: socialMediaPosts.id,
          occursOn: socialMediaPosts.occursOn,
          status: sql<string>`${socialMediaPosts.status}::text`,
          problem: socialMediaPosts.failedReason,
        })
        .from(socialMediaPosts)
        .where(eq(socialMediaPosts.repeatId, repeat))
        .orderBy(desc(socialMediaPosts.occursOn))
        .limit(copiesShown);
}
export type RepeatCopy = Awaited<ReturnType<typeof listCopies>>[number];
