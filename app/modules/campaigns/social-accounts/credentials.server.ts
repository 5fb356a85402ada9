import { callFunction } from '#db/call-function.server.ts';
import type { SystemContext } from '~/load-context.ts';
import type { OpenAccount } from '../publishing/publication.ts';
import { type AccountKind, readAccountKind } from './kinds.ts';

/** Owner of the credentials of an account, as they are sealed. */
export const credentialsOwner = (accountId: string) => `social_accounts:${accountId}`;

/** An account with what is needed to ask its server. */
export interface OpenedAccount {
  kind: AccountKind;
  maxCharacters: number | null;
  /** Undefined where its key is gone. */
  credentials: OpenAccount | undefined;
}

type Services = Pick<SystemContext, 'database' | 'tenantSecrets'>;

const beforeTheFirst = '00000000-0000-0000-0000-000000000000';

/** Opens accounts by their ids. Only work without a visitor is handed any: see `asNobody`. */
export async function openAccounts(
  { database, tenantSecrets }: Services,
  ids: readonly string[],
): Promise<Map<string, OpenedAccount>> {
  const { listed } = await database.write((handle) => ({
    listed: callFunction(handle, 'list_account_credentials', {
      ids: [...new Set(ids)],
      after: beforeTheFirst,
      limit: ids.length,
    }),
  }));
  const opened = new Map<string, OpenedAccount>();
  for (const { accountId, kind, server, handle, maxCharacters, sealedCredentials } of listed) {
    const secret = await tenantSecrets.open(sealedCredentials, credentialsOwner(accountId));
    const credentials = secret === undefined ? undefined : { server, handle, secret };
    opened.set(accountId, { kind: readAccountKind(kind), maxCharacters, credentials });
  }
  return opened;
}

const accountsAtOnce = 500;

/**
 * Seals the credentials of accounts by the newest key that an older one sealed, so that the older can be dropped a day after the newer came.
 * What no key opens stays as it is: its posts say so. Says how many accounts that were.
 */
export async function resealAccountCredentials({ database, tenantSecrets }: Services): Promise<number> {
  let resealed = 0;
  for (let after = beforeTheFirst; ; ) {
    const { listed } = await database.write((handle) => ({
      listed: callFunction(handle, 'list_account_credentials', { ids: null, after, limit: accountsAtOnce }),
    }));
    const secrets: { accountId: string; before: string; after: string }[] = [];
    for (const { accountId, sealedCredentials: before } of listed) {
      if (tenantSecrets.isSealedByNewestKey(before)) continue;
      const owner = credentialsOwner(accountId);
      const opened = await tenantSecrets.open(before, owner);
      if (opened !== undefined) secrets.push({ accountId, before, after: await tenantSecrets.seal(opened, owner) });
    }
    if (secrets.length > 0) {
      const { replaced } = await database.write((handle) => ({
        replaced: callFunction(handle, 'replace_account_credentials', { secrets }),
      }));
      resealed += replaced[0]?.value ?? 0;
    }
    const last = listed.at(-1);
    if (listed.length < accountsAtOnce || !last) return resealed;
    after = last.accountId;
  }
}
