import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { describeCheckout } from '~/modules/marketplace/checkout/commands.server.ts';
import type { Approval, RequestLine } from './schema.ts';

/** Sends the viewer's cart to those who may order it. Only `SENT` writes anything. */
export function sendRequest(handle: QueryHandle, reason: string) {
  return callFunction(handle, 'send_request', { reason });
}

/** Takes back the viewer's own request while it waits. */
export function withdrawRequest(handle: QueryHandle, id: string) {
  return callFunction(handle, 'withdraw_request', { requestId: id });
}

/** Orders what a request holds. As safe to repeat as `placeOrder`. */
export function approveRequest(handle: QueryHandle, id: string, approval: Approval) {
  return callFunction(handle, 'approve_request', { requestId: id, ...describeCheckout(approval) });
}

/** Declines a request with a note to who sent it. */
export function declineRequest(handle: QueryHandle, id: string, note: string) {
  return callFunction(handle, 'decline_request', { requestId: id, note });
}

/** Takes a line out of a request that waits; `LAST_LINE`: it would be empty then. */
export function removeRequestLine(handle: QueryHandle, requestId: string, { kind, id }: RequestLine) {
  return callFunction(handle, 'remove_request_line', { requestId, kind, id });
}
