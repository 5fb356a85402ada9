import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Whether a reset token can still be used. */
export function isPasswordResetOpen(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'is_password_reset_open', { tokenHash });
}
