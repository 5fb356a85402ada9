import { and, desc, eq, ilike, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaignEntries, campaigns, contacts, emailCampaigns, socialMediaPosts } from '#db/schema/index.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import type { Place } from '../list-place.ts';
import type { CampaignFilters } from './filters.ts';

export const campaignsPerPage = 25;

/** How much the module holds for the viewer's organization. */
export function countCampaignData(handle: QueryHandle) {
  return handle
    .select({
      running: sql<number>`(select count(*)::integer from ${campaigns} where status = 'ACTIVE' and not is_archived)`,
      scheduledEmails: sql<number>`(select count(*)::integer from ${emailCampaigns} where status = 'SCHEDULED')`,
      scheduledPosts: sql<number>`(select count(*)::integer from ${socialMediaPosts} where status = 'SCHEDULED')`,
      contacts: sql<number>`(select count(*)::integer from ${contacts})`,
    })
    .from(sql`(select 1) as once`);
}

/** What emails, posts, costs and results of the last 30 days add up to. */
export function sumRecentResults(handle: QueryHandle) {
  const recent = sql`now() - interval '30 days'`;
  return handle
    .select({
      emails: sql<number>`email.count::integer`,
      delivered: sql<number>`email.delivered::integer`,
      /** By people. */
      opened: sql<number>`email.opened::integer`,
      clicked: sql<number>`email.clicked::integer`,
      unsubscribed: sql<number>`email.unsubscribed::integer`,
      posts: sql<number>`post.count::integer`,
      impressions: sql<number>`post.impressions::integer`,
      /** Likes, comments, shares and clicks. */
      reactions: sql<number>`post.reactions::integer`,
      /** Cents. */
      spent: sql<number>`entry.spent::float8`,
      revenue: sql<number>`entry.revenue::float8`,
      leads: sql<number>`entry.leads::integer`,
    })
    .from(
      sql`(
        select count(*), coalesce(sum(total_delivered), 0) as delivered, coalesce(sum(total_opened), 0) as opened,
          coalesce(sum(total_clicked), 0) as clicked, coalesce(sum(total_unsubscribed), 0) as unsubscribed
        from ${emailCampaigns} where status = 'SENT' and sent_at > ${recent}
      ) email
      cross join (
        select count(*), coalesce(sum(impressions), 0) as impressions,
          coalesce(sum(likes::bigint + comments + shares + clicks), 0) as reactions
        from ${socialMediaPosts} where status = 'PUBLISHED' and published_at > ${recent}
      ) post
      cross join (
        select coalesce(sum(amount) filter (where kind = 'COST'), 0) as spent,
          coalesce(sum(amount) filter (where kind = 'RESULT'), 0) as revenue, coalesce(sum(leads), 0) as leads
        from ${campaignEntries} where occurred_on > current_date - 30
      ) entry`,
    );
}
/** What the last 30 days brought. */
export type RecentResults = Awaited<ReturnType<typeof sumRecentResults>>[number];

/** A page of the campaigns that filters leave, the newest first; one more row when there is another page. */
export function listCampaigns(handle: QueryHandle, filters: CampaignFilters, before: Place | null) {
  const { status, type, tag, query, isArchived = false } = filters;
  return handle
    .select({
      id: campaigns.id,
      name: campaigns.name,
      slug: campaigns.slug,
      type: campaigns.type,
      status: campaigns.status,
      startDate: campaigns.startDate,
      endDate: campaigns.endDate,
      budget: campaigns.budget,
      budgetSpent: campaigns.budgetSpent,
      currency: campaigns.currency,
      tags: campaigns.tags,
      /** To the microsecond: what the list is cut at. */
      createdAt: sql<string>`to_char(${campaigns.createdAt} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.isArchived, isArchived),
        status && eq(campaigns.status, status),
        type && eq(campaigns.type, type),
        tag ? sql`${tag} = any (${campaigns.tags})` : undefined,
        query ? ilike(campaigns.name, patternHolding(query)) : undefined,
        before
          ? sql`(${campaigns.createdAt}, ${campaigns.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(campaignsPerPage + 1);
}
/** A campaign in the list. */
export type ListedCampaign = Awaited<ReturnType<typeof listCampaigns>>[number];

/** The tags of the organization's campaigns, by name; 100 at most. */
export function listTags(handle: QueryHandle) {
  return handle
    .select({ tag: sql<string>`tag` })
    .from(sql`(select distinct unnest(tags) as tag from ${campaigns}) as used`)
    .orderBy(sql`lower(tag), tag`)
    .limit(100);
}
