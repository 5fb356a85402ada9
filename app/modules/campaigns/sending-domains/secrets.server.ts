import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';

/** Owner of the key of a domain, as it is sealed. */
export const keyOwner = (domainId: string) => `sending_domains:${domainId}`;

const keysAtOnce = 200;
const beforeTheFirst = '00000000-0000-0000-0000-000000000000';

/**
 * Seals keys of domains by the newest key of ours that an older one sealed, so that the older can be dropped a day after the newer came.
 * What no key opens stays as it is. Says how many were sealed anew.
 */
export async function resealDomainKeys({
  database,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'tenantSecrets'>): Promise<number> {
  let resealed = 0;
  for (let after = beforeTheFirst; ; ) {
    const { listed } = await database.write((handle) => ({
      listed: callFunction(handle, 'list_sealed_domain_keys', { after, limit: keysAtOnce }),
    }));
    const keys: { domainId: string; before: string; after: string }[] = [];
    for (const { domainId, sealed } of listed) {
      if (tenantSecrets.isSealedByNewestKey(sealed)) continue;
      const opened = await tenantSecrets.open(sealed, keyOwner(domainId));
      if (opened !== undefined)
        keys.push({ domainId, before: sealed, after: await tenantSecrets.seal(opened, keyOwner(domainId)) });
    }
    if (keys.length > 0) {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_sealed_domain_keys', { keys }),
      }));
      resealed += replaced[0]?.value ?? 0;
    }
    const last = listed.at(-1);
    if (listed.length < keysAtOnce || !last) return resealed;
    after = last.domainId;
  }
}
