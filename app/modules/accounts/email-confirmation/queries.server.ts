import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Finds what the link of a mail confirms; no row when it is unknown or used. */
export function findEmailConfirmation(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_email_confirmation', { tokenHash });
}
