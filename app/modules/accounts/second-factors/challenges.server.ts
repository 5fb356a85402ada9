import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { hashToken } from '~/services/tokens.server.ts';

// A challenge is what a passkey signs. It proves by itself that we made it, for what and for whom, so that showing a page with one
// writes nothing; the database remembers those that were signed, until they end.

/** Milliseconds that a challenge is good for: as long as somebody may look for their key. */
const lifetime = 10 * 60_000;
const nonceLength = 16;
const endLength = 8;

/** What the signature is asked for. What is signed for one of them counts for no other. */
export type ChallengePurpose = 'sign-in' | 'second-step' | 'proof' | 'registration';

interface Subject {
  purpose: ChallengePurpose;
  /** Whose it is: id of the person or hash of the pending sign-in; empty where nobody is known yet. */
  subject: string;
}

/**
 * A new challenge, base64url.
 * @param secrets  the secrets of cookies: the first signs, all verify
 */
export function createChallenge(secrets: readonly string[], asked: Subject, now = Date.now()): string {
  const end = Buffer.alloc(endLength);
  end.writeBigUInt64BE(BigInt(now + lifetime));
  const head = Buffer.concat([randomBytes(nonceLength), end]);
  return Buffer.concat([head, sign(secrets[0] ?? '', head, asked)]).toString('base64url');
}

/** Whether we made this challenge for this and it has not ended. Whether it was signed before, only the database knows. */
export function isOwnChallenge(
  secrets: readonly string[],
  challenge: string,
  asked: Subject,
  now = Date.now(),
): boolean {
  const bytes = Buffer.from(challenge, 'base64url');
  const head = bytes.subarray(0, nonceLength + endLength);
  const signature = bytes.subarray(nonceLength + endLength);
  if (signature.length !== 32 || Number(head.readBigUInt64BE(nonceLength)) < now) return false;
  return secrets.some((secret) => timingSafeEqual(sign(secret, head, asked), signature));
}

/** The form in which the database remembers a challenge. */
export const hashChallenge = (challenge: string) => hashToken(challenge);

const sign = (secret: string, head: Buffer, { purpose, subject }: Subject) =>
  createHmac('sha256', secret).update(`passkey challenge\0${purpose}\0${subject}\0`).update(head).digest();
