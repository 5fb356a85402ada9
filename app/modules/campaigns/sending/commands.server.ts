import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Pauses an email that is being sent. */
export function pauseEmail(handle: QueryHandle, emailId: string) {
  return callFunction(handle, 'pause_email', { emailId });
}

/** Lets a paused email go on. */
export function resumeEmail(handle: QueryHandle, emailId: string) {
  return callFunction(handle, 'resume_email', { emailId });
}

/** Cancels a planned email, or what is left of one that is being sent. */
export function cancelEmail(handle: QueryHandle, emailId: string) {
  return callFunction(handle, 'cancel_email', { emailId });
}

/** Starts emails that are due. */
export function startDueEmails(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'start_due_emails', { limit });
}

/** Queues the next recipients of an email. */
export function queueRecipients(handle: QueryHandle, emailId: string, limit: number) {
  return callFunction(handle, 'queue_recipients', { emailId, limit });
}

/** Gives up waiting for answers about what was handed over so many seconds after its lease. */
export function sweepDeliveries(handle: QueryHandle, seconds: number) {
  return callFunction(handle, 'sweep_deliveries', { seconds });
}

/**
 * Finishes emails of which nothing is open.
 * @param holdsUnknown  whether a provider may still be asked about unknown outcomes
 */
export function finishEmails(handle: QueryHandle, holdsUnknown: boolean, limit: number) {
  return callFunction(handle, 'finish_emails', { holdsUnknown, limit });
}
