import { and, asc, eq, sql } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  bundlePurchases,
  marketplaceTools,
  memberships,
  toolBundles,
  toolPurchases,
  toolSeats,
  users,
} from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

/** Whether the viewer may use a tool, or why not; see `app.tool_access`. */
export type ToolAccess =
  | 'ALLOWED'
  | 'NOT_OWNED'
  | 'DISABLED'
  | 'SUSPENDED'
  | 'TIER_TOO_LOW'
  | 'READ_ONLY'
  | 'NO_SEAT'
  | 'CAPPED';

const seatsUsed = sql<number>`(select count(*)::integer from tool_seats seat
  where seat.organization_id = app.current_organization_id() and seat.tool_id = marketplace_tools.id)`;

/** Whether the viewer holds a seat of the tool. */
const hasSeat = sql<boolean>`exists (select from tool_seats seat where seat.organization_id = app.current_organization_id()
  and seat.tool_id = marketplace_tools.id and seat.user_id = app.current_user_id())`;

/** Whether a tool is known to be connected to the systems it works in: somebody said so, or it was used. */
const isConnected = sql<boolean>`coalesce(${toolPurchases.connectedAt}, ${toolPurchases.lastUsed}) is not null`;

/** The tools the viewer's organization owns now, each with its purchase. */
export function listOwnedTools(handle: QueryHandle) {
  return handle
    .select({
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      description: marketplaceTools.description,
      icon: marketplaceTools.icon,
      seatsIncluded: marketplaceTools.seatsIncluded,
      integrationType: marketplaceTools.integrationType,
      category: marketplaceTools.category,
      /** Cents of its running period. */
      price: toolPurchases.priceAtPurchase,
      priceModel: toolPurchases.priceModel,
      currency: toolPurchases.currency,
      isConnected,
      purchaseDate: toolPurchases.purchaseDate,
      periodEnd: toolPurchases.periodEnd,
      renews: toolPurchases.renews,
      /** The use of the running period; null for a tool that is not paid by use. */
      usageUnit: sql<string | null>`usage.usage_unit`,
      unitsIncluded: sql<number | null>`usage.units_included`,
      unitPrice: sql<number | null>`usage.unit_price`,
      unitsUsed: sql<number | null>`usage.units_used`,
      /** Cents beyond the price of the period, so far. */
      usageCost: sql<number | null>`usage.amount::double precision`,
      /** The bundle it was bought in; null for a tool bought by itself. */
      bundleName: toolBundles.name,
      bundleSlug: toolBundles.slug,
      seatsUsed,
      hasSeat,
      /** In the last 30 days, today included. */
      opens: sql<number>`(select coalesce(sum(opens), 0)::integer from tool_usage_daily used
        where used.organization_id = app.current_organization_id() and used.tool_id = marketplace_tools.id
          and used.day > (now() at time zone 'utc')::date - 30)`,
      access: sql<ToolAccess>`app.owned_tool_access(marketplace_tools.id, marketplace_tools.status, tool_purchases.suspended_at is not null,
        tool_purchases.price_model = 'USAGE_BASED', marketplace_tools.seats_included,
        case when module.tool_id is not null then marketplace_tools.required_tier end)`,
      address: sql<
        string | null
      >`coalesce(module.address, case when marketplace_tools.demo_url like 'https://%' then marketplace_tools.demo_url end)`,
    })
    .from(marketplaceTools)
    .innerJoin(
      toolPurchases,
      sql`${toolPurchases.toolId} = ${marketplaceTools.id} and ${toolPurchases.status} = 'ACTIVE'
        and ${toolPurchases.organizationId} = app.current_organization_id()`,
    )
    .leftJoin(bundlePurchases, eq(bundlePurchases.id, toolPurchases.bundlePurchaseId))
    .leftJoin(toolBundles, eq(toolBundles.id, bundlePurchases.bundleId))
    .leftJoin(sql`app.running_usage(app.current_organization_id()) usage`, sql`usage.tool_id = ${marketplaceTools.id}`)
    .leftJoin(sql`app.module_addresses() module`, sql`module.tool_id = ${marketplaceTools.id}`)
    .orderBy(inNameOrder(marketplaceTools.name));
}

