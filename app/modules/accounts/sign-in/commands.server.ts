import { type SQL, sql } from 'drizzle-orm';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { runInBackground } from '~/services/background.server.ts';
import type { GuestCart } from '~/services/cookies.server.ts';
import type { ChosenPassword } from '~/services/password.server.ts';
import type { Device } from './device.ts';
import type { JoinedCart } from './joined-cart.ts';

/** A session that is about to be opened. */
export interface NewSession {
  /** SHA-256 of its token, hex. */
  tokenHash: string;
  /** Joins the cart of whoever it is opened for. */
  guestCart: GuestCart;
  device: Device;
}

/** A guest cart as an argument of the functions that open a session: null when there is nothing in it. */
function writeCart(guestCart: GuestCart): SQL {
  const isEmpty = guestCart.tools.length + guestCart.bundles.length === 0;
  return sql`${isEmpty ? null : JSON.stringify(guestCart)}::jsonb`;
}

/** A new session as named arguments of the functions that open one. */
export function describeSession({ tokenHash, guestCart, device }: NewSession, tokenArgument = 'p_token_hash'): SQL {
  // The name of the argument is ours, never input.
  return sql`${sql.raw(tokenArgument)} => ${tokenHash}, p_guest_cart => ${writeCart(guestCart)}, p_device => ${JSON.stringify(device)}::jsonb`;
}

/** Answers of a sign-in: let in, with what became of the guest cart, or asked for a second factor, or not known. */
export type SignInResult =
  | { outcome: 'SIGNED_IN'; cart: JoinedCart }
  | { outcome: 'SECOND_FACTOR' }
  | { outcome: 'WRONG' };

/**
 * Counts an attempt to sign in and finds how the key is derived from the password. One row: the salt is null while the browser,
 * or the account for browsers it does not know, waits after too many failures, for `waitInSeconds`.
 */
export function startSignIn(handle: QueryHandle, email: string, deviceHash: string) {
  return callFunction(handle, 'start_sign_in', { email, deviceHash });
}

/** Compares the key derived from the password, and opens a session; or lets the token wait for a second factor. */
export function finishSignIn(
  handle: QueryHandle,
  { email, passwordKey, ...session }: NewSession & { email: string; passwordKey: string },
) {
  return handle
    .select({ result: sql<SignInResult>`result` })
    .from(
      sql`app.finish_sign_in(p_email => ${email}, p_password_key => ${passwordKey}, ${describeSession(session)}) as result`,
    );
}

/**
 * Notes in the trail that somebody failed to sign in, if the email has an account. After the answer: its time must not tell whether
 * there is one.
 */
export function noteFailedSignIn(context: SystemContext, email: string, device: Device): void {
  runInBackground(context, 'failed sign-in', () =>
    context.asTasks().database.write((handle) => ({
      noted: callFunction(handle, 'note_failed_sign_in', { email, device }),
    })),
  );
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
  password: ChosenPassword;
  organization: string;
  /** Of the network address it came from, if that is known. */
  addressDigest: string | undefined;
}

/**
 * Creates a person, their organization with them as OWNER, and their session; nothing when the email has an account, or
 * when one network address asked for more than 20 accounts in an hour.
 */
export function signUp(handle: QueryHandle, person: NewPerson) {
  const { name, email, password, organization, addressDigest, ...session } = person;
  return handle
    .select({
      result: sql<
        { outcome: 'CREATED'; cart: JoinedCart } | { outcome: Exclude<Outcome<'sign_up'>, 'CREATED'> }
      >`result`,
    })
    .from(
      sql`app.sign_up(p_name => ${name}, p_email => ${email}, p_password_salt => ${password.salt}, p_password_key => ${password.key},
        p_organization => ${organization}, p_address_digest => ${addressDigest ?? null}, ${describeSession(session)}) as result`,
    );
}

/**
 * Mails a link to choose a new password, good for an hour; nothing when the email has no account, or was sent too many. It answers
 * nothing, either way.
 */
export function requestPasswordReset(handle: QueryHandle, email: string, deviceHash: string) {
  return callFunction(handle, 'request_password_reset', { email, deviceHash });
}

/** Uses a reset token up, sets the password and ends every session of the account; false when the token is closed. */
export function resetPassword(handle: QueryHandle, tokenHash: string, password: ChosenPassword) {
  return callFunction(handle, 'reset_password', {
    tokenHash,
    passwordSalt: password.salt,
    passwordKey: password.key,
  });
}
