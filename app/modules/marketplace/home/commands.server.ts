import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Puts the list of first steps of the viewer's organization away, for good. */
export function endFirstSteps(handle: QueryHandle) {
  return callFunction(handle, 'end_first_steps', {});
}
