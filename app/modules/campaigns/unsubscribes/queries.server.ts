import { z } from 'zod';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** What the page of a token shows; nothing for an unknown one. */
export function findUnsubscribePage(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_unsubscribe_page', { tokenHash });
}

/** The lists of that page. */
export const listsSchema = z.array(z.object({ id: z.string(), name: z.string() }));
