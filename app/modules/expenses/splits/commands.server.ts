import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { SplitPart } from './schema.ts';

/** Splits an expense that is still at that version. */
export function splitExpense(handle: QueryHandle, id: string, version: number, parts: readonly SplitPart[]) {
  return callFunction(handle, 'split_expense', {
    id,
    version,
    parts: parts.map((part) => ({
      id: part.id,
      amount: part.amount,
      categoryId: part.categoryId,
      listingId: part.listingId ?? null,
      percent: part.percent ?? null,
    })),
  });
}
