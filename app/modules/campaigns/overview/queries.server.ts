import { desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaigns, contacts, emailCampaigns, socialMediaPosts } from '#db/schema/index.ts';

/** How much the module holds for the viewer's organization. */
export function countCampaignData(handle: QueryHandle) {
  return handle
    .select({
      running: sql<number>`(select count(*)::integer from ${campaigns} where status = 'ACTIVE' and not is_archived)`,
      scheduled: sql<number>`(select count(*)::integer from ${emailCampaigns} where status = 'SCHEDULED')`,
      scheduledPosts: sql<number>`(select count(*)::integer from ${socialMediaPosts} where status = 'SCHEDULED')`,
      contacts: sql<number>`(select count(*)::integer from ${contacts})`,
    })
    .from(sql`(select 1) as once`);
}

/** How many campaigns stand where, in the order they pass through it. */
export function countCampaignsByStatus(handle: QueryHandle) {
  return handle
    .select({ status: campaigns.status, count: sql<number>`count(*)::integer` })
    .from(campaigns)
    .where(eq(campaigns.isArchived, false))
    .groupBy(campaigns.status)
    .orderBy(campaigns.status);
}

/** The newest campaigns. */
export function listLatestCampaigns(handle: QueryHandle) {
  return handle
    .select({
      id: campaigns.id,
      name: campaigns.name,
      type: campaigns.type,
      status: campaigns.status,
      startDate: campaigns.startDate,
      endDate: campaigns.endDate,
      budget: campaigns.budget,
      budgetSpent: campaigns.budgetSpent,
      currency: campaigns.currency,
    })
    .from(campaigns)
    .where(eq(campaigns.isArchived, false))
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id))
    .limit(10);
}
