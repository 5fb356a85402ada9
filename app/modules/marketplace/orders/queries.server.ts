import { and, asc, desc, eq, gt, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { creditNotes, marketplaceOrders, orderLines, users } from '#db/schema/index.ts';

export const ordersPerPage = 25;

/** Whether the day an order is due on (UTC) is over; an invoice that is owed still is overdue then. */
const isPastDue = sql<boolean>`coalesce(${marketplaceOrders.dueOn} < (now() at time zone 'UTC')::date, false)`;

/** A page of the organization's orders, newest first, and one more row when there is another page. */
export function listOrders(handle: QueryHandle, page: number) {
  return handle
    .select({
      number: marketplaceOrders.number,
      placedAt: marketplaceOrders.placedAt,
      total: marketplaceOrders.total,
      refundedTotal: marketplaceOrders.refundedTotal,
      isPastDue,
      currency: marketplaceOrders.currency,
      paymentStatus: marketplaceOrders.paymentStatus,
      purchaseOrderNumber: marketplaceOrders.purchaseOrderNumber,
      buyer: users.name,
      items: sql<
        string[]
      >`array(select name from ${orderLines} where order_id = ${marketplaceOrders.id} order by position)`,
    })
    .from(marketplaceOrders)
    .leftJoin(users, eq(users.id, marketplaceOrders.buyerId))
    .orderBy(desc(marketplaceOrders.placedAt), desc(marketplaceOrders.number))
    .limit(ordersPerPage + 1)
    .offset((page - 1) * ordersPerPage);
}

/** More than anybody owes at a time; the rest is among the orders. */
const mostOpenInvoices = 50;

/** The invoices of the organization that are not paid yet, what is due first at the top. */
export function listOpenInvoices(handle: QueryHandle) {
  return handle
    .select({
      number: marketplaceOrders.number,
      invoiceNumber: marketplaceOrders.invoiceNumber,
      dueOn: marketplaceOrders.dueOn,
      total: marketplaceOrders.total,
      refundedTotal: marketplaceOrders.refundedTotal,
      paymentStatus: marketplaceOrders.paymentStatus,
      currency: marketplaceOrders.currency,
      isPastDue,
    })
    .from(marketplaceOrders)
    .where(
      and(
        inArray(marketplaceOrders.paymentStatus, ['PENDING', 'PROCESSING']),
        ne(marketplaceOrders.paymentMethod, 'CREDIT_CARD'),
        gt(marketplaceOrders.total, marketplaceOrders.refundedTotal),
      ),
    )
    .orderBy(asc(marketplaceOrders.dueOn), asc(marketplaceOrders.number))
    .limit(mostOpenInvoices);
}

/** The state of one order and of its payment, by its number. */
export function findOrder(handle: QueryHandle, number: string) {
  return handle
    .select({
      number: marketplaceOrders.number,
      paymentMethod: marketplaceOrders.paymentMethod,
      paymentStatus: marketplaceOrders.paymentStatus,
      paymentExpiresAt: marketplaceOrders.paymentExpiresAt,
      total: marketplaceOrders.total,
      refundedTotal: marketplaceOrders.refundedTotal,
      currency: marketplaceOrders.currency,
      dueOn: marketplaceOrders.dueOn,
      suspendsOn: sql<string | null>`app.suspends_on(${marketplaceOrders.dueOn})`,
      isPastDue,
      suspendedAt: marketplaceOrders.suspendedAt,
      disputedAt: marketplaceOrders.disputedAt,
      /** Whether it unlocked its tools within the last day: placed then, or paid then by card. What the schedule ordered was not. */
      isFresh: sql<boolean>`not ${marketplaceOrders.isRenewal} and case when ${marketplaceOrders.paymentMethod} = 'CREDIT_CARD'
        then coalesce(${marketplaceOrders.paidAt}, ${marketplaceOrders.placedAt}) else ${marketplaceOrders.placedAt} end > now() - interval '1 day'`,
    })
    .from(marketplaceOrders)
    .where(eq(marketplaceOrders.number, number));
}

/** Whether the viewer can cancel an order and with which others, or why not: `db/rules/marketplace/orders.sql` says what each means. */
export function findCancellation(handle: QueryHandle, number: string) {
  return callFunction(handle, 'find_cancellation', { number });
}

/** The credit notes of one order, oldest first. */
export function listCreditNotes(handle: QueryHandle, number: string) {
  return handle
    .select({
      number: creditNotes.number,
      reason: creditNotes.reason,
      total: creditNotes.total,
      currency: creditNotes.currency,
      issuedAt: creditNotes.issuedAt,
    })
    .from(creditNotes)
    .innerJoin(
      marketplaceOrders,
      and(eq(marketplaceOrders.id, creditNotes.orderId), eq(marketplaceOrders.number, number)),
    )
    .orderBy(asc(creditNotes.issuedAt), asc(creditNotes.number));
}

/** The billing details of the organization's latest order that has some, to fill the next form with. */
export function findLatestBilling(handle: QueryHandle) {
  // An order with a name to bill has all of them.
  return handle
    .select({
      billingName: sql<string>`${marketplaceOrders.billingName}`,
      billingEmail: sql<string>`${marketplaceOrders.billingEmail}`,
      street: sql<string>`${marketplaceOrders.billingStreet}`,
      city: sql<string>`${marketplaceOrders.billingCity}`,
      state: sql<string>`${marketplaceOrders.billingState}`,
      postalCode: sql<string>`${marketplaceOrders.billingPostalCode}`,
    })
    .from(marketplaceOrders)
    .where(isNotNull(marketplaceOrders.billingName))
    .orderBy(desc(marketplaceOrders.placedAt))
    .limit(1);
}
