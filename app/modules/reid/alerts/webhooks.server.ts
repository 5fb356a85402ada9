import { callFunction, type Row } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import type { Delivery, WebhookMessage } from '~/services/outgoing/requests.server.ts';
import { planRetry } from '~/services/outgoing/retry-plan.ts';
import { listSigningSecrets, type WebhookSecret } from '~/services/outgoing/signature.server.ts';
import { secretOwner } from './secrets.server.ts';

type Claimed = Row<'claim_webhook_deliveries'>;

/** Deliveries of one run: five at once and five seconds each, so at most twenty seconds and well within their lease. */
const mostDeliveries = 20;

/**
 * Sends the messages of webhooks that are due. Only work without a visitor is handed any: see `asNobody`.
 * @returns how many were tried, and how many were answered with 2xx
 */
export async function deliverWebhooks({
  database,
  outgoing,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'outgoing' | 'tenantSecrets'>): Promise<{ tried: number; delivered: number }> {
  const { claimed } = await database.write((handle) => ({
    claimed: callFunction(handle, 'claim_webhook_deliveries', { limit: mostDeliveries }),
  }));
  if (claimed.length === 0) return { tried: 0, delivered: 0 };
  const sealed = await Promise.all(claimed.map((one) => openSecrets(tenantSecrets, one)));
  const messages: { claimed: Claimed; message: WebhookMessage }[] = [];
  const results: object[] = [];
  for (const [place, one] of claimed.entries()) {
    const secrets = sealed[place] ?? [];
    if (secrets.length > 0)
      messages.push({ claimed: one, message: { id: one.id, address: one.address, body: one.body, secrets } });
    else results.push(describeResult(one, unreadable));
  }
  const deliveries = await outgoing.sendAll(messages.map(({ message }) => message));
  for (const [place, { claimed: one }] of messages.entries())
    results.push(describeResult(one, deliveries[place] ?? unreadable));
  await database.write((handle) => ({ settled: callFunction(handle, 'settle_webhook_deliveries', { results }) }));
  return { tried: claimed.length, delivered: deliveries.filter(({ outcome }) => outcome === 'DELIVERED').length };
}

/** Its key is gone, or it was copied from another alert. Trying again would not help, a new secret does. */
const unreadable: Delivery = {
  outcome: 'FAILED',
  status: null,
  explanation: 'Its secret cannot be read. Make a new one.',
  answer: '',
};

/** The secrets that sign now. None where the newest cannot be read. */
async function openSecrets(
  tenantSecrets: SystemContext['tenantSecrets'],
  { alertId, secret, previousSecret, previousUntil }: Claimed,
): Promise<string[]> {
  const owner = secretOwner(alertId);
  const newest = await tenantSecrets.open(secret, owner);
  if (newest === undefined) return [];
  const previous = previousSecret === null ? undefined : await tenantSecrets.open(previousSecret, owner);
  const secrets: WebhookSecret[] = [{ secret: newest, until: null }];
  if (previous !== undefined && previousUntil !== null)
    secrets.push({ secret: previous, until: new Date(previousUntil) });
  return listSigningSecrets(secrets, new Date());
}

function describeResult({ id, attempt }: Claimed, delivery: Delivery) {
  const { outcome, status, explanation } = delivery;
  const mayRetry = outcome === 'FAILED' && delivery !== unreadable;
  const retryAt = mayRetry ? planRetry(attempt, new Date())?.toISOString() : undefined;
  return { id, attempt, outcome, status, problem: explanation, retryAt: retryAt ?? null };
}
