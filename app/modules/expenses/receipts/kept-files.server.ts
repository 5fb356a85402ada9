import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { receiptTypes } from '~/services/files/types.ts';
import type { FiledReceipt } from './commands.server.ts';

// A form that is refused keeps its files: they are in the bucket, and the page carries their names, signed, until it is sent again. The
// sweep removes those that never are.

/** Less than the day after which a file without a row is swept away. */
const keptForMilliseconds = 20 * 60 * 60 * 1000;

const keptSchema = z.object({
  key: z.string(),
  name: z.string(),
  type: z.enum(receiptTypes),
  size: z.number(),
  digest: z.string(),
  until: z.number(),
});

/** The text by which a page carries a file. */
export function writeKeptFile({ key, name, type, size, digest }: FiledReceipt, secrets: readonly string[]): string {
  const until = Date.now() + keptForMilliseconds;
  const payload = Buffer.from(JSON.stringify({ key, name, type, size, digest, until })).toString('base64url');
  return `${payload}.${sign(payload, secrets[0] ?? '')}`;
}

/** A file that a form carries; undefined for what is not ours. `isOver` once it may be gone. */
export function readKeptFile(
  text: string,
  secrets: readonly string[],
): (FiledReceipt & { isOver: boolean }) | undefined {
  const [payload = '', signature = ''] = text.split('.');
  if (!secrets.some((secret) => isEqual(sign(payload, secret), signature))) return undefined;
  // Signed by us, so it is what we wrote.
  const { until, ...file } = keptSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return { ...file, isOver: until < Date.now() };
}

const sign = (payload: string, secret: string) =>
  createHmac('sha256', secret).update(`kept receipt ${payload}`).digest('base64url');

function isEqual(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
