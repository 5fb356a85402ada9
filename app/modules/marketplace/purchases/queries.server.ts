import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  bundlePurchases,
  marketplaceOrders,
  marketplacePurchases,
  marketplaceTools,
  toolBundles,
  users,
} from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import { type PurchaseFilters, purchasesPerPage } from './filters.ts';

/** More than anybody reads, and few enough to answer with at once. */
const mostRowsOfFile = 10_000;

const isOwn = sql`${marketplacePurchases.organizationId} = app.current_organization_id()`;

const purchaseColumns = {
  id: marketplacePurchases.id,
  kind: marketplacePurchases.kind,
  name: sql<string>`coalesce(${marketplaceTools.name}, ${toolBundles.name})`,
  /** Of the tool or the bundle. */
  slug: sql<string>`coalesce(${marketplaceTools.slug}, ${toolBundles.slug})`,
  status: marketplacePurchases.status,
  price: marketplacePurchases.priceAtPurchase,
  currency: marketplacePurchases.currency,
  purchaseDate: marketplacePurchases.purchaseDate,
  periodEnd: marketplacePurchases.periodEnd,
  renews: marketplacePurchases.renews,
  /** Null once they have left the organization. */
  buyer: users.name,
  orderNumber: marketplaceOrders.number,
  /** The bundle that a tool was bought in. */
  bundleName: sql<string | null>`case when ${marketplacePurchases.kind} = 'TOOL' then ${toolBundles.name} end`,
};

function selectPurchases<Further extends Record<string, SQL>>(handle: QueryHandle, further: Further) {
  return handle
    .select({ ...purchaseColumns, ...further })
    .from(marketplacePurchases)
    .leftJoin(marketplaceTools, eq(marketplaceTools.id, marketplacePurchases.toolId))
    .leftJoin(bundlePurchases, eq(bundlePurchases.id, marketplacePurchases.bundlePurchaseId))
    .leftJoin(
      toolBundles,
      sql`${toolBundles.id} = coalesce(${marketplacePurchases.bundleId}, ${bundlePurchases.bundleId})`,
    )
    .leftJoin(users, eq(users.id, marketplacePurchases.purchasedBy))
    .leftJoin(marketplaceOrders, eq(marketplaceOrders.id, marketplacePurchases.orderId));
}

function matching({ query, kind, status, buyerId, from, to }: PurchaseFilters) {
  return and(
    isOwn,
    query ? sql`${purchaseColumns.name} ilike ${patternHolding(query)}` : undefined,
    kind ? sql`${marketplacePurchases.kind} = ${kind}` : undefined,
    status ? eq(marketplacePurchases.status, status) : undefined,
    buyerId ? eq(marketplacePurchases.purchasedBy, buyerId) : undefined,
    from ? sql`${marketplacePurchases.purchaseDate} >= ${from}::date::timestamp at time zone 'utc'` : undefined,
    to ? sql`${marketplacePurchases.purchaseDate} < (${to}::date + 1)::timestamp at time zone 'utc'` : undefined,
  );
}

const newestFirst = [desc(marketplacePurchases.purchaseDate), asc(marketplacePurchases.id)];

/** A page of what the organization bought and the filters leave, newest first. */
export function listPurchases(handle: QueryHandle, filters: PurchaseFilters) {
  return selectPurchases(handle, {})
    .where(matching(filters))
    .orderBy(...newestFirst)
    .limit(purchasesPerPage)
    .offset((filters.page - 1) * purchasesPerPage);
}

/** All that the filters leave, for a file. */
export function listPurchasesForFile(handle: QueryHandle, filters: PurchaseFilters) {
  return selectPurchases(handle, {})
    .where(matching(filters))
    .orderBy(...newestFirst)
    .limit(mostRowsOfFile);
}

/** How many purchases the filters leave. */
export function countPurchases(handle: QueryHandle, filters: PurchaseFilters) {
  return handle
    .select({ count: sql<number>`count(*)::integer` })
    .from(marketplacePurchases)
    .leftJoin(marketplaceTools, eq(marketplaceTools.id, marketplacePurchases.toolId))
    .leftJoin(toolBundles, eq(toolBundles.id, marketplacePurchases.bundleId))
    .where(matching(filters));
}

/** The people of the organization who bought something. */
export function listBuyers(handle: QueryHandle) {
  return handle
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      sql`exists (select from ${marketplacePurchases} where ${isOwn} and ${marketplacePurchases.purchasedBy} = ${users.id})`,
    )
    .orderBy(inNameOrder(users.name), asc(users.id));
}

/** The organization's purchase of a tool, or the last one there was, then that of the bundle it was bought in. */
export function listWaysOfOwning(handle: QueryHandle, slug: string) {
  return selectPurchases(handle, {
    /** Names of the tools that end when a bundle is cancelled. */
    ending: sql<
      string[]
    >`array(select held.name from tool_purchases purchase join marketplace_tools held on held.id = purchase.tool_id
      where purchase.organization_id = ${marketplacePurchases.organizationId}
        and purchase.bundle_purchase_id = ${marketplacePurchases.id} and purchase.status = 'ACTIVE' order by held.name collate human)`,
    isInBundle: sql<boolean>`${marketplacePurchases.bundlePurchaseId} is not null`,
  })
    .where(
      sql`${isOwn} and ${marketplacePurchases.id} in (select unnest(array[id, bundle_purchase_id]) from tool_purchases
        where organization_id = app.current_organization_id() and tool_id = app.find_tool(${slug}))`,
    )
    .orderBy(desc(marketplacePurchases.kind));
}
