import { type SQL, sql } from 'drizzle-orm';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { GuestCart } from '~/services/cookies.server.ts';
import type { JoinedCart } from './joined-cart.ts';

/** A session that is about to be opened. */
export interface NewSession {
  /** SHA-256 of its token, hex. */
  tokenHash: string;
  /** Joins the cart of whoever it is opened for. */
  guestCart: GuestCart;
}

/** A new session as two arguments of the functions that open one: the cart is null when there is nothing in it. */
export function describeSession({ tokenHash, guestCart }: NewSession): SQL {
  const { tools, bundles } = guestCart;
  const cart = tools.length + bundles.length === 0 ? null : JSON.stringify(guestCart);
  return sql`${tokenHash}, ${cart}::jsonb`;
}

/**
 * Counts an attempt to sign in and finds what is needed to check the password. One row: user and hash are null for an
 * unknown email, and also while the account waits after too many failures, for `waitInSeconds`.
 */
export function startSignIn(handle: QueryHandle, email: string) {
  return callFunction(handle, 'start_sign_in', { email });
}

/** Opens a session after the password was checked. Null when the password was changed in the meantime. */
export function finishSignIn(
  handle: QueryHandle,
  { userId, passwordHash, ...session }: NewSession & { userId: string; passwordHash: string },
) {
  return handle
    .select({ cart: sql<JoinedCart | null>`cart` })
    .from(sql`app.finish_sign_in(${userId}, ${passwordHash}, ${describeSession(session)}) as cart`);
}

/** Ends the session of this request. */
export function endSession(handle: QueryHandle) {
  return callFunction(handle, 'end_session', {});
}

/** Ends every session of the viewer, this one included; says how many. */
export function endAllSessions(handle: QueryHandle) {
  return callFunction(handle, 'end_all_sessions', {});
}

/** Moves the viewer's session and cart to another organization; false when they do not belong to it. */
export function switchOrganization(handle: QueryHandle, organizationId: string) {
  return callFunction(handle, 'switch_organization', { organizationId });
}

interface NewPerson extends NewSession {
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
  const { name, email, passwordHash, organization, addressDigest, ...session } = person;
  return handle
    .select({
      result: sql<
        { outcome: 'CREATED'; cart: JoinedCart } | { outcome: Exclude<Outcome<'sign_up'>, 'CREATED'> }
      >`result`,
    })
    .from(
      sql`app.sign_up(${name}, ${email}, ${passwordHash}, ${organization}, ${describeSession(session)}, ${addressDigest ?? null}) as result`,
    );
}

/**
 * Stores a reset token, good for an hour. No row when the email has no account, and none when its account was sent one a
 * minute ago, or five in an hour.
 */
export function requestPasswordReset(handle: QueryHandle, email: string, tokenHash: string) {
  return callFunction(handle, 'request_password_reset', { email, tokenHash });
}

/** Uses a reset token up, sets the password and ends every session of the account; false when the token is closed. */
export function resetPassword(handle: QueryHandle, tokenHash: string, passwordHash: string) {
  return callFunction(handle, 'reset_password', { tokenHash, passwordHash });
}
