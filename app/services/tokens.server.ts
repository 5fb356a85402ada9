import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** A token as `createToken` makes it. */
export const tokenSchema = z.string().regex(/^[\w-]{43}$/);

/** 256 random bits as 43 characters of base64url: for sessions, invitations and password resets. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex, the only form in which the database sees a token. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}

/** The hash of a token that came in an address; for anything else that of none that was ever given out. */
export function hashSentToken(token: string | null | undefined): string {
  return hashToken(tokenSchema.safeParse(token).data ?? '');
}
