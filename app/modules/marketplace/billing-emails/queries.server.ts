import { and, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { billingEmails, marketplaceOrders } from '#db/schema/index.ts';

/** Finds what the link of a mail about invoices asks; no row for an unknown link. */
export function findBillingEmail(handle: QueryHandle, tokenHash: string) {
  return callFunction(handle, 'find_billing_email', { tokenHash });
}

/** Finds the address that the invoice of an order goes to, as far as it was asked; no row where it needs not be, or below ADMIN. */
export function findBillingEmailOfOrder(handle: QueryHandle, number: string) {
  return handle
    .select({
      email: billingEmails.email,
      state: sql<'ASKED' | 'CONFIRMED' | 'REFUSED'>`case when ${billingEmails.confirmedAt} is not null then 'CONFIRMED'
        when ${billingEmails.refusedAt} is not null then 'REFUSED' else 'ASKED' end`,
    })
    .from(billingEmails)
    .innerJoin(
      marketplaceOrders,
      and(
        eq(marketplaceOrders.organizationId, billingEmails.organizationId),
        eq(sql`lower(${marketplaceOrders.billingEmail})`, billingEmails.email),
        eq(marketplaceOrders.number, number),
      ),
    );
}
