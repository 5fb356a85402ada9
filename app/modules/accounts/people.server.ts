import { asc, eq, inArray } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { memberships, users } from '#db/schema/index.ts';

/** Who may buy for the viewer's organization: its owners and admins, by name. */
export function listManagers(handle: QueryHandle) {
  return handle
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(inArray(memberships.role, ['OWNER', 'ADMIN']))
    .orderBy(asc(memberships.role), asc(users.name));
}
