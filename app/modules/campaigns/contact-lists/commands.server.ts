import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedList } from './schema.ts';

/** Makes a list, or changes its name and description. */
export function saveContactList(handle: QueryHandle, { id, name, description }: TypedList, isNew: boolean) {
  return callFunction(handle, 'save_contact_list', { id, isNew, name, description });
}

/** Deletes a list. Its contacts stay. */
export function deleteContactList(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_contact_list', { id });
}
