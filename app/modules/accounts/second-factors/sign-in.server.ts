import { sql } from 'drizzle-orm';
import type { Outcome } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { describeSession } from '~/modules/accounts/sign-in/commands.server.ts';
import { describeDevice } from '~/modules/accounts/sign-in/device.ts';
import type { JoinedCart } from '~/modules/accounts/sign-in/joined-cart.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { checkCode, wrongCode } from './code-check.server.ts';
import { checkPasskey, wrongPasskey } from './passkey-check.server.ts';
import type { Assertion } from './passkey-schema.ts';

/** The end of a second step: a session, or why there is none. `closed` where no sign-in is under way any more. */
export type SecondStep =
  | { outcome: 'signed-in'; token: string; cart: JoinedCart }
  | { outcome: 'refused'; problem: string; waitInSeconds?: number }
  | { outcome: 'closed' };

type Result<Name extends 'sign_in_by_code' | 'sign_in_by_second_passkey' | 'sign_in_by_passkey'> =
  | { outcome: 'SIGNED_IN'; cart: JoinedCart }
  | { outcome: Exclude<Outcome<Name>, 'SIGNED_IN'> };

/**
 * Ends a sign-in with a code of the app, or a recovery code.
 * @param pendingHash  of the sign-in that waits
 * @throws DatabaseError
 */
export async function signInByCode(context: RequestContext, typed: string, pendingHash: string): Promise<SecondStep> {
  const check = await checkCode(context, typed, pendingHash);
  if (!check.ok) return check.problem === undefined ? { outcome: 'closed' } : { outcome: 'refused', ...check };
  const token = createToken();
  const { proof, step, codeHash } = check.code;
  const { done } = await context.database.write((handle) => ({
    done: handle
      .select({ result: sql<Result<'sign_in_by_code'>>`result` })
      .from(sql`app.sign_in_by_code(${pendingHash}, ${hashToken(token)}, ${proof}, ${step}, ${codeHash}) as result`),
  }));
  return finish(context, done[0]?.result, token, wrongCode);
}

/**
 * Ends a sign-in with a passkey in the place of a code.
 * @throws DatabaseError
 */
export async function signInBySecondPasskey(
  context: RequestContext,
  assertion: Assertion,
  pendingHash: string,
): Promise<SecondStep> {
  const checked = await checkPasskey(context, assertion, 'second-step', pendingHash);
  if (!checked) return { outcome: 'refused', problem: wrongPasskey };
  const token = createToken();
  const { passkeyId, proof, signCount, challengeHash } = checked;
  const { done } = await context.database.write((handle) => ({
    done: handle
      .select({ result: sql<Result<'sign_in_by_second_passkey'>>`result` })
      .from(
        sql`app.sign_in_by_second_passkey(${pendingHash}, ${hashToken(token)}, ${passkeyId}, ${proof}, ${signCount}, ${challengeHash}) as result`,
      ),
  }));
  return finish(context, done[0]?.result, token, wrongPasskey);
}

/**
 * Signs somebody in by a passkey alone: the device has asked who holds it, so it is both steps.
 * @throws DatabaseError
 */
export async function signInByPasskey(
  request: Request,
  context: RequestContext,
  assertion: Assertion,
): Promise<SecondStep> {
  const checked = await checkPasskey(context, assertion, 'sign-in', '');
  if (!checked) return { outcome: 'refused', problem: wrongPasskey };
  const token = createToken();
  const { passkeyId, proof, signCount, challengeHash } = checked;
  const session = describeSession({
    tokenHash: hashToken(token),
    guestCart: context.guestCart,
    device: describeDevice(request, context),
  });
  const { done } = await context.database.write((handle) => ({
    done: handle.select({ result: sql<Result<'sign_in_by_passkey'>>`result` }).from(
      sql`app.sign_in_by_passkey(p_passkey_id => ${passkeyId}, p_proof => ${proof}, p_sign_count => ${signCount},
          p_challenge_hash => ${challengeHash}, ${session}) as result`,
    ),
  }));
  return finish(context, done[0]?.result, token, wrongPasskey);
}

function finish(
  context: RequestContext,
  result: Result<'sign_in_by_code'> | undefined,
  token: string,
  wrong: string,
): SecondStep {
  switch (result?.outcome) {
    case 'SIGNED_IN':
      // A new device, and a recovery code that was used, are told by mail.
      deliverMailSoon(context);
      return { outcome: 'signed-in', token, cart: result.cart };
    case 'WRONG':
      return { outcome: 'refused', problem: wrong };
    default:
      return { outcome: 'closed' };
  }
}
