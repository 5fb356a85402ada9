import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/**
 * Cancels an order of the viewer's organization that is not paid yet, with everything it unlocked. It is `CANCELLED` also
 * when it was before. Of the others, which write nothing: `BEING_PAID` its payment is under way, `REFUNDED` some of it was
 * taken back, `CLOSED` its payment failed.
 */
export function cancelOrder(handle: QueryHandle, number: string) {
  return callFunction(handle, 'cancel_order', { number });
}

/**
 * Takes lines of an order back, with a credit note.
 * @param refund.refundedTotal  cents that were taken back already when the form was shown; others by now refund nothing
 */
export function refundOrder(
  handle: QueryHandle,
  number: string,
  { lines, reason, refundedTotal }: { lines: string[]; reason: string; refundedTotal: number },
) {
  return callFunction(handle, 'refund_order', {
    orderId: idOf(number),
    lineIds: lines,
    reason,
    shownRefundedTotal: refundedTotal,
  });
}

/** Notes that an invoice was paid. */
export function recordPayment(handle: QueryHandle, number: string) {
  return callFunction(handle, 'record_payment', { orderId: idOf(number) });
}

/** The id of an order, for platform admins only. */
const idOf = (number: string) => sql`(select id from platform_orders where number = ${number})`;
