import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { RecordedPayment } from './schema.ts';

/** Records a payment of a year. With the same key again it records nothing again. */
export function recordPayment(handle: QueryHandle, year: number, payment: RecordedPayment) {
  const { key, quarter, jurisdiction, paidOn, amount, confirmation, again } = payment;
  return callFunction(handle, 'record_tax_payment', {
    key,
    year,
    quarter,
    jurisdiction,
    paidOn,
    amount,
    confirmation,
    again,
  });
}

/** Removes a payment that was recorded by mistake. */
export function removePayment(handle: QueryHandle, id: string) {
  return callFunction(handle, 'remove_tax_payment', { id });
}
