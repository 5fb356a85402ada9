import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { BulkChange } from './schema.ts';

/** Does the same to every ticked expense that is still as its page showed it; each outcome with its count. */
export function changeExpenses(handle: QueryHandle, { act, rows, category, property, note }: BulkChange) {
  return callFunction(handle, 'change_expenses', {
    ids: rows.map(({ id }) => id),
    versions: rows.map(({ version }) => version),
    act,
    target: (act === 'SET_CATEGORY' ? category : act === 'SET_PROPERTY' ? property : null) ?? null,
    note: note ?? null,
  });
}
