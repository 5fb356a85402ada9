import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { describeCheckout, placed } from '~/modules/marketplace/checkout/commands.server.ts';
import type { Approval, RequestLine } from './schema.ts';

/** Why a request was not decided: nothing was written. */
type DecisionRefusal = 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED' | 'OWN_REQUEST';

/** Sends the viewer's cart to those who may order it. Only `SENT` writes anything. */
export function sendRequest(handle: QueryHandle, reason: string) {
  return handle
    .select({
      outcome: sql<'SENT' | 'NOT_ALLOWED' | 'NO_REASON' | 'EMPTY' | 'BLOCKED' | 'WITHIN_LIMIT' | 'TOO_MANY'>`outcome`,
    })
    .from(sql`app.send_request(${reason}) as outcome`);
}

/** Takes back the viewer's own request while it waits. */
export function withdrawRequest(handle: QueryHandle, id: string) {
  return handle
    .select({ outcome: sql<'WITHDRAWN' | 'NOT_ALLOWED' | 'NO_REQUEST' | 'DECIDED'>`outcome` })
    .from(sql`app.withdraw_request(${id}) as outcome`);
}

/** Orders what a request holds. As safe to repeat as `placeOrder`. */
export function approveRequest(handle: QueryHandle, id: string, approval: Approval) {
  return placed(handle, sql`app.approve_request(${id}, ${describeCheckout(approval)})`);
}

/** Declines a request with a note to who sent it. */
export function declineRequest(handle: QueryHandle, id: string, note: string) {
  return handle
    .select({ outcome: sql<'DECLINED' | 'NO_NOTE' | DecisionRefusal>`outcome` })
    .from(sql`app.decline_request(${id}, ${note}) as outcome`);
}

/** Takes a line out of a request that waits; `LAST_LINE`: it would be empty then. */
export function removeRequestLine(handle: QueryHandle, requestId: string, { kind, id }: RequestLine) {
  return handle
    .select({ outcome: sql<'REMOVED' | 'LAST_LINE' | DecisionRefusal>`outcome` })
    .from(sql`app.remove_request_line(${requestId}, ${kind}, ${id}) as outcome`);
}
