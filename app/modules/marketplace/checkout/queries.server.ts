import { sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { organizations } from '#db/schema/index.ts';
import type { ShownLine } from './schema.ts';
import type { Spending } from './spending.ts';

/** The lines of the viewer's cart as an order would have them now, for the form to show and send back. */
export function showCart(handle: QueryHandle) {
  return handle.select({ lines: sql<ShownLine[]>`lines` }).from(sql`app.show_cart() as lines`);
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
