import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import { resealAll } from '~/services/resealing.server.ts';
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

/** Seals second factors by the newest key. Whose no key opens has recovery codes. Says how many were sealed anew. */
export function resealFactors({
  database,
  tenantSecrets,
}: Pick<SystemContext, 'database' | 'tenantSecrets'>): Promise<number> {
  return resealAll(tenantSecrets, {
    list: async (after, limit) =>
      (await database.write((handle) => ({ listed: callFunction(handle, 'list_sealed_factors', { after, limit }) })))
        .listed,
    idOf: ({ id }) => id,
    textsOf: ({ id, kind, sealed }) => [
      { owner: factorOwner(kind === 'passkeys' ? 'passkeys' : 'authenticators', id), sealed },
    ],
    describe: ({ id }, before, after) => ({ id, before, after }),
    replace: async (factors) => {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_sealed_factors', { factors }),
      }));
      return replaced[0]?.value ?? 0;
    },
  });
}
