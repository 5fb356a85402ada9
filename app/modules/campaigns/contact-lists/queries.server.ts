import { eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { contactListMembers, contactLists } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

/** Members of a list are counted no further. */
export const mostCounted = 10_000;

export const listsPerPage = 100;

// A query of one table leaves its name out of columns: the inner table says its own.
const members = sql<number>`(select count(*)::integer from (select from ${contactListMembers} member
  where member.organization_id = contact_lists.organization_id and member.list_id = contact_lists.id and member.left_at is null
  limit ${mostCounted + 1}::integer) counted)`;

/**
 * A page of lists by name, each with how many are on it; one row more where another page follows.
 * @param after  the name of the last one of the page before; '' for the first page
 */
export function listContactLists(handle: QueryHandle, after: string) {
  return handle
    .select({
      id: contactLists.id,
      name: contactLists.name,
      description: contactLists.description,
      members,
    })
    .from(contactLists)
    .where(after === '' ? undefined : sql`${inNameOrder(contactLists.name)} > ${after}`)
    .orderBy(inNameOrder(contactLists.name))
    .limit(listsPerPage + 1);
}

/** One list. */
export function findContactList(handle: QueryHandle, id: string) {
  return handle
    .select({ id: contactLists.id, name: contactLists.name, description: contactLists.description, members })
    .from(contactLists)
    .where(eq(contactLists.id, id));
}

/** A count of members in words: no further than they are counted. */
export function writeMembers(count: number): string {
  if (count > mostCounted) return `${mostCounted.toLocaleString('en-US')}+`;
  return count.toLocaleString('en-US');
}