/** A tool of the catalog, by its address, as the viewer's organization has it. Whether it ever did, `listWaysOfOwning` tells. */
export function findToolInUse(handle: QueryHandle, slug: string) {
  return handle
    .select({
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      description: marketplaceTools.description,
      status: marketplaceTools.status,
      integrationType: marketplaceTools.integrationType,
      integrations: marketplaceTools.integrations,
      documentationUrl: marketplaceTools.documentationUrl,
      supportUrl: marketplaceTools.supportUrl,
      requiredTier: marketplaceTools.requiredTier,
      seatsIncluded: marketplaceTools.seatsIncluded,
      seatsUsed,
      /** Since when somebody says that it is connected; null where nobody does. */
      connectedAt: toolPurchases.connectedAt,
      isConnected,
      access: sql<ToolAccess>`app.tool_access(${marketplaceTools.id})`,
      address: sql<string | null>`app.tool_address(${marketplaceTools.id})`,
      /** Numbers of the orders that charged it and are suspended. */
      suspendedOrders: sql<string[]>`array(select suspended.number from marketplace_orders suspended
        join order_line_tools charged on charged.organization_id = suspended.organization_id and charged.order_id = suspended.id
        where suspended.organization_id = app.current_organization_id() and suspended.suspended_at is not null
          and charged.tool_id = marketplace_tools.id order by suspended.due_on, suspended.number)`,
    })
    .from(marketplaceTools)
    .leftJoin(
      toolPurchases,
      sql`${toolPurchases.toolId} = ${marketplaceTools.id} and ${toolPurchases.status} = 'ACTIVE'
        and ${toolPurchases.organizationId} = app.current_organization_id()`,
    )
    .where(eq(marketplaceTools.id, sql`app.find_tool(${slug})`));
}

/** What the viewer's organization pays next for a tool, and when; no row where it does not own it, or nothing of it is charged now. */
export function findNextCharge(handle: QueryHandle, slug: string) {
  return callFunction(handle, 'find_next_charge', { toolId: sql`app.find_tool(${slug})` });
}

/** The people of the organization who can hold a seat of a tool, and since when those who do have theirs. */
export function listSeats(handle: QueryHandle, slug: string) {
  return handle
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: memberships.role,
      assignedAt: toolSeats.assignedAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(
      toolSeats,
      and(
        eq(toolSeats.organizationId, memberships.organizationId),
        eq(toolSeats.userId, memberships.userId),
        eq(toolSeats.toolId, sql`app.find_tool(${slug})`),
      ),
    )
    .where(sql`${memberships.organizationId} = app.current_organization_id() and ${memberships.role} <> 'VIEWER'`)
    .orderBy(inNameOrder(users.name), asc(users.id));
}

/** How often a tool was opened by the viewer's organization on each of the last 90 days (UTC), today included, oldest first. */
export function listDailyOpens(handle: QueryHandle, slug: string) {
  return handle
    .select({ day: sql<string>`to_char(calendar.day, 'YYYY-MM-DD')`, count: sql<number>`coalesce(used.opens, 0)` })
    .from(
      sql`(select (now() at time zone 'utc')::date - ago as day from generate_series(0, 89) as ago) calendar
        left join tool_usage_daily used on used.organization_id = app.current_organization_id()
          and used.tool_id = app.find_tool(${slug}) and used.day = calendar.day`,
    )
    .orderBy(sql`calendar.day`);
}

/** The use of a tool in its running period, with its cap and what the invoice limit leaves, in cents; no row where it is not paid by use. */
export function findUsage(handle: QueryHandle, slug: string) {
  return handle
    .select({
      purchaseId: sql<string>`purchase_id`,
      usageUnit: sql<string>`usage_unit`,
      unitsIncluded: sql<number>`units_included`,
      unitPrice: sql<number>`unit_price`,
      unitsUsed: sql<number>`units_used`,
      cost: sql<number>`cost::double precision`,
      periodStart: sql<Date>`period_start`.mapWith(toolPurchases.purchaseDate),
      periodEnd: sql<Date>`period_end`.mapWith(toolPurchases.purchaseDate),
      cap: sql<number | null>`cap`,
      invoiceRoom: sql<number>`invoice_room::double precision`,
    })
    .from(sql`app.find_usage(app.find_tool(${slug}))`);
}
