import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { Platform } from '../posts/platforms.ts';
import type { AccountKind } from './kinds.ts';

/** Counts a try of an account, before its server is asked. */
export function beginAccountTest(handle: QueryHandle, accountId: string | null) {
  return callFunction(handle, 'begin_account_test', { accountId });
}

/** An account that was tried. */
export interface NewAccount {
  id: string;
  kind: AccountKind;
  /** Null for a webhook that takes posts of any. */
  platform: Platform | null;
  name: string;
  server: string;
  handle: string | null;
  maxCharacters: number | null;
}

/** Connects an account. */
export function connectAccount(handle: QueryHandle, account: NewAccount, sealedCredentials: string) {
  const { id, kind, platform, name, server, handle: who, maxCharacters } = account;
  return callFunction(handle, 'connect_account', {
    id,
    account: { kind, platform, name, server, handle: who, max_characters: maxCharacters },
    sealedCredentials,
  });
}

/** Disconnects an account: its posts are published by hand from now on. */
export function disconnectAccount(handle: QueryHandle, id: string) {
  return callFunction(handle, 'disconnect_account', { id });
}

/** Notes what a try of an account found. Only as nobody. */
export function noteAccountCheck(
  handle: QueryHandle,
  accountId: string,
  { problem, maxCharacters }: { problem: string | null; maxCharacters: number | null },
) {
  return callFunction(handle, 'note_account_check', { accountId, problem, maxCharacters });
}
