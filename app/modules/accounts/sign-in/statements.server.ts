import { asc, eq, sql } from 'drizzle-orm';
import type { OrganizationRole, QueryHandle } from '#db/request-db.server.ts';
import { memberships, users } from '#db/schema/index.ts';
import type { GuestCart } from '~/services/cookies.server.ts';
import type { JoinedCart } from './joined-cart.ts';

/** A guest cart as the database takes it: null when there is nothing in it. */
function toParameter(cart: GuestCart) {
  return cart.tools.length + cart.bundles.length === 0 ? sql`null::jsonb` : sql`${JSON.stringify(cart)}::jsonb`;
}

/**
 * Counts an attempt to sign in and finds what is needed to check the password. One row: user and hash are null for an
 * unknown email, and also while the account waits after too many failures, for `waitInSeconds`.
 */
export function startSignIn(handle: QueryHandle, email: string) {
  return handle
    .select({
      userId: sql<string | null>`user_id`,
      passwordHash: sql<string | null>`password_hash`,
      waitInSeconds: sql<number>`wait_seconds`,
    })
    .from(sql`app.start_sign_in(${email})`);
}

/** Opens a session after the password was checked. Null when the password was changed in the meantime. */
export function finishSignIn(
  handle: QueryHandle,
  { userId, passwordHash, tokenHash, guestCart }: SessionProof & { userId: string; passwordHash: string },
) {
  return handle
    .select({ cart: sql<JoinedCart | null>`cart` })
    .from(sql`app.finish_sign_in(${userId}, ${passwordHash}, ${tokenHash}, ${toParameter(guestCart)}) as cart`);
}

interface SessionProof {
  /** SHA-256 of the new session's token, hex. */
  tokenHash: string;
  guestCart: GuestCart;
}

/** Ends the session of this request. */
export function endSession(handle: QueryHandle) {
  return handle.select({ ended: sql<unknown>`ended` }).from(sql`app.end_session() as ended`);
}

/** Ends every session of the viewer, this one included; says how many. */
export function endAllSessions(handle: QueryHandle) {
  return handle.select({ ended: sql<number>`ended` }).from(sql`app.end_all_sessions() as ended`);
}

/** Moves the viewer's session and cart to another organization; false when they do not belong to it. */
export function switchOrganization(handle: QueryHandle, organizationId: string) {
  return handle
    .select({ switched: sql<boolean>`switched` })
    .from(sql`app.switch_organization(${organizationId}) as switched`);
}

interface NewPerson extends SessionProof {
  name: string;
  email: string;
  passwordHash: string;
  organization: string;
  /** Of the network address it came from, if that is known. */
  addressDigest: string | undefined;
}

/**
 * Creates a person, their organization with them as OWNER, and their session; nothing when the email has an account, or
 * when one network address asked for more than 20 accounts in an hour.
 */
export function signUp(handle: QueryHandle, person: NewPerson) {
  const { name, email, passwordHash, organization, tokenHash, guestCart, addressDigest } = person;
  return handle
    .select({
      result: sql<{ outcome: 'CREATED'; cart: JoinedCart } | { outcome: 'EMAIL_TAKEN' | 'TOO_OFTEN' }>`result`,
    })
    .from(
      sql`app.sign_up(${name}, ${email}, ${passwordHash}, ${organization}, ${tokenHash}, ${toParameter(guestCart)}, ${addressDigest ?? null}) as result`,
    );
}

/**
 * Stores a reset token, good for an hour. No row when the email has no account, and none when its account was sent one a
 * minute ago, or five in an hour.
 */
export function requestPasswordReset(handle: QueryHandle, email: string, tokenHash: string) {
  return handle
    .select({ name: sql<string>`name`, email: sql<string>`email` })
    .from(sql`app.request_password_reset(${email}, ${tokenHash})`);
}

/** Whether a reset token can still be used. */
export function isPasswordResetOpen(handle: QueryHandle, tokenHash: string) {
  return handle.select({ open: sql<boolean>`open` }).from(sql`app.is_password_reset_open(${tokenHash}) as open`);
}

/** Uses a reset token up, sets the password and ends every session of the account; false when the token is closed. */
export function resetPassword(handle: QueryHandle, tokenHash: string, passwordHash: string) {
  return handle
    .select({ changed: sql<boolean>`changed` })
    .from(sql`app.reset_password(${tokenHash}, ${passwordHash}) as changed`);
}

/** Invites an address into the viewer's organization, good for 7 days, in place of an earlier invitation. */
export function invite(
  handle: QueryHandle,
  { email, role, tokenHash }: { email: string; role: OrganizationRole; tokenHash: string },
) {
  return handle
    .select({ outcome: sql<'INVITED' | 'ALREADY_MEMBER' | 'NOT_ALLOWED' | 'TOO_OFTEN'>`outcome` })
    .from(sql`app.invite(${email}, ${role}::org_role, ${tokenHash}) as outcome`);
}

/** What an open invitation says; no row when it is unknown, used or expired. */
export function findInvitation(handle: QueryHandle, tokenHash: string) {
  return handle
    .select({
      organizationName: sql<string>`organization_name`,
      email: sql<string>`email`,
      role: sql<OrganizationRole>`role`,
      invitedBy: sql<string>`invited_by`,
      hasAccount: sql<boolean>`has_account`,
    })
    .from(sql`app.find_invitation(${tokenHash})`);
}

/** Joins the organization that invited. Name and password hash are for somebody without an account, else null. */
export function acceptInvitation(
  handle: QueryHandle,
  acceptance: SessionProof & { invitationTokenHash: string; name: string | null; passwordHash: string | null },
) {
  const { invitationTokenHash, name, passwordHash, tokenHash, guestCart } = acceptance;
  return handle
    .select({
      result: sql<
        { outcome: 'JOINED'; cart: JoinedCart } | { outcome: 'CLOSED' | 'SIGN_IN_FIRST' | 'OTHER_ACCOUNT' }
      >`result`,
    })
    .from(
      sql`app.accept_invitation(${invitationTokenHash}, ${name}, ${passwordHash}, ${tokenHash}, ${toParameter(guestCart)}) as result`,
    );
}

/** Everybody in the viewer's organization, owners first, then by name. */
export function listPeople(handle: QueryHandle) {
  return handle
    .select({ id: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .orderBy(asc(memberships.role), asc(users.name), asc(users.id));
}
