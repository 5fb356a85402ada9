import { asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { invitations, memberships, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { managerRoles } from './roles.ts';

/** Finds an open invitation; no row when it is unknown, used or expired. */
export function findInvitation(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_invitation', { tokenHash });
}

/** Everybody in the viewer's organization, owners first, then by name. */
export function listPeople(handle: QueryHandle) {
  return handle
    .select({ id: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .orderBy(asc(memberships.role), inNameOrder(users.name), asc(users.id));
}

/** Who may buy for the viewer's organization: its owners and admins, by name. */
export function listManagers(handle: QueryHandle) {
  return handle
    .select({ name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(inArray(memberships.role, managerRoles))
    .orderBy(asc(memberships.role), inNameOrder(users.name));
}

/** Invitations of the viewer's organization that nobody has accepted yet, newest first; no rows below ADMIN. */
export function listOpenInvitations(handle: QueryHandle) {
  return handle
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      expiresAt: invitations.expiresAt,
      expired: sql<boolean>`${invitations.expiresAt} <= now()`,
      invitedBy: users.name,
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.invitedBy))
    .where(isNull(invitations.acceptedAt))
    .orderBy(sql`${invitations.createdAt} desc`, invitations.id);
}
