import { and, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { creditNotes, marketplaceOrders, platformSettings } from '#db/schema/index.ts';
import type { DescribedCreditNote, DescribedOrder } from './schema.ts';

/** As many as somebody works through before looking again. */
export const overdueInvoicesAtOnce = 100;

/** An order of the viewer's organization with all its invoice says, by its number. */
export function describeOrder(handle: QueryHandle, number: string) {
  return handle
    .select({ order: sql<DescribedOrder>`app.describe_order(${marketplaceOrders.id})` })
    .from(marketplaceOrders)
    .where(eq(marketplaceOrders.number, number));
}

/** A credit note of an order of the viewer's organization, by both numbers. */
export function describeCreditNote(handle: QueryHandle, number: string, noteNumber: string) {
  return handle
    .select({ note: sql<DescribedCreditNote>`app.describe_credit_note(${creditNotes.id})` })
    .from(creditNotes)
    .innerJoin(
      marketplaceOrders,
      and(eq(marketplaceOrders.id, creditNotes.orderId), eq(marketplaceOrders.number, number)),
    )
    .where(eq(creditNotes.number, noteNumber));
}

/** What documents say of the seller: one row, none for anybody but platform admins. */
export function findSeller(handle: QueryHandle) {
  return handle
    .select({
      revision: platformSettings.revision,
      name: platformSettings.sellerName,
      street: platformSettings.sellerStreet,
      city: platformSettings.sellerCity,
      state: platformSettings.sellerState,
      postalCode: platformSettings.sellerPostalCode,
      email: platformSettings.sellerEmail,
      taxId: platformSettings.sellerTaxpayerNumber,
      paymentInstructions: platformSettings.paymentInstructions,
      taxNote: platformSettings.untaxedBecause,
    })
    .from(platformSettings);
}

/** Invoices that should have been paid by now, of all organizations, the oldest first; none for anybody but platform admins. */
export function listOverdueInvoices(handle: QueryHandle) {
  return callFunction(handle, 'list_overdue_invoices', { limit: overdueInvoicesAtOnce });
}
