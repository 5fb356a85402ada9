import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { PayeeEntry } from './schema.ts';

/** Adds a payee, or changes what is kept of them. */
export function savePayee(handle: QueryHandle, entry: PayeeEntry) {
  return callFunction(handle, 'save_payee', entry);
}

/** Archives a payee, who is not picked any more then, or takes them back. */
export function archivePayee(handle: QueryHandle, id: string, isActive: boolean) {
  return callFunction(handle, 'archive_payee', { id, isActive });
}
