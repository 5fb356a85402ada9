import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/**
 * Deletes the viewer's account.
 * @param typed  their email, as a confirmation
 * @param closing  ids of organizations that are closed with it
 */
export function deleteAccount(handle: QueryHandle, { typed, closing }: { typed: string; closing: readonly string[] }) {
  return callFunction(handle, 'delete_account', { typed, closing });
}

/**
 * Closes the viewer's organization in 30 days.
 * @param typed  its name, as a confirmation
 */
export function closeOrganization(handle: QueryHandle, typed: string) {
  return callFunction(handle, 'close_organization', { typed });
}

/** Keeps the viewer's organization open after all. */
export function keepOrganizationOpen(handle: QueryHandle) {
  return callFunction(handle, 'keep_organization_open', {});
}
