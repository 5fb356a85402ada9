import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** Owner of the secrets of an alert's webhook, as they are sealed. */
export const secretOwner = (alertId: string) => `reid_alerts:${alertId}`;

const alertsAtOnce = 500;
const beforeTheFirst = '00000000-0000-0000-0000-000000000000';

/**
 * Seals secrets of webhooks by the newest key that an older one sealed, so that the older can be dropped a day after the newer
 * came. What no key opens stays as it is: its deliveries say so. Says how many alerts have such a secret now.
 */
export async function resealWebhookSecrets({
  database,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'tenantSecrets'>): Promise<number> {
  let resealed = 0;
  for (let after = beforeTheFirst; ; ) {
    const { listed } = await database.write((handle) => ({
      listed: callFunction(handle, 'list_webhook_secrets', { after, limit: alertsAtOnce }),
    }));
    const secrets: { alertId: string; before: string; after: string }[] = [];
    for (const { alertId, secret, previousSecret } of listed) {
      for (const before of [secret, previousSecret]) {
        if (before === null || tenantSecrets.isSealedByNewestKey(before)) continue;
        const owner = secretOwner(alertId);
        const opened = await tenantSecrets.open(before, owner);
        if (opened !== undefined) secrets.push({ alertId, before, after: await tenantSecrets.seal(opened, owner) });
      }
    }
    if (secrets.length > 0) {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_sealed_secrets', { secrets }),
      }));
      resealed += replaced[0]?.value ?? 0;
    }
    const last = listed.at(-1);
    if (listed.length < alertsAtOnce || !last) return resealed;
    after = last.alertId;
  }
}
