import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { createRecoveryCodes, hashRecoveryCodes } from '../../app/modules/accounts/second-factors/recovery-codes.ts';
import { factorOwner } from '../../app/modules/accounts/second-factors/sealing.server.ts';
import { createTotpSecret, stepOf, writeCode } from '../../app/modules/accounts/second-factors/totp.ts';
import { createTenantSecrets } from '../../app/services/tenant-secrets.server.ts';
import { createToken, hashToken } from '../../app/services/tokens.server.ts';
import { createSoftwarePasskey, type SoftwarePasskey } from './software-passkey.ts';

/** Seals as the Workers of tests do. */
const secrets = createTenantSecrets([Uint8Array.from(Buffer.alloc(32, 'only for tests'))]);

/** An app that shows codes, as somebody has it on their phone. */
export interface TestAuthenticator {
  id: string;
  /** By which the database knows that the Worker has checked. */
  proof: string;
  /** The code of now, or of so many periods later. */
  code(later?: number): string;
  /** The period of now. */
  step(): number;
}

/**
 * Gives somebody an authenticator app.
 * @param isConfirmed  false for one whose first code was not typed yet
 */
export async function createAuthenticator(sql: Client, userId: string, isConfirmed = true): Promise<TestAuthenticator> {
  const id = randomUUID();
  const secret = createTotpSecret();
  const proof = createToken();
  const step = () => stepOf(Date.now());
  await sql.query(
    `insert into authenticators (id, user_id, sealed_secret, proof_hash, confirmed_at)
     values ($1, $2, $3, $4, case when $5 then now() end)`,
    [
      id,
      userId,
      await secrets.seal(`${secret}.${proof}`, factorOwner('authenticators', id)),
      hashToken(proof),
      isConfirmed,
    ],
  );
  return { id, proof, step, code: (later = 0) => writeCode(secret, step() + later) };
}

/** Gives somebody ten recovery codes. */
export async function giveRecoveryCodes(sql: Client, userId: string): Promise<string[]> {
  const codes = createRecoveryCodes();
  await sql.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::text[])', [
    userId,
    hashRecoveryCodes(codes),
  ]);
  return codes;
}

/** A passkey that somebody has, in the database and in software. */
export interface TestPasskey extends SoftwarePasskey {
  id: string;
  proof: string;
}

/**
 * Gives somebody a passkey of a site.
 * @param origin  of the Worker
 */
export async function createPasskey(sql: Client, userId: string, origin: string): Promise<TestPasskey> {
  const id = randomUUID();
  const proof = createToken();
  const passkey = createSoftwarePasskey(origin);
  await sql.query(
    `insert into passkeys (id, user_id, credential_id, public_key, transports, is_backed_up, name, sealed_proof, proof_hash)
     values ($1, $2, $3, $4, '{internal}', false, 'Laptop', $5, $6)`,
    [
      id,
      userId,
      passkey.credentialId,
      passkey.publicKey,
      await secrets.seal(proof, factorOwner('passkeys', id)),
      hashToken(proof),
    ],
  );
  return { ...passkey, id, proof };
}

/** Lets every session of somebody count as proved just now, and as opened with a second factor. */
export async function proveSessions(sql: Client, userId: string): Promise<void> {
  await sql.query('update sessions set proved_at = now(), second_factor_at = now() where user_id = $1', [userId]);
}

/** A sign-in that waits for its second step; its token is what the browser's cookie carries. */
export async function createPendingSignIn(
  sql: Client,
  userId: string,
  { isKnownDevice = false } = {},
): Promise<string> {
  const token = createToken();
  const device = { name: 'Firefox on Linux', country: null, tokenHash: hashToken(createToken()) };
  await sql.query(
    `insert into pending_sign_ins (token_hash, user_id, device, is_known_device, expires_at)
     values ($1, $2, $3, $4, now() + interval '10 minutes')`,
    [hashToken(token), userId, JSON.stringify(device), isKnownDevice],
  );
  return token;
}

/** Name and value of the cookie of a browser in the middle of signing in. */
export function pendingCookie(token: string): [string, string] {
  // As Remix writes a cookie: base64 of JSON.
  return ['__Host-pending', encodeURIComponent(Buffer.from(JSON.stringify(token)).toString('base64'))];
}
