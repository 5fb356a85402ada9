import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Expenses of a year to look at before it is closed, by what is open. */
export interface OpenPoints {
  readonly undecided: number;
  readonly withoutReceipt: number;
  readonly unmapped: number;
}

/** Closes a year over the open points that were shown; nothing is written while there are others. */
export function closeYear(handle: QueryHandle, year: number, { undecided, withoutReceipt, unmapped }: OpenPoints) {
  return callFunction(handle, 'close_tax_year', { year, undecided, withoutReceipt, unmapped });
}

/** Opens a closed year again. */
export function reopenYear(handle: QueryHandle, year: number) {
  return callFunction(handle, 'reopen_tax_year', { year });
}
