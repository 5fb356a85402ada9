import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { BulkChange } from './schema.ts';

/** Does the same to every ticked expense that is still as its page showed it; each outcome with its count. */
export function changeExpenses(handle: QueryHandle, change: BulkChange) {
  const { act, rows, note } = change;
  return callFunction(handle, 'change_expenses', {
    ids: rows.map(({ id }) => id),
    versions: rows.map(({ version }) => version),
    act,
    target: findTarget(change),
    note: note ?? null,
  });
}

/** Id of the category or property that they get; null for none. */
function findTarget({ act, category, property }: BulkChange): string | null {
  if (act === 'SET_CATEGORY') return category ?? null;
  return act === 'SET_PROPERTY' && property !== 'NONE' ? (property ?? null) : null;
}
