import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';

/**
 * What became of cancelling an order. It is cancelled after the first, also when it was already; nothing was written by the
 * others: `BEING_PAID` its payment is under way, `REFUNDED` some of it was taken back, `CLOSED` its payment failed.
 */
type CancelOutcome = 'CANCELLED' | 'NOT_ALLOWED' | 'NOT_FOUND' | 'PAID' | 'BEING_PAID' | 'REFUNDED' | 'CLOSED';

/** Cancels an order of the viewer's organization that is not paid yet, with everything it unlocked. */
export function cancelOrder(handle: QueryHandle, number: string) {
  return handle.select({ outcome: sql<CancelOutcome>`outcome` }).from(sql`app.cancel_order(${number}) as outcome`);
}

type RefundOutcome = 'REFUNDED' | 'NOT_FOUND' | 'NO_REASON' | 'NO_LINES' | 'NOTHING_OWED' | 'NOT_PAID' | 'CHANGED';

/**
 * Takes lines of an order back, with a credit note.
 * @param refund.refundedTotal  cents that were taken back already when the form was shown; others by now refund nothing
 */
export function refundOrder(
  handle: QueryHandle,
  number: string,
  { lines, reason, refundedTotal }: { lines: string[]; reason: string; refundedTotal: number },
) {
  return handle
    .select({ outcome: sql<RefundOutcome>`outcome`, creditNote: sql<string | null>`credit_note_number` })
    .from(
      sql`app.refund_order(${idOf(number)}, array(select jsonb_array_elements_text(${JSON.stringify(lines)}::jsonb))::uuid[], ${reason}, ${refundedTotal})`,
    );
}

/** Notes that an invoice was paid. */
export function recordPayment(handle: QueryHandle, number: string) {
  return handle
    .select({ outcome: sql<'RECORDED' | 'NOT_FOUND' | 'ALREADY_PAID' | 'NOT_DUE'>`outcome` })
    .from(sql`app.record_payment(${idOf(number)}) as outcome`);
}

/** The id of an order, for platform admins only. */
const idOf = (number: string) => sql`(select id from platform_orders where number = ${number})`;
