import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  platformCreditNotes,
  platformOrderEvents,
  platformOrderLines,
  platformOrderLineTools,
  platformOrders,
} from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { isNewestFirst, type OrderColumn, type OrderFilters, orderNumberIn } from './filters.ts';

// The orders of all organizations, for platform admins; for anybody else there are none.

export const platformOrdersPerPage = 50;

const sortedBy: Readonly<Record<OrderColumn, AnyPgColumn | SQL>> = {
  number: platformOrders.number,
  organization: inNameOrder(platformOrders.organizationName),
  buyer: inNameOrder(platformOrders.buyerName),
  placed: platformOrders.placedAt,
  method: platformOrders.paymentMethod,
  payment: platformOrders.paymentStatus,
  total: platformOrders.total,
};

/** A page of the orders that match, sorted, and one more row when there is another page. */
export function listPlatformOrders(handle: QueryHandle, filters: OrderFilters) {
  const { query, status, method, from, to, sort, before, page } = filters;
  const number = orderNumberIn(query) ?? null;
  const words = number === null && query !== '' ? query : null;
  const until = sql`${startOf(to)} + interval '1 day'`;
  const narrowed = sql`${number}, ${words}, ${status}, ${method}, ${startOf(from)}, ${until}`;
  const limit = platformOrdersPerPage + 1;
  const isDown = sort.direction === 'desc';
  const beforePlacedAt = sql`timestamptz 'epoch' + ${before?.placedAt ?? null}::bigint * interval '1 microsecond'`;
  const ids = isNewestFirst(filters)
    ? sql`app.order_page(${narrowed}, ${beforePlacedAt}, ${before?.number ?? null}, ${limit})`
    : sql`app.sorted_orders(${narrowed}, ${sort.column}, ${isDown}, ${limit}, ${(page - 1) * platformOrdersPerPage})`;
  return handle
    .select({
      number: platformOrders.number,
      organizationName: platformOrders.organizationName,
      buyerName: platformOrders.buyerName,
      paymentMethod: platformOrders.paymentMethod,
      paymentStatus: platformOrders.paymentStatus,
      total: platformOrders.total,
      refundedTotal: platformOrders.refundedTotal,
      currency: platformOrders.currency,
      placedAt: platformOrders.placedAt,
      placedAtMicroseconds: sql<number>`(extract(epoch from ${platformOrders.placedAt}) * 1000000)::bigint`.mapWith(
        Number,
      ),
    })
    .from(platformOrders)
    .where(sql`${platformOrders.id} = any (array(select ${ids}))`)
    .orderBy((isDown ? desc : asc)(sortedBy[sort.column]), desc(platformOrders.placedAt), desc(platformOrders.number));
}

export const latestOrders = 10;

/** The latest orders of one organization; none but for those who read orders. */
export function listOrdersOfOrganization(handle: QueryHandle, organizationId: string) {
  return handle
    .select({
      number: platformOrders.number,
      buyerName: platformOrders.buyerName,
      paymentMethod: platformOrders.paymentMethod,
      paymentStatus: platformOrders.paymentStatus,
      total: platformOrders.total,
      refundedTotal: platformOrders.refundedTotal,
      currency: platformOrders.currency,
      placedAt: platformOrders.placedAt,
    })
    .from(platformOrders)
    .where(eq(platformOrders.organizationId, organizationId))
    .orderBy(desc(platformOrders.placedAt), desc(platformOrders.number))
    .limit(latestOrders);
}

export type OrderOfOrganization = Awaited<ReturnType<typeof listOrdersOfOrganization>>[number];

/** @param day  null is no moment */
const startOf = (day: string | null) => sql`(${day}::date)::timestamp at time zone 'UTC'`;

/** One order by its number, with whose it is. */
export function findPlatformOrder(handle: QueryHandle, number: string) {
  return handle.select().from(platformOrders).where(eq(platformOrders.number, number));
}

/** The lines of one order, as sold. */
export function listPlatformOrderLines(handle: QueryHandle, number: string) {
  return handle
    .select()
    .from(platformOrderLines)
    .where(eq(platformOrderLines.orderNumber, number))
    .orderBy(asc(platformOrderLines.position));
}

/** The tools that the lines of one order charged, as sold, with what became of them. */
export function listPlatformOrderTools(handle: QueryHandle, number: string) {
  return handle
    .select({
      id: platformOrderLineTools.id,
      orderLineId: platformOrderLineTools.orderLineId,
      name: platformOrderLineTools.name,
      priceModel: platformOrderLineTools.priceModel,
      price: platformOrderLineTools.price,
      periodStart: platformOrderLineTools.periodStart,
      periodEnd: platformOrderLineTools.periodEnd,
      usageUnit: platformOrderLineTools.usageUnit,
      unitsIncluded: platformOrderLineTools.unitsIncluded,
      unitPrice: platformOrderLineTools.unitPrice,
      unitsBilled: platformOrderLineTools.unitsBilled,
      creditNoteNumber: platformOrderLineTools.creditNoteNumber,
      purchaseStatus: platformOrderLineTools.purchaseStatus,
    })
    .from(platformOrderLineTools)
    .innerJoin(platformOrderLines, eq(platformOrderLines.id, platformOrderLineTools.orderLineId))
    .where(eq(platformOrderLineTools.orderNumber, number))
    .orderBy(asc(platformOrderLines.position), asc(platformOrderLineTools.position));
}

/** The credit notes of one order, oldest first. */
export function listPlatformCreditNotes(handle: QueryHandle, number: string) {
  return handle
    .select()
    .from(platformCreditNotes)
    .where(eq(platformCreditNotes.orderNumber, number))
    .orderBy(asc(platformCreditNotes.issuedAt), asc(platformCreditNotes.number));
}

/** The history of one order, latest first. */
export function listPlatformOrderEvents(handle: QueryHandle, number: string) {
  return handle
    .select({
      id: platformOrderEvents.id,
      occurredAt: platformOrderEvents.occurredAt,
      actorName: platformOrderEvents.actorName,
      statusBefore: platformOrderEvents.statusBefore,
      statusAfter: platformOrderEvents.statusAfter,
      refunded: platformOrderEvents.refunded,
      wasDisputed: platformOrderEvents.wasDisputed,
      isDisputed: platformOrderEvents.isDisputed,
    })
    .from(platformOrderEvents)
    .where(eq(platformOrderEvents.orderNumber, number))
    .orderBy(desc(platformOrderEvents.chainPosition));
}
