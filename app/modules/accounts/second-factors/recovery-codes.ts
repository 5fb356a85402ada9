import { randomBytes } from 'node:crypto';
import { hashToken } from '~/services/tokens.server.ts';

/** Codes that somebody gets at a time. */
const codesAtOnce = 10;
/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Characters of a code: 79 bits, which nobody finds from its hash. */
const lengthOfCode = 16;

/** Ten new codes such as `k3vm-8xqd-rt5a-hw2c`, each of which stands in for a second factor once. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: codesAtOnce }, () => groupCode(randomLetters(lengthOfCode)));
}

/** The hash of a code, the only form in which the database sees it; undefined for what cannot be one. */
export function hashRecoveryCode(typed: string): string | undefined {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '');
  return code.length === lengthOfCode && [...code].every((letter) => alphabet.includes(letter))
    ? hashToken(code)
    : undefined;
}

/** The hashes of new codes. */
export function hashRecoveryCodes(codes: readonly string[]): string[] {
  return codes.flatMap((code) => hashRecoveryCode(code) ?? []);
}

const groupCode = (letters: string) => letters.replaceAll(/(.{4})(?=.)/g, '$1-');

/** Random letters, each as likely as the others: bytes beyond the last whole multiple are thrown away. */
function randomLetters(count: number): string {
  let letters = '';
  while (letters.length < count) {
    const [byte = 255] = randomBytes(1);
    if (byte < 256 - (256 % alphabet.length)) letters += alphabet.charAt(byte % alphabet.length);
  }
  return letters;
}
