import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedIncome } from './schema.ts';

/** Saves an entry of income; version 0 adds it, once for its id. */
export function saveIncome(handle: QueryHandle, { intent, id, version, ...entry }: TypedIncome) {
  return callFunction(handle, 'save_income', { id, version, entry });
}

/** Deletes an entry of income. */
export function deleteIncome(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_income', { id });
}
