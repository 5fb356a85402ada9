import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { organizations } from '#db/schema/index.ts';
import type { Spending } from './spending.ts';

/** The spending limit of the viewer's organization and what it ordered this month: one row, none without an organization. */
export function findSpending(handle: QueryHandle) {
  return handle
    .select({
      limit: organizations.monthlySpendingLimit,
      ordered: sql<Spending['ordered']>`app.ordered_in_month(${organizations.id}, now())::double precision`,
    })
    .from(organizations);
}

/** Sets what ADMINs may order in a month, in cents; null for no limit. */
export function setSpendingLimit(handle: QueryHandle, cents: number | null) {
  return handle
    .select({ outcome: sql<'SET' | 'NOT_ALLOWED'>`outcome` })
    .from(sql`app.set_spending_limit(${cents}) as outcome`);
}
