import { sql } from 'drizzle-orm';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { OrganizationRole, QueryHandle } from '#db/request-db.server.ts';
import { describeSession, type NewSession } from '~/modules/accounts/sign-in/commands.server.ts';
import type { JoinedCart } from '~/modules/accounts/sign-in/joined-cart.ts';

/** Invites an address into the viewer's organization, good for 7 days, in place of an earlier invitation. */
export function invite(
  handle: QueryHandle,
  { email, role, tokenHash }: { email: string; role: OrganizationRole; tokenHash: string },
) {
  return callFunction(handle, 'invite', { email, role, tokenHash });
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
        { outcome: 'JOINED'; cart: JoinedCart } | { outcome: Exclude<Outcome<'accept_invitation'>, 'JOINED'> }
      >`result`,
    })
    .from(
      sql`app.accept_invitation(${invitationTokenHash}, ${name}, ${passwordHash}, ${describeSession(session)}) as result`,
    );
}

/** Gives somebody of the viewer's organization another role. */
export function changeRole(handle: QueryHandle, userId: string, role: OrganizationRole) {
  return callFunction(handle, 'change_role', { userId, role });
}

/** Takes somebody else out of the viewer's organization. */
export function removeMember(handle: QueryHandle, userId: string) {
  return callFunction(handle, 'remove_member', { userId });
}

/** Takes the viewer out of the organization they work in. */
export function leaveOrganization(handle: QueryHandle) {
  return callFunction(handle, 'leave_organization', {});
}

/** Makes somebody else OWNER, and the viewer, who is one, ADMIN. */
export function handOverOwnership(handle: QueryHandle, userId: string) {
  return callFunction(handle, 'hand_over_ownership', { userId });
}

/** Opens an invitation for 7 more days under a new token; the link sent before is dead. */
export function resendInvitation(handle: QueryHandle, id: string, tokenHash: string) {
  return callFunction(handle, 'resend_invitation', { id, tokenHash });
}

/** Takes an invitation back. */
export function revokeInvitation(handle: QueryHandle, id: string) {
  return callFunction(handle, 'revoke_invitation', { id });
}
