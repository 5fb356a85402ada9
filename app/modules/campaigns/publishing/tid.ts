import { createHash } from 'node:crypto';

const letters = '234567abcdefghijklmnopqrstuvwxyz';

/**
 * The key of a post's record on Bluesky, a TID of the AT Protocol: 53 bits of microseconds and 10 of a clock, in base 32 that sorts.
 * It follows from the row alone, so publishing a post again writes the same record and makes no second one.
 * @param createdAt  of the row
 * @param id  of the row: what the milliseconds leave open comes from it
 */
export function makeTid(createdAt: Date, id: string): string {
  const bits = createHash('sha256').update(id).digest().readUInt32BE(0);
  const microseconds = BigInt(createdAt.getTime()) * 1000n + BigInt(bits % 1000);
  const value = (microseconds << 10n) | BigInt(bits >>> 22);
  return Array.from({ length: 13 }, (_, place) => letters[Number((value >> BigInt(60 - 5 * place)) & 31n)]).join('');
}
