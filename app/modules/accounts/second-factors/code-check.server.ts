import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { describeWait } from '~/modules/accounts/sign-in/waiting.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { openAuthenticator } from './sealing.server.ts';
import { matchCode } from './totp.ts';

/** A code that the Worker has compared, as the functions that use it up take it: one of the app, a recovery code, or neither. */
type ComparedCode =
  | { proof: string; step: number; codeHash: null }
  | { proof: null; step: null; codeHash: string }
  | { proof: null; step: null; codeHash: null };

type CodeCheck =
  | { ok: true; code: ComparedCode }
  | { ok: false; problem: string; waitInSeconds: number }
  /** No sign-in is under way, or nobody is signed in. */
  | { ok: false; problem: undefined };

const neither = { proof: null, step: null, codeHash: null } as const;

export const wrongCode =
  'This code is wrong, or was used already. Wait for the next one that your app shows, then try again.';

/**
 * Counts a try of a code and compares it with the person's app. A recovery code is only made ready: the database compares it. The
 * database hears of a wrong code as well, which is for the trail.
 * @param pendingHash  of the sign-in under way; without it, the viewer's
 * @throws DatabaseError
 */
export async function checkCode(
  { database, tenantSecrets }: Pick<RequestContext, 'database' | 'tenantSecrets'>,
  typed: string,
  pendingHash?: string,
): Promise<CodeCheck> {
  const { started } = await database.write((handle) => ({
    started: callFunction(handle, 'start_code_check', { pendingHash: pendingHash ?? null }),
  }));
  const [check] = started;
  if (!check) return { ok: false, problem: undefined };
  const { waitSeconds: waitInSeconds, authenticatorId, sealedSecret } = check;
  if (waitInSeconds > 0) {
    return {
      ok: false,
      problem: `Too many wrong codes. Wait ${describeWait(waitInSeconds)}, then try again.`,
      waitInSeconds,
    };
  }
  const codeHash = hashRecoveryCode(typed);
  if (codeHash) return { ok: true, code: { proof: null, step: null, codeHash } };
  const opened =
    authenticatorId !== null && sealedSecret !== null
      ? await openAuthenticator(tenantSecrets, authenticatorId, sealedSecret)
      : undefined;
  const step = opened && matchCode(opened.secret, typed.replaceAll(/\s/g, ''), Date.now());
  const isRight = opened && step !== undefined;
  return { ok: true, code: isRight ? { proof: opened.proof, step, codeHash: null } : neither };
}
