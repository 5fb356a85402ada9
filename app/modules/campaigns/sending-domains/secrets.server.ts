import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { resealAll } from '~/services/resealing.server.ts';

/** Owner of the key of a domain, as it is sealed. */
export const keyOwner = (domainId: string) => `sending_domains:${domainId}`;

/** Seals keys of domains by the newest key of ours. Says how many were sealed anew. */
export function resealDomainKeys({
  database,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'tenantSecrets'>): Promise<number> {
  return resealAll(tenantSecrets, {
    list: async (after, limit) =>
      (
        await database.write((handle) => ({
          listed: callFunction(handle, 'list_sealed_domain_keys', { after, limit }),
        }))
      ).listed,
    idOf: ({ domainId }) => domainId,
    textsOf: ({ domainId, sealed }) => [{ owner: keyOwner(domainId), sealed }],
    describe: ({ domainId }, before, after) => ({ domainId, before, after }),
    replace: async (keys) => {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_sealed_domain_keys', { keys }),
      }));
      return replaced[0]?.value ?? 0;
    },
  });
}
