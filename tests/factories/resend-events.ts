import { createHmac, randomUUID } from 'node:crypto';
import { resendWebhookSecret } from '../setup/worker.ts';

/** The headers by which Svix signs an event of Resend. */
export function signResendEvent(
  body: string,
  { id = `msg_${randomUUID()}`, sentAt = new Date() }: { id?: string; sentAt?: Date } = {},
): Record<string, string> {
  const timestamp = Math.floor(sentAt.getTime() / 1000);
  const key = Buffer.from(resendWebhookSecret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'svix-id': id, 'svix-timestamp': `${timestamp}`, 'svix-signature': `v1,${signature}` };
}
