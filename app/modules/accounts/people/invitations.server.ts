import { eq, isNull, sql } from 'drizzle-orm';
import type { OrganizationRole, QueryHandle } from '#db/request-db.server.ts';
import { invitations, users } from '#db/schema/index.ts';

/** Opens an invitation for 7 more days under a new token; the link sent before is dead. */
export function resendInvitation(handle: QueryHandle, id: string, tokenHash: string) {
  return handle
    .select({
      outcome: sql<'RESENT' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'TOO_OFTEN'>`outcome`,
      email: sql<string | null>`email`,
      role: sql<OrganizationRole | null>`role`,
    })
    .from(sql`app.resend_invitation(${id}, ${tokenHash})`);
}

/** Takes an invitation back. */
export function revokeInvitation(handle: QueryHandle, id: string) {
  return handle
    .select({ outcome: sql<'REVOKED' | 'NOT_FOUND' | 'NOT_ALLOWED'>`outcome` })
    .from(sql`app.revoke_invitation(${id}) as outcome`);
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
