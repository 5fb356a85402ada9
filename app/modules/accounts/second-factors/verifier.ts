import { SettingsService, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { encode } from 'uqr';
import type { Assertion, Registration } from './passkey-schema.ts';

// Beside the Worker: what checks passkeys and draws QR codes is large and seldom used. Import it by `loadVerifier`.

// Who made a device is not asked. Without roots to trust, the library looks at no chain of certificates, and asks none of the addresses
// that certificates name.
for (const identifier of ['android-key', 'android-safetynet', 'apple', 'mds'] as const)
  SettingsService.setRootCertificates({ identifier, certificates: [] });

/** Ed25519, ECDSA and RSA as COSE numbers them: those that our script asks devices for. */
const algorithms = [-8, -7, -257];

/** What a signature has to be about. */
export interface Expected {
  /** Whether a challenge is ours, and for this. */
  isOwnChallenge: (challenge: string) => boolean;
  /** Origin of the site. */
  origin: string;
}

/** A new passkey, checked. */
export interface NewPasskey {
  credentialId: string;
  /** COSE, base64url. */
  publicKey: string;
  signCount: number;
  isBackedUp: boolean;
}

/** Checks a passkey that a device has just made; undefined for one that cannot be used. */
export async function verifyRegistration(
  { response: { clientDataJSON, attestationObject }, ...registration }: Registration,
  { isOwnChallenge, origin }: Expected,
): Promise<NewPasskey | undefined> {
  const result = await orRefused(() =>
    verifyRegistrationResponse({
      response: { ...registration, response: { clientDataJSON, attestationObject } },
      expectedChallenge: isOwnChallenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (!result?.verified) return undefined;
  const { credential, credentialBackedUp } = result.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: credential.counter,
    isBackedUp: credentialBackedUp,
  };
}

/** A passkey as the database has it. */
export interface KnownPasskey {
  credentialId: string;
  /** COSE, base64url. */
  publicKey: string;
  signCount: number;
}

/** Checks a signature; the device's count of uses, or undefined for one that does not hold. */
export async function verifyAssertion(
  response: Assertion,
  { credentialId, publicKey, signCount }: KnownPasskey,
  { isOwnChallenge, origin }: Expected,
): Promise<number | undefined> {
  const result = await orRefused(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: isOwnChallenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: {
        id: credentialId,
        publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
        counter: signCount,
      },
    }),
  );
  return result?.verified ? result.authenticationInfo.newCounter : undefined;
}

/** The library throws errors of many kinds for whatever is not as it should be: all of them refuse. */
async function orRefused<Result>(verify: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}

/** A QR code: its width in modules with the margin that readers need, and its dark modules as a path. */
export interface QrCode {
  size: number;
  path: string;
}

/** Draws a text as a QR code. */
export function drawQrCode(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  // One rectangle for each run of dark modules in a row.
  const rows = data.map((row) => row.map((isDark) => (isDark ? '1' : '0')).join(''));
  const runs = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map(({ 0: { length }, index }) => `M${index} ${y}h${length}v1h-${length}z`),
  );
  return { size, path: runs.join('') };
}
