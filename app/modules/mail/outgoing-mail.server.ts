import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** A queued mail that one sender holds for ten minutes. */
export interface ClaimedMail {
  id: string;
  /** Its number, from 1. */
  attempt: number;
  kind: string;
  recipient: string;
  content: unknown;
}

/** Takes up to so many mails that are due. */
export function claimMail(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'claim_mail', { limit });
}

/** Notes that the message goes out now; false when it is no longer this sender's. */
export function handOverMail(handle: QueryHandle, { id, attempt }: ClaimedMail) {
  return callFunction(handle, 'hand_over_mail', { id, attempt });
}

/** The result of an attempt. */
export type Attempt = { error: null } | { error: string; again: boolean };

/** Notes what became of an attempt, and says what happens to the mail: null when it is no longer this sender's. */
export function settleMail(handle: QueryHandle, { id, attempt }: ClaimedMail, result: Attempt) {
  const again = result.error !== null && result.again;
  return callFunction(handle, 'settle_mail', { id, attempt, error: result.error, again });
}
