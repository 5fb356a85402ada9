import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceOrders, purchaseRequests, users } from '#db/schema/index.ts';
import type { ShownLine } from '~/modules/marketplace/checkout/schema.ts';

export const requestsPerPage = 25;
const requestsAtHome = 4;

// A MEMBER sees what they asked for themselves, everybody else what the organization's people did.
const isVisible = sql`(app.current_org_role() <> 'MEMBER' or ${purchaseRequests.requesterId} = app.current_user_id())`;

const decider = alias(users, 'decider');

function selectRequests(handle: QueryHandle) {
  return handle
    .select({
      id: purchaseRequests.id,
      requesterId: purchaseRequests.requesterId,
      /** Null once they have left the organization. */
      requester: users.name,
      reason: purchaseRequests.reason,
      status: purchaseRequests.status,
      createdAt: purchaseRequests.createdAt,
      decidedAt: purchaseRequests.decidedAt,
      decidedBy: decider.name,
      note: purchaseRequests.decisionNote,
      orderNumber: marketplaceOrders.number,
      /** The names of what is asked for, bundles first. */
      items: sql<string[]>`array(
        select name from (
          select 1 as place, name from tool_bundles
          where id in (select (item ->> 'id')::uuid from jsonb_array_elements(${purchaseRequests.bundles}) as line (item))
          union all
          select 2, name from marketplace_tools
          where id in (select (item ->> 'id')::uuid from jsonb_array_elements(${purchaseRequests.tools}) as line (item))
        ) asked order by place, name collate human)`,
      /** Cents it costs now while it waits, or cost once it was approved; else null. */
      total: sql<number | null>`case when ${purchaseRequests.status} = 'PENDING'
        then (select sum(price)::integer from app.price_cart(${purchaseRequests.organizationId}, ${purchaseRequests.tools}, ${purchaseRequests.bundles}))
        else ${marketplaceOrders.total} end`,
    })
    .from(purchaseRequests)
    .leftJoin(users, eq(users.id, purchaseRequests.requesterId))
    .leftJoin(decider, eq(decider.id, purchaseRequests.decidedBy))
    .leftJoin(marketplaceOrders, eq(marketplaceOrders.id, purchaseRequests.orderId));
}

/** A purchase request as its pages show it. */
export type PurchaseRequest = Awaited<ReturnType<typeof selectRequests>>[number];

/** A page of the requests the viewer may see, those that wait first, then the newest; one more row when there is another. */
export function listRequests(handle: QueryHandle, page: number) {
  return selectRequests(handle)
    .where(isVisible)
    .orderBy(desc(sql`${purchaseRequests.status} = 'PENDING'`), desc(purchaseRequests.createdAt), purchaseRequests.id)
    .limit(requestsPerPage + 1)
    .offset((page - 1) * requestsPerPage);
}

/** The few newest requests for the viewer's first page: those that wait, and of a MEMBER all they sent. */
export function listRequestsAtHome(handle: QueryHandle) {
  return selectRequests(handle)
    .where(and(isVisible, sql`(app.current_org_role() = 'MEMBER' or ${purchaseRequests.status} = 'PENDING')`))
    .orderBy(desc(sql`${purchaseRequests.status} = 'PENDING'`), desc(purchaseRequests.createdAt), purchaseRequests.id)
    .limit(requestsAtHome);
}

/** One request, if the viewer may see it. */
export function findRequest(handle: QueryHandle, id: string) {
  return selectRequests(handle).where(and(eq(purchaseRequests.id, id), isVisible));
}

/** The lines of a request as an order would have them now, for the form to show and send back. */
export function showRequest(handle: QueryHandle, id: string) {
  return handle.select({ lines: sql<ShownLine[]>`lines` }).from(sql`app.show_request(${id}) as lines`);
}
