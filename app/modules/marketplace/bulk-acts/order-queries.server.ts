import { asc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { platformOrders } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

/** The orders with these numbers, of all organizations; nothing but for those who read orders. */
export function listChosenOrders(handle: QueryHandle, numbers: readonly string[]) {
  return handle
    .select({
      number: platformOrders.number,
      organizationName: platformOrders.organizationName,
      paymentMethod: platformOrders.paymentMethod,
      paymentStatus: platformOrders.paymentStatus,
      total: platformOrders.total,
      refundedTotal: platformOrders.refundedTotal,
      currency: platformOrders.currency,
      dueOn: platformOrders.dueOn,
    })
    .from(platformOrders)
    .where(sql`${platformOrders.number} = any (${sql.param([...numbers])}::text[])`)
    .orderBy(inNameOrder(platformOrders.organizationName), asc(platformOrders.number));
}
