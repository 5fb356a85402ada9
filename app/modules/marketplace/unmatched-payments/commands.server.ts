import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';

/** Decides that a payment goes back to its card; `sendRefunds` sends it. */
export function payBackPayment(handle: QueryHandle, paymentId: string) {
  return callFunction(handle, 'pay_back_payment', { paymentId });
}

/**
 * Pays an order with a payment that came without one.
 * @param number  of an order that owes exactly this amount
 */
export function assignPayment(handle: QueryHandle, paymentId: string, number: string) {
  return callFunction(handle, 'assign_payment', { paymentId, number });
}
