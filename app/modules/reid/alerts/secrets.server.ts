import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { resealAll } from '~/services/resealing.server.ts';

/** Owner of the secrets of an alert's webhook, as they are sealed. */
export const secretOwner = (alertId: string) => `reid_alerts:${alertId}`;

/** Seals secrets of webhooks by the newest key. Deliveries say of what no key opens. Says how many alerts have such a secret now. */
export function resealWebhookSecrets({
  database,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'tenantSecrets'>): Promise<number> {
  return resealAll(tenantSecrets, {
    list: async (after, limit) =>
      (await database.write((handle) => ({ listed: callFunction(handle, 'list_webhook_secrets', { after, limit }) })))
        .listed,
    idOf: ({ alertId }) => alertId,
    textsOf: ({ alertId, secret, previousSecret }) =>
      [secret, previousSecret]
        .filter((sealed) => sealed !== null)
        .map((sealed) => ({ owner: secretOwner(alertId), sealed })),
    describe: ({ alertId }, before, after) => ({ alertId, before, after }),
    replace: async (secrets) => {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_sealed_secrets', { secrets }),
      }));
      return replaced[0]?.value ?? 0;
    },
  });
}
