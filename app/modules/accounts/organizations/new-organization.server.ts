import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/**
 * Makes an organization with the viewer as its OWNER and moves their session there.
 * @param id  made with the form, so that sending it twice makes one
 */
export function createOrganization(handle: QueryHandle, id: string, name: string) {
  return callFunction(handle, 'create_organization', { id, name });
}
