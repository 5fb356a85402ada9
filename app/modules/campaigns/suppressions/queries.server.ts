import { and, asc, desc, eq, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import { contacts, suppressions, users } from '#db/schema/index.ts';
import type { MomentPlace } from '../contacts/place.ts';

export const suppressionsPerPage = 50;

const momentOf = (column: SQLWrapper) =>
  sql<string>`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const summary = {
  id: suppressions.id,
  email: suppressions.email,
  reason: suppressions.reason,
  note: suppressions.note,
  /** Null where nobody of the organization did it, or they have left. */
  person: users.name,
  at: momentOf(suppressions.createdAt),
};

/**
 * A page of suppressed addresses, the newest first, a row for each reason; one more row when there is another page.
 * @param email  only those of this address; null for all
 */
export function listSuppressions(
  handle: QueryHandle,
  { email, before }: { email: string | null; before: MomentPlace | null },
) {
  return handle
    .select(summary)
    .from(suppressions)
    .leftJoin(users, eq(users.id, suppressions.createdBy))
    .where(
      and(
        email === null ? undefined : eq(suppressions.email, email),
        before
          ? sql`(${suppressions.createdAt}, ${suppressions.id}) < (${before.at}::timestamptz, ${before.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(suppressions.createdAt), desc(suppressions.id))
    .limit(suppressionsPerPage + 1);
}

/** One reason for which an address is suppressed, and the contact who has the address. */
export function findSuppression(handle: QueryHandle, id: string) {
  return handle
    .select({
      ...summary,
      contactId: contacts.id,
      contact: contacts.name,
      /** Whether a year has passed, after which an address that bounced may be tried again. */
      isOld: sql<boolean>`${suppressions.createdAt} <= now() - interval '12 months'`,
    })
    .from(suppressions)
    .leftJoin(users, eq(users.id, suppressions.createdBy))
    .leftJoin(
      contacts,
      and(eq(contacts.organizationId, suppressions.organizationId), eq(contacts.email, suppressions.email)),
    )
    .where(eq(suppressions.id, id));
}

/** The other reasons for which the same address is suppressed. */
export function listOtherReasons(handle: QueryHandle, id: string) {
  const one = alias(suppressions, 'one');
  return handle
    .select({ id: suppressions.id, reason: suppressions.reason })
    .from(suppressions)
    .innerJoin(one, and(eq(one.organizationId, suppressions.organizationId), eq(one.email, suppressions.email)))
    .where(and(eq(one.id, id), sql`${suppressions.id} <> ${id}`))
    .orderBy(asc(suppressions.reason));
}
