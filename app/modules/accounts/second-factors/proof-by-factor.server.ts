import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { deliverMailSoon } from '~/modules/mail/delivery.server.ts';
import { checkCode, wrongCode } from './code-check.server.ts';
import { checkPasskey, wrongPasskey } from './passkey-check.server.ts';
import type { Assertion } from './passkey-schema.ts';

// "Once more, please": whoever is signed in shows a factor in the place of their password. The page is /confirm-identity.

type Proof = { proved: true } | { proved: false; problem: string; waitInSeconds?: number };

/**
 * Notes that the viewer has shown a code of their app, or a recovery code. Call it for somebody who is signed in.
 * @throws DatabaseError
 */
export async function proveByCode(context: RequestContext, typed: string): Promise<Proof> {
  const check = await checkCode(context, typed);
  if (!check.ok) return { ...check, proved: false, problem: check.problem ?? wrongCode };
  const { code } = check;
  const { proved } = await context.database.write((handle) => ({
    proved: callFunction(handle, 'prove_by_code', code),
  }));
  if (code.codeHash !== null) deliverMailSoon(context);
  return proved[0]?.outcome === 'PROVED' ? { proved: true } : { proved: false, problem: wrongCode };
}

/**
 * Notes that the viewer has signed with a passkey of theirs, asked for by `requestPasskey(context, 'proof', viewer.user.id)`.
 * @throws DatabaseError
 */
export async function proveByPasskey(context: RequestContext, assertion: Assertion, viewerId: string): Promise<Proof> {
  const checked = await checkPasskey(context, assertion, 'proof', viewerId);
  if (!checked) return { proved: false, problem: wrongPasskey };
  const { proved } = await context.database.write((handle) => ({
    proved: callFunction(handle, 'prove_by_passkey', { ...checked }),
  }));
  return proved[0]?.outcome === 'PROVED' ? { proved: true } : { proved: false, problem: wrongPasskey };
}
