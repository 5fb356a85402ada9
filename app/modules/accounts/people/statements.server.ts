import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { OrganizationRole, QueryHandle } from '#db/request-db.server.ts';
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

/** Gives somebody of the viewer's organization another role. */
export function changeRole(handle: QueryHandle, userId: string, role: OrganizationRole) {
  return handle
    .select({ outcome: sql<'CHANGED' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'LAST_OWNER'>`outcome` })
    .from(sql`app.change_role(${userId}, ${role}::org_role) as outcome`);
}

/** Takes somebody else out of the viewer's organization. */
export function removeMember(handle: QueryHandle, userId: string) {
  return handle
    .select({ outcome: sql<'REMOVED' | 'NOT_FOUND' | 'NOT_ALLOWED'>`outcome` })
    .from(sql`app.remove_member(${userId}) as outcome`);
}

/** Takes the viewer out of the organization they work in. */
export function leaveOrganization(handle: QueryHandle) {
  return handle
    .select({ outcome: sql<'LEFT' | 'NOT_ALLOWED' | 'LAST_OWNER'>`outcome` })
    .from(sql`app.leave_organization() as outcome`);
}

/** Makes somebody else OWNER, and the viewer, who is one, ADMIN. */
export function handOverOwnership(handle: QueryHandle, userId: string) {
  return handle
    .select({ outcome: sql<'HANDED_OVER' | 'NOT_FOUND' | 'NOT_ALLOWED'>`outcome` })
    .from(sql`app.hand_over_ownership(${userId}) as outcome`);
}
