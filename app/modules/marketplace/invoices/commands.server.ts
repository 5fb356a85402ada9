import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedSeller } from './seller.ts';

/**
 * Saves what documents issued from now on say of the seller, for platform admins. Of its outcomes, `CHANGED` writes nothing:
 * somebody else saved since the form was opened.
 */
export function saveSeller(handle: QueryHandle, { revision, ...seller }: TypedSeller) {
  return callFunction(handle, 'save_seller', { revision, seller });
}

/**
 * Sets the credit of an organization, for platform admins; refused (42501) for anybody else. Amounts in cents.
 * @param credit.invoiceLimit  undefined for the usual limit
 * @param credit.invoiceApproval  what one order may cost in spite of the limit; undefined for none
 */
export function setCredit(
  handle: QueryHandle,
  organizationId: string,
  { invoiceLimit = null, invoiceApproval = null }: { invoiceLimit?: number | null; invoiceApproval?: number | null },
) {
  return callFunction(handle, 'set_credit', { organizationId, invoiceLimit, invoiceApproval });
}

/** Reminds the buyer of an invoice by mail, once a day, for platform admins. */
export function remindOfInvoice(handle: QueryHandle, number: string) {
  return callFunction(handle, 'remind_of_invoice', { number });
}

/** Suspends what an overdue invoice unlocked, for platform admins. */
export function suspendOverdueOrder(handle: QueryHandle, number: string) {
  return callFunction(handle, 'suspend_overdue_order', { number });
}
