import { randomUUID } from 'node:crypto';
import type { TenantSecrets } from '~/services/tenant-secrets.server.ts';
import { createToken, hashToken } from '~/services/tokens.server.ts';
import { createTotpSecret } from './totp.ts';

// What the Worker keeps of a factor is sealed for its row, with a proof in it: a random text by which the database knows that
// whoever says that a code or a signature was right holds our key, and not only a connection.

/** The owner of what is sealed of a factor. */
export const factorOwner = (kind: 'authenticators' | 'passkeys', id: string) => `${kind}:${id}`;

/** A new secret for an authenticator app, with its row. */
export async function sealNewAuthenticator(secrets: TenantSecrets) {
  const id = randomUUID();
  const proof = createToken();
  const sealedSecret = await secrets.seal(`${createTotpSecret()}.${proof}`, factorOwner('authenticators', id));
  return { id, sealedSecret, proofHash: hashToken(proof) };
}

/** The secret of an authenticator app (base32) and its proof; undefined where no key opens it. */
export async function openAuthenticator(secrets: TenantSecrets, id: string, sealed: string) {
  const opened = await secrets.open(sealed, factorOwner('authenticators', id));
  const [secret, proof] = opened?.split('.') ?? [];
  return secret && proof ? { secret, proof } : undefined;
}

/** The row of a new passkey, with its proof. */
export async function sealNewPasskey(secrets: TenantSecrets) {
  const id = randomUUID();
  const proof = createToken();
  return { id, sealedProof: await secrets.seal(proof, factorOwner('passkeys', id)), proofHash: hashToken(proof) };
}

/** The proof of a passkey; undefined where no key opens it. */
export function openPasskey(secrets: TenantSecrets, id: string, sealed: string) {
  return secrets.open(sealed, factorOwner('passkeys', id));
}
