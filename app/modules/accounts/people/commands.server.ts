import { sql } from 'drizzle-orm';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { OrganizationRole, QueryHandle } from '#db/request-db.server.ts';
import { describeSession, type NewSession } from '~/modules/accounts/sign-in/commands.server.ts';
import type { JoinedCart } from '~/modules/accounts/sign-in/joined-cart.ts';
import type { ChosenPassword } from '~/services/password.server.ts';

/**
 * Invites addresses into the viewer's organization, good for 7 days, in place of earlier invitations, and mails each its link. All of
 * them, or nobody: a row for each address says what became of it.
 */
export function invitePeople(handle: QueryHandle, { emails, role }: { emails: string[]; role: OrganizationRole }) {
  return callFunction(handle, 'invite_people', { emails, role });
}

/** Joins the organization that invited. Name and password are for somebody without an account, else null. */
export function acceptInvitation(
  handle: QueryHandle,
  acceptance: NewSession & { invitationTokenHash: string; name: string | null; password: ChosenPassword | null },
) {
  const { invitationTokenHash, name, password, ...session } = acceptance;
  return handle
    .select({
      result: sql<
        { outcome: 'JOINED'; cart: JoinedCart } | { outcome: Exclude<Outcome<'accept_invitation'>, 'JOINED'> }
      >`result`,
    })
    .from(
      sql`app.accept_invitation(p_token_hash => ${invitationTokenHash}, p_name => ${name}, p_password_salt => ${password?.salt ?? null},
        p_password_key => ${password?.key ?? null}, ${describeSession(session, 'p_session_token_hash')}) as result`,
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

/**
 * Makes somebody else OWNER, and the viewer, who is one, ADMIN.
 * @param typed  the name of the organization, as a confirmation
 */
export function handOverOwnership(handle: QueryHandle, userId: string, typed: string) {
  return callFunction(handle, 'hand_over_ownership', { userId, typed });
}

/** Opens an invitation for 7 more days and mails it under a new token; the link sent before is dead. */
export function resendInvitation(handle: QueryHandle, id: string) {
  return callFunction(handle, 'resend_invitation', { id });
}

/** Takes an invitation back. */
export function revokeInvitation(handle: QueryHandle, id: string) {
  return callFunction(handle, 'revoke_invitation', { id });
}

/** Signs somebody of the viewer's organization out of it, everywhere. */
export function endMemberSessions(handle: QueryHandle, userId: string) {
  return callFunction(handle, 'end_member_sessions', { userId });
}

/** Signs somebody out everywhere. For platform admins; refused (42501) for anybody else. */
export function endPersonSessions(handle: QueryHandle, email: string) {
  return callFunction(handle, 'end_person_sessions', { email });
}
