import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** What a lane needs of an email, with the sealed key of its sender. Nothing for one that is not being sent. */
export function findLane(handle: QueryHandle, emailId: string) {
  return callFunction(handle, 'find_lane', { emailId });
}

/** Lanes in which something can be handed over, organizations in turn. */
export function listLanes(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'list_lanes', { limit });
}

/** Emails whose recipients are not all queued. */
export function listEmailsToQueue(handle: QueryHandle, limit: number) {
  return callFunction(handle, 'list_emails_to_queue', { limit });
}
