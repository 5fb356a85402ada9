import { callFunction, type Row } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** What the message with this token is put together from. */
export function findViewedEmail(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_viewed_email', { tokenHash });
}
export type ViewedEmail = Row<'find_viewed_email'>;
