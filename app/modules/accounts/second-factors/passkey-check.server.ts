import { callFunction } from '#db/call-function.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { type ChallengePurpose, createChallenge, hashChallenge, isOwnChallenge } from './challenges.server.ts';
import { type Assertion, readChallenge } from './passkey-schema.ts';
import { openPasskey } from './sealing.server.ts';
import { loadVerifier } from './verifier.server.ts';

/** A signature that the Worker has checked, as the functions that use it take it. */
export interface CheckedPasskey {
  passkeyId: string;
  proof: string;
  signCount: number;
  challengeHash: string;
}

export const wrongPasskey = 'This passkey could not be used. Try it again, or sign in another way.';

/** What the browser is told to ask a passkey for: the attribute of the button that our script reads. */
export interface PasskeyRequest {
  challenge: string;
  rpId: string;
  /** Empty where any passkey of the site will do. */
  allowCredentials: { id: string; transports: string[] }[];
}

/**
 * Asks for a signature by any passkey of the site, or by one of those given.
 * @param subject  id of the person, or hash of the pending sign-in; empty where nobody is known yet
 */
export function requestPasskey(
  { environment }: Pick<RequestContext, 'environment'>,
  purpose: ChallengePurpose,
  subject: string,
  allowCredentials: PasskeyRequest['allowCredentials'] = [],
): PasskeyRequest {
  return {
    challenge: createChallenge(environment.COOKIE_SECRETS, { purpose, subject }),
    rpId: new URL(environment.PUBLIC_URL).hostname,
    allowCredentials,
  };
}

/**
 * Checks a signature that was asked for by `requestPasskey`; undefined for one that does not hold. Whose passkey it is, the database
 * compares when it is used.
 * @throws DatabaseError
 */
export async function checkPasskey(
  { database, tenantSecrets, environment }: Pick<RequestContext, 'database' | 'tenantSecrets' | 'environment'>,
  assertion: Assertion,
  purpose: ChallengePurpose,
  subject: string,
): Promise<CheckedPasskey | undefined> {
  const { found } = await database.read((handle) => ({
    found: callFunction(handle, 'find_passkey', { credentialId: assertion.id }),
  }));
  const [passkey] = found;
  if (!passkey) return undefined;
  const { id, publicKey, signCount, sealedProof } = passkey;
  const { verifyAssertion } = await loadVerifier();
  const newCount = await verifyAssertion(
    assertion,
    { credentialId: assertion.id, publicKey, signCount },
    {
      isOwnChallenge: (challenge) => isOwnChallenge(environment.COOKIE_SECRETS, challenge, { purpose, subject }),
      origin: environment.PUBLIC_URL,
    },
  );
  const proof = newCount === undefined ? undefined : await openPasskey(tenantSecrets, id, sealedProof);
  if (newCount === undefined || proof === undefined) return undefined;
  return { passkeyId: id, proof, signCount: newCount, challengeHash: hashChallenge(readChallenge(assertion)) };
}
