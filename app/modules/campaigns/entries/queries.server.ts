import { and, desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { campaignEntries, users } from '#db/schema/index.ts';
import { campaignIdOf } from '../campaigns/queries.server.ts';
import type { EntryPlace } from './place.ts';

export const entriesPerPage = 50;

/** A page of the costs and results of a campaign, the newest day first; one more row when there is another page. */
export function listEntries(handle: QueryHandle, slug: string, before: EntryPlace | null) {
  return handle
    .select({
      id: campaignEntries.id,
      kind: campaignEntries.kind,
      label: campaignEntries.label,
      occurredOn: campaignEntries.occurredOn,
      amount: campaignEntries.amount,
      leads: campaignEntries.leads,
      createdBy: campaignEntries.createdBy,
      person: users.name,
    })
    .from(campaignEntries)
    .leftJoin(users, eq(users.id, campaignEntries.createdBy))
    .where(
      and(
        eq(campaignEntries.campaignId, campaignIdOf(slug)),
        before
          ? sql`(${campaignEntries.occurredOn}, ${campaignEntries.id}) < (${before.on}::date, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(campaignEntries.occurredOn), desc(campaignEntries.id))
    .limit(entriesPerPage + 1);
}
/** A cost or a result in the list. */
export type ListedEntry = Awaited<ReturnType<typeof listEntries>>[number];
