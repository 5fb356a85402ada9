import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { factorOwner } from './sealing.server.ts';

/** Removes challenges that have ended, secrets nobody confirmed and old failures; says how many rows that were. */
export async function forgetFactorLeftovers({ database }: SystemContext): Promise<{ forgotten: number }> {
  const { forgotten } = await database.write((handle) => ({
    forgotten: callFunction(handle, 'forget_factor_leftovers', {}),
  }));
  return { forgotten: forgotten[0]?.value ?? 0 };
}

/** Tells by mail whoever still has no second factor a few days before it is required of them; says how many mails that were. */
export async function remindOfSecondFactors({
  database,
}: Pick<SystemContext, 'database'>): Promise<{ queued: number }> {
  const { reminded } = await database.write((handle) => ({
    reminded: callFunction(handle, 'remind_of_second_factors', {}),
  }));
  return { queued: reminded[0]?.value ?? 0 };
}

const factorsAtOnce = 500;
const beforeTheFirst = '00000000-0000-0000-0000-000000000000';

/**
 * Seals by the newest key what an older one sealed of second factors, so that the older can be dropped a day after the newer came.
 * What no key opens stays as it is: its person has recovery codes. Says how many were sealed anew.
 */
export async function resealFactors({
  database,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'tenantSecrets'>): Promise<number> {
  let resealed = 0;
  for (let after = beforeTheFirst; ; ) {
    const { listed } = await database.write((handle) => ({
      listed: callFunction(handle, 'list_sealed_factors', { after, limit: factorsAtOnce }),
    }));
    const factors: { id: string; before: string; after: string }[] = [];
    for (const { id, kind, sealed } of listed) {
      if (tenantSecrets.isSealedByNewestKey(sealed)) continue;
      const owner = factorOwner(kind === 'passkeys' ? 'passkeys' : 'authenticators', id);
      const opened = await tenantSecrets.open(sealed, owner);
      if (opened !== undefined) factors.push({ id, before: sealed, after: await tenantSecrets.seal(opened, owner) });
    }
    if (factors.length > 0) {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_sealed_factors', { factors }),
      }));
      resealed += replaced[0]?.value ?? 0;
    }
    const last = listed.at(-1);
    if (listed.length < factorsAtOnce || !last) return resealed;
    after = last.id;
  }
}
