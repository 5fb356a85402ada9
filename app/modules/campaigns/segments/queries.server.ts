import { desc, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { contactSegments, emailCampaigns } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { SegmentRule } from './rules.ts';
import type { CountedRules } from './schema.ts';

export const segmentsPerPage = 100;

/**
 * A page of segments by name; one row more where another page follows.
 * @param after  the name of the last one of the page before; '' for the first page
 */
export function listSegments(handle: QueryHandle, after: string) {
  return handle
    .select({
      id: contactSegments.id,
      name: contactSegments.name,
      matchesAll: contactSegments.matchesAll,
      rules: sql<number>`jsonb_array_length(${contactSegments.rules})`,
    })
    .from(contactSegments)
    .where(after === '' ? undefined : sql`${inNameOrder(contactSegments.name)} > ${after}`)
    .orderBy(inNameOrder(contactSegments.name))
    .limit(segmentsPerPage + 1);
}

/** One segment. */
export function findSegment(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: contactSegments.id,
      name: contactSegments.name,
      matchesAll: contactSegments.matchesAll,
      // The database keeps rules of this form only.
      rules: sql<SegmentRule[]>`${contactSegments.rules}`,
      version: contactSegments.version,
    })
    .from(contactSegments)
    .where(eq(contactSegments.id, id));
}

/** Emails that went out, the newest first: what rules about behaviour can name. */
export function listSentEmails(handle: QueryHandle) {
  return handle
    .select({ id: emailCampaigns.id, name: emailCampaigns.name })
    .from(emailCampaigns)
    .where(sql`${emailCampaigns.status} in ('SENDING', 'PAUSED', 'SENT')`)
    .orderBy(desc(emailCampaigns.createdAt), desc(emailCampaigns.id))
    .limit(100);
}

/** How many contacts rules find now, whether or not they are saved; no further than 10,001. */
export function countSegment(handle: QueryHandle, { matches, rules }: Pick<CountedRules, 'matches' | 'rules'>) {
  return callFunction(handle, 'count_segment', { matchesAll: matches === 'all', rules });
}
