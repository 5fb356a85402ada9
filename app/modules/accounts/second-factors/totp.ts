import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// Codes of authenticator apps as RFC 6238 has them, with what every app takes: HMAC-SHA-1, six digits, 30 seconds.

/** Seconds that a code counts. */
const period = 30;
/** Codes before and after the current one that are taken, for clocks that differ and people who type slowly. */
const tolerance = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits, as people type it into an app: 32 characters of base32. */
export function createTotpSecret(): string {
  return writeBase32(randomBytes(20));
}

/** The period of 30 seconds that a moment (milliseconds) is in. */
export const stepOf = (milliseconds: number) => Math.floor(milliseconds / 1000 / period);

/**
 * The code of a period, six digits.
 * @param secret  base32
 */
export function writeCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', readBase32(secret)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/**
 * The period that a typed code is of, the current one or one beside it; undefined for a wrong code.
 * @param now  milliseconds
 */
export function matchCode(secret: string, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const current = stepOf(now);
  let found: number | undefined;
  // All are compared whatever comes out, the newest last: of two equal codes the later one is used up.
  for (let step = current - tolerance; step <= current + tolerance; step += 1) {
    if (timingSafeEqual(Buffer.from(writeCode(secret, step)), Buffer.from(code))) found = step;
  }
  return found;
}

/** The address that apps read from the QR code. */
export function writeTotpAddress(secret: string, email: string): string {
  const facts = { secret, issuer: 'Lotline', algorithm: 'SHA1', digits: '6', period: `${period}` };
  return `otpauth://totp/${encodeURIComponent(`Lotline:${email}`)}?${new URLSearchParams(facts)}`;
}

/** A secret in groups of four, to be read and typed. */
export const groupSecret = (secret: string) => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');

function writeBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five, 2))).join('');
}

function readBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
