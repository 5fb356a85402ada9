import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/**
 * Cancels an order of the viewer's organization that is not paid yet, with everything it unlocked. It is `CANCELLED` also
 * when it was before; any other outcome writes nothing.
 * @param together  the numbers of the orders that are cancelled with it, as the page said
 */
export function cancelOrder(handle: QueryHandle, number: string, together: string[]) {
  return callFunction(handle, 'cancel_order', { number, with: together });
}

/**
 * Takes charged tools of an order back, with a credit note.
 * @param refund.refundedTotal  cents that were taken back already when the form was shown; others by now refund nothing
 */
export function refundOrder(
  handle: QueryHandle,
  number: string,
  { tools, reason, refundedTotal }: { tools: string[]; reason: string; refundedTotal: number },
) {
  return callFunction(handle, 'refund_order', {
    orderId: idOf(number),
    rowIds: tools,
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
