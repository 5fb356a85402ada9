import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Whose password a reset token opens; no row when it can no longer be used. */
export function findPasswordReset(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_password_reset', { tokenHash });
}

/** What the link of a sign-in mail does in the browser whose token has this hash. */
export function findSignInMail(handle: QueryHandle, tokenHash: string, browserHash: string) {
  return callFunction(handle, 'find_sign_in_mail', { tokenHash, browserHash });
}
