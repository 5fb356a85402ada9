import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** The years that books are kept of, newest first, with their open points; no rows for a MEMBER. */
export function listBookYears(handle: QueryHandle) {
  return callFunction(handle, 'list_book_years', {});
}
