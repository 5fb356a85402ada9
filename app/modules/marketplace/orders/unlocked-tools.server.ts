import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import type { ToolAccess } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';

/** As many as somebody takes up one by one; the rest is in "My tools". */
export const mostUnlockedTools = 6;

/**
 * The tools that an order unlocked and that the organization owns by it still, modules of this product first, then by name: `mostUnlockedTools`,
 * and one more where there are more.
 */
export function listUnlockedTools(handle: QueryHandle, number: string) {
  return handle
    .select({
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      icon: marketplaceTools.icon,
      seatsIncluded: marketplaceTools.seatsIncluded,
      access: sql<ToolAccess>`app.tool_access(marketplace_tools.id)`,
      address: sql<string | null>`app.tool_address(marketplace_tools.id)`,
      /** Names of the people who hold a seat. */
      holders: sql<string[]>`array(select holder.name from tool_seats seat join users holder on holder.id = seat.user_id
        where seat.organization_id = app.current_organization_id() and seat.tool_id = marketplace_tools.id order by holder.name collate human)`,
    })
    .from(marketplaceTools)
    .where(
      sql`${marketplaceTools.id} in (select purchase.tool_id from tool_purchases purchase
        join marketplace_orders placed on placed.organization_id = purchase.organization_id and placed.id = purchase.order_id
        where placed.number = ${number} and purchase.organization_id = app.current_organization_id() and purchase.status = 'ACTIVE')`,
    )
    .orderBy(
      sql`exists (select from app.module_addresses() module where module.tool_id = marketplace_tools.id) desc`,
      inNameOrder(marketplaceTools.name),
    )
    .limit(mostUnlockedTools + 1);
}
