import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Finds what the link of a mail confirms; no row when it is unknown or used. */
export function findEmailConfirmation(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_email_confirmation', { tokenHash });
}

/** Finds the address that the viewer's account changes to; null when none waits. */
export function findPendingEmail(handle: QueryHandle) {
  return callFunction(handle, 'find_pending_email', {});
}
