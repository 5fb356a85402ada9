import type { Viewer } from '#db/request-db.server.ts';
import type { RequestContext } from '~/load-context.ts';
import { createChallenge, hashChallenge, isOwnChallenge } from './challenges.server.ts';
import { type Registration, readChallenge } from './passkey-schema.ts';
import { sealNewPasskey } from './sealing.server.ts';
import { loadVerifier } from './verifier.server.ts';

/** What a device is told to make a passkey of: the options of `navigator.credentials.create`, binary values in base64url. */
export interface PasskeyCreation {
  challenge: string;
  rp: { id: string; name: string };
  user: { id: string; name: string; displayName: string };
  excludeCredentials: { id: string; transports: string[] }[];
}

/** Asks a device for a passkey of the viewer, not on one that has one already. */
export function requestRegistration(
  { environment }: Pick<RequestContext, 'environment'>,
  { user }: Viewer,
  known: readonly { credentialId: string; transports: readonly string[] }[],
): PasskeyCreation {
  return {
    challenge: createChallenge(environment.COOKIE_SECRETS, { purpose: 'registration', subject: user.id }),
    rp: { id: new URL(environment.PUBLIC_URL).hostname, name: 'Lotline' },
    user: { id: Buffer.from(user.id).toString('base64url'), name: user.email, displayName: user.name },
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
  };
}

/**
 * Checks a passkey that a device has made for the viewer, and seals its proof.
 * @returns the row of the passkey but for its name; undefined for one that cannot be used
 */
export async function checkRegistration(
  { environment, tenantSecrets }: Pick<RequestContext, 'environment' | 'tenantSecrets'>,
  registration: Registration,
  viewerId: string,
) {
  const { verifyRegistration } = await loadVerifier();
  const subject = { purpose: 'registration', subject: viewerId } as const;
  const passkey = await verifyRegistration(registration, {
    isOwnChallenge: (challenge) => isOwnChallenge(environment.COOKIE_SECRETS, challenge, subject),
    origin: environment.PUBLIC_URL,
  });
  if (!passkey) return undefined;
  return {
    passkey: { ...passkey, ...(await sealNewPasskey(tenantSecrets)), transports: registration.response.transports },
    challengeHash: hashChallenge(readChallenge(registration)),
  };
}
