import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { Decision } from './schema.ts';

/** Decides about an expense that is still as its page showed it. */
export function decideExpense(handle: QueryHandle, { intent, id, version, note }: Decision) {
  return callFunction(handle, 'decide_expense', { id, version, decision: intent, note: note ?? null });
}

/** Says whether another person has to approve what those who approve spent. */
export function requireAnotherPerson(handle: QueryHandle, isRequired: boolean) {
  return callFunction(handle, 'require_another_person', { isRequired });
}
