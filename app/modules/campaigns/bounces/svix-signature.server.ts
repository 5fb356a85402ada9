import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds by which the clocks of both sides may differ, and a message may be late. */
const tolerance = 300;

/** A webhook's message as it came. */
export interface SignedEvent {
  headers: Headers;
  body: string;
}

/**
 * Checks the signature of a webhook by Svix: HMAC-SHA256 of id, seconds and body, joined by full stops.
 * @param secret  `whsec_` and the key in base64
 * @returns the id of the message; undefined where it is forged or older than five minutes
 */
export function verifySvixSignature({ headers, body }: SignedEvent, secret: string, now: Date): string | undefined {
  const id = headers.get('svix-id');
  const timestamp = headers.get('svix-timestamp');
  const signatures = headers.get('svix-signature');
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance) return undefined;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  const isRight = signatures.split(' ').some((signature) => {
    const [version, value = ''] = signature.split(',');
    const given = Buffer.from(value, 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
  return isRight ? id : undefined;
}
