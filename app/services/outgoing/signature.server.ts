import { createHmac, randomBytes } from 'node:crypto';

/** The secret of a webhook, and how long it signs. */
export interface WebhookSecret {
  secret: string;
  /** Null for the newest; a day after another one took its place for the one before. */
  until: Date | null;
}

const prefix = 'whsec_';

/** A secret of 256 random bits, written as Standard Webhooks says: `whsec_` and base64. */
export function createWebhookSecret(): string {
  return prefix + randomBytes(32).toString('base64');
}

/** The secrets that sign now: the newest, and for a day the one before, so that receivers have time to change. */
export function listSigningSecrets(secrets: readonly WebhookSecret[], now: Date): string[] {
  return secrets.filter(({ until }) => until === null || now < until).map(({ secret }) => secret);
}

/** A message to be signed. */
export interface SignedMessage {
  /** The same at every try of a message, so that receivers can tell a second one. It holds no full stop. */
  id: string;
  sentAt: Date;
  body: string;
  /** One signature each. */
  secrets: readonly string[];
}

/**
 * The headers that prove where a message comes from, as Standard Webhooks (standardwebhooks.com, symmetric signatures) has
 * them: HMAC-SHA256 of id, seconds and body, joined by full stops.
 */
export function signMessage({ id, sentAt, body, secrets }: SignedMessage): Record<string, string> {
  const timestamp = Math.floor(sentAt.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': `${timestamp}`, 'webhook-signature': signatures.join(' ') };
}
