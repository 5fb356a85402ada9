import { asc, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools, memberships, organizations, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { ShownLine } from './schema.ts';
import { mostSeatCandidates } from './seats.ts';
import type { Spending } from './spending.ts';

/** The lines of the viewer's cart as an order would have them now, for the form to show and send back. */
export function showCart(handle: QueryHandle) {
  return handle.select({ lines: sql<ShownLine[]>`lines` }).from(sql`app.show_cart() as lines`);
}

/** The people of the viewer's organization who can hold a seat: who sent the request first, if it is about one, then the viewer, then by name. */
export function listSeatCandidates(handle: QueryHandle, requestId: string | null) {
  return handle
    .select({ id: users.id, name: users.name, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(sql`${memberships.organizationId} = app.current_organization_id() and ${memberships.role} <> 'VIEWER'`)
    .orderBy(
      sql`case ${users.id} when (select requester_id from purchase_requests where id = ${requestId}::uuid) then 1
        when app.current_user_id() then 2 else 3 end`,
      inNameOrder(users.name),
      asc(users.id),
    )
    .limit(mostSeatCandidates);
}

/**
 * The tools with seats that an order would charge, and how many of their seats are free.
 * @param requestId  of the request that would be ordered; null for the viewer's cart
 */
export function listSeatTools(handle: QueryHandle, requestId: string | null) {
  const shown = requestId === null ? sql`app.show_cart()` : sql`app.show_request(${requestId}::uuid)`;
  return handle
    .select({
      name: marketplaceTools.name,
      free: sql<number>`greatest(0, ${marketplaceTools.seatsIncluded} - (select count(*) from tool_seats seat
        where seat.organization_id = app.current_organization_id() and seat.tool_id = marketplace_tools.id))::integer`,
    })
    .from(marketplaceTools)
    .where(
      sql`${marketplaceTools.seatsIncluded} is not null and ${marketplaceTools.id} in (
        select (charged ->> 'id')::uuid from jsonb_path_query(${shown}, '$[*].tools[*] ? (@.state == "CHARGED")') as held (charged))`,
    )
    .orderBy(inNameOrder(marketplaceTools.name));
}

/** The credit that the viewer's organization has by invoice: one row, none for those who may not order. */
export function findCredit(handle: QueryHandle) {
  return callFunction(handle, 'show_credit', {});
}

/** The spending limit of the viewer's organization and what it ordered this month: one row, none without an organization. */
export function findSpending(handle: QueryHandle) {
  return handle
    .select({
      limit: organizations.monthlySpendingLimit,
      ordered: sql<Spending['ordered']>`app.ordered_in_month(${organizations.id}, now())::double precision`,
    })
    .from(organizations);
}
