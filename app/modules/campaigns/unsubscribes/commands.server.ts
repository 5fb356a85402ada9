import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Ends all mail to whom a message went to. An unknown token is answered alike. */
export function unsubscribeByToken(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'unsubscribe_by_token', { tokenHash });
}

/** Takes them off one list. */
export function leaveListByToken(handle: QueryHandle, tokenHash: string, listId: string) {
  return callFunction(handle, 'leave_list_by_token', { tokenHash, listId });
}
