import { sql } from 'drizzle-orm';
import type { OrganizationRole, QueryHandle } from '#db/request-db.server.ts';
import { describeSession, type NewSession } from '~/modules/accounts/sign-in/commands.server.ts';
import type { JoinedCart } from '~/modules/accounts/sign-in/joined-cart.ts';

/** Invites an address into the viewer's organization, good for 7 days, in place of an earlier invitation. */
export function invite(
  handle: QueryHandle,
  { email, role, tokenHash }: { email: string; role: OrganizationRole; tokenHash: string },
) {
  return handle
    .select({ outcome: sql<'INVITED' | 'ALREADY_MEMBER' | 'NOT_ALLOWED' | 'TOO_OFTEN'>`outcome` })
    .from(sql`app.invite(${email}, ${role}::org_role, ${tokenHash}) as outcome`);
}

/** Joins the organization that invited. Name and password hash are for somebody without an account, else null. */
export function acceptInvitation(
  handle: QueryHandle,
  acceptance: NewSession & { invitationTokenHash: string; name: string | null; passwordHash: string | null },
) {
  const { invitationTokenHash, name, passwordHash, ...session } = acceptance;
  return handle
    .select({
      result: sql<
        { outcome: 'JOINED'; cart: JoinedCart } | { outcome: 'CLOSED' | 'SIGN_IN_FIRST' | 'OTHER_ACCOUNT' }
      >`result`,
    })
    .from(
      sql`app.accept_invitation(${invitationTokenHash}, ${name}, ${passwordHash}, ${describeSession(session)}) as result`,
    );
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
