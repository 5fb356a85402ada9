import { asc, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';

/** One way an organization came to own a tool. Price in cents, for the tool or for the whole bundle. */
export interface Ownership {
  /** Null when the tool was bought by itself. */
  bundleName: string | null;
  bundleSlug: string | null;
  price: number;
  purchaseDate: string;
  periodEnd: string | null;
}

/** The tools the viewer's organization owns now, each with every way it came to own it. */
export function listOwnedTools(handle: QueryHandle) {
  return handle
    .select({
      slug: marketplaceTools.slug,
      name: marketplaceTools.name,
      description: marketplaceTools.description,
      icon: marketplaceTools.icon,
      category: marketplaceTools.category,
      area: marketplaceTools.area,
      priceModel: marketplaceTools.priceModel,
      status: marketplaceTools.status,
      ownerships: sql<Ownership[]>`owned.ownerships`,
    })
    .from(marketplaceTools)
    .innerJoin(
      sql`(
        select tool_id, jsonb_agg(jsonb_build_object('bundleName', bundle_name, 'bundleSlug', bundle_slug, 'price', price,
          'purchaseDate', purchase_date, 'periodEnd', period_end) order by bundle_name nulls first) as ownerships
        from (
          select tool_id, null as bundle_name, null as bundle_slug, price_at_purchase as price, purchase_date, period_end
          from tool_purchases where organization_id = app.current_organization_id() and status = 'ACTIVE'
          union all
          select content.tool_id, bundle.name, bundle.slug, purchase.price_at_purchase, purchase.purchase_date, null
          from bundle_purchases purchase
          join tool_bundles bundle on bundle.id = purchase.bundle_id
          join bundle_tools content on content.bundle_id = bundle.id
          where purchase.organization_id = app.current_organization_id() and purchase.status = 'ACTIVE'
        ) way
        group by tool_id
      ) owned`,
      sql`owned.tool_id = ${marketplaceTools.id}`,
    )
    .orderBy(asc(marketplaceTools.name));
}
