import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { describeSession, type NewSession, type SignInResult } from './commands.server.ts';
import { describeDevice } from './device.ts';

interface RequestedMail {
  email: string;
  /** Of the browser that asks: the link and the code work nowhere else. */
  browserHash: string;
  deviceHash: string;
}

function requestSignInMail(handle: QueryHandle, mail: RequestedMail) {
  return callFunction(handle, 'request_sign_in_mail', { ...mail });
}

/** Mails a link and a code to sign in with, if the email has an account and was not sent too many. Call it after the answer. */
export async function sendSignInMail(context: RequestContext, email: string, browserToken: string): Promise<void> {
  const mail = { email, browserHash: hashToken(browserToken), deviceHash: hashToken(context.deviceToken) };
  await context.database.write((handle) => ({ requested: requestSignInMail(handle, mail) }));
  deliverMailSoon(context);
}

/** What somebody signs in with: the hash of the link's token, or the code they typed. */
type MailedProof = { mailTokenHash: string } | { code: string };

function tryMailedProof(
  handle: QueryHandle,
  { browserHash, proof, ...session }: NewSession & { browserHash: string; proof: MailedProof },
) {
  const [token, code] = 'code' in proof ? [null, proof.code] : [proof.mailTokenHash, null];
  return handle.select({ result: sql<SignInResult>`result` }).from(
    sql`app.use_sign_in_mail(p_browser_hash => ${browserHash}, p_mail_token_hash => ${token}, p_code => ${code},
        ${describeSession(session)}) as result`,
  );
}

/**
 * Signs somebody in by the link or the code of a mail that this browser asked for.
 * @returns the token of the session, or of the waiting for a second factor; undefined for what opens nothing
 * @throws DatabaseError
 */
export async function signInByMail(
  request: Request,
  context: RequestContext,
  proof: MailedProof,
): Promise<{ token: string; result: Exclude<SignInResult, { outcome: 'WRONG' }> } | undefined> {
  const { mailedSignIn, guestCart, database } = context;
  const token = createToken();
  const { used } = await database.write((handle) => ({
    used: tryMailedProof(handle, {
      browserHash: hashToken(mailedSignIn ?? ''),
      proof,
      tokenHash: hashToken(token),
      guestCart,
      device: describeDevice(request, context),
    }),
  }));
  const result = used[0]?.result;
  return result && result.outcome !== 'WRONG' ? { token, result } : undefined;
}
