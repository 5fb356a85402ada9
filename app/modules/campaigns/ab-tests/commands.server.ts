import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Tests that are to be decided, with what they counted. */
export function listDueAbTests(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'list_due_ab_tests', { limit });
}

/** Lets the others get a subject, unless that was decided before. */
export function decideAbTest(handle: QueryHandle, emailId: string, winner: 'A' | 'B', reason: string) {
  return callFunction(handle, 'decide_ab_test', { emailId, winner, reason });
}

/** Chooses a subject before the test is over. */
export function chooseAbWinner(handle: QueryHandle, emailId: string, winner: 'A' | 'B') {
  return callFunction(handle, 'choose_ab_winner', { emailId, winner });
}
