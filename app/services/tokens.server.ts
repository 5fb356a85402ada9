import { hash, randomBytes } from 'node:crypto';

/** 256 random bits as 43 characters of base64url: for sessions, invitations and password resets. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex, the only form in which the database sees a token. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}
