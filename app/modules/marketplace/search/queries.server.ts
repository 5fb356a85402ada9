import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceOrders, memberships, toolBundles, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { parseCatalogFilters } from '~/modules/marketplace/catalog/filters.ts';
import { searched } from '~/modules/marketplace/catalog/search-conditions.server.ts';
import { listTools } from '~/modules/marketplace/catalog/tool-queries.server.ts';

/** The most bundles, orders and people that a search shows. */
const mostFound = 12;

/** What bundles are searched by. As in their index, or it would not be used. */
const bundleWords = sql.raw(`to_tsvector('english', name || ' ' || description)`);

/**
 * Everything that the words find for the viewer: tools as the catalog finds them, bundles on sale, and orders and people of the
 * organization, which the database shows to nobody else. To be read together.
 */
export function searchEverything(handle: QueryHandle, query: string) {
  return {
    tools: listTools(handle, parseCatalogFilters(new URLSearchParams({ q: query })).filters),
    bundles: searchBundles(handle, query),
    orders: searchOrders(handle, query),
    people: searchPeople(handle, query),
  };
}

function searchBundles(handle: QueryHandle, query: string) {
  return handle
    .select({
      slug: toolBundles.slug,
      name: toolBundles.name,
      icon: toolBundles.icon,
      // Written out: in a query of one table, columns are named without it.
      tools: sql<number>`(select count(*) from bundle_tools held where held.bundle_id = tool_bundles.id)::integer`,
    })
    .from(toolBundles)
    .where(and(eq(toolBundles.isActive, true), sql`${bundleWords} @@ ${searched(query)}`))
    .orderBy(desc(toolBundles.isPopular), inNameOrder(toolBundles.name), asc(toolBundles.id))
    .limit(mostFound);
}

/** Whether a column holds the text, capitals aside. */
const holds = (column: SQL, text: string) => sql`strpos(lower(${column}), lower(${text}::text)) > 0`;

/** Orders by a part of their number, of that of their invoice, of the buyer's own, or of the name of something ordered; the newest first. */
function searchOrders(handle: QueryHandle, query: string) {
  return handle
    .select({
      number: marketplaceOrders.number,
      placedAt: marketplaceOrders.placedAt,
      items: sql<
        string[]
      >`array(select line.name from order_lines line where line.order_id = marketplace_orders.id order by line.position)`,
    })
    .from(marketplaceOrders)
    .where(
      sql`(${holds(sql`${marketplaceOrders.number}`, query)} or ${holds(sql`${marketplaceOrders.invoiceNumber}`, query)}
        or ${holds(sql`${marketplaceOrders.purchaseOrderNumber}`, query)}
        or exists (select from order_lines line where line.order_id = marketplace_orders.id and ${holds(sql`line.name`, query)}))`,
    )
    .orderBy(desc(marketplaceOrders.placedAt), desc(marketplaceOrders.number))
    .limit(mostFound);
}

/** People by a part of their name or email. */
function searchPeople(handle: QueryHandle, query: string) {
  return handle
    .select({ id: users.id, name: users.name, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(sql`(${holds(sql`${users.name}`, query)} or ${holds(sql`${users.email}`, query)})`)
    .orderBy(inNameOrder(users.name), asc(users.id))
    .limit(mostFound);
}
