import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** The organizations whose only OWNER is the viewer; they have to be handed over, or closed, before the account goes. */
export function listSoleOwnerships(handle: QueryHandle) {
  return callFunction(handle, 'list_sole_ownerships', {});
}

/** Whether the viewer's organization owes something, and who closed it; one row for an OWNER, none for anybody else. */
export function findClosingState(handle: QueryHandle) {
  return callFunction(handle, 'find_closing_state', {});
}
