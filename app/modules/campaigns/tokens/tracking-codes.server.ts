import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a tracking address stands for. Where a link leads is read from the database, so no address decides it. */
export interface TrackedAct {
  deliveryId: string;
  purpose: 'OPEN' | 'LINK';
  /** The number of the link in its email; 0 for opening. */
  link: number;
}

const purposes = ['OPEN', 'LINK'] as const;
/** Bytes: the id, the purpose, the link's number, and 128 bits that prove them. */
const contentLength = 16 + 1 + 2;
const proofLength = 16;

/**
 * Writes the code of a tracking address.
 * @param secret  the newest of TRACKING_SECRETS
 */
export function makeTrackingCode(secret: string, { deliveryId, purpose, link }: TrackedAct): string {
  const content = Buffer.alloc(contentLength);
  content.write(deliveryId.replaceAll('-', ''), 'hex');
  content.writeUInt8(purposes.indexOf(purpose), 16);
  content.writeUInt16BE(link, 17);
  return Buffer.concat([content, prove(secret, content)]).toString('base64url');
}

/**
 * Reads the code of a tracking address.
 * @param secrets  all of TRACKING_SECRETS
 * @returns undefined for a code that none of them made
 */
export function readTrackingCode(secrets: readonly string[], code: string): TrackedAct | undefined {
  const bytes = Buffer.from(code, 'base64url');
  // Other spellings of the same bytes are no code of ours.
  if (bytes.length !== contentLength + proofLength || bytes.toString('base64url') !== code) return undefined;
  const content = bytes.subarray(0, contentLength);
  const proof = bytes.subarray(contentLength);
  if (!secrets.some((secret) => timingSafeEqual(prove(secret, content), proof))) return undefined;
  const purpose = purposes[content.readUInt8(16)];
  if (purpose === undefined) return undefined;
  const id = content.toString('hex', 0, 16);
  const deliveryId = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
  return { deliveryId, purpose, link: content.readUInt16BE(17) };
}

function prove(secret: string, content: Buffer): Buffer {
  return createHmac('sha256', secret).update('tracking ').update(content).digest().subarray(0, proofLength);
}
