import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** The viewer's sessions that still live, this one first, then the latest used. */
export function listSessions(handle: QueryHandle) {
  return callFunction(handle, 'list_sessions', {});
}
