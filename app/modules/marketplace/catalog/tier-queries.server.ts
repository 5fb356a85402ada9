import { sql } from 'drizzle-orm';
import type { QueryHandle, SubscriptionTier } from '#db/request-db.server.ts';
import { bundleTools, marketplaceTools, toolBundles } from '#db/schema/index.ts';
import { countedMatches } from './filters.ts';

/** How many tools (of each tier `countedMatches` + 1 at most) and bundles (as many in all) are sold from each tier on. A bundle needs what the highest of its tools needs. */
export function countByRequiredTier(handle: QueryHandle) {
  return handle
    .select({ tier: sql<SubscriptionTier>`tier`, tools: sql<number>`tools`, bundles: sql<number>`bundles` })
    .from(sql`(
      select tier, (count(*) filter (where kind = 'TOOL'))::integer as tools, (count(*) filter (where kind = 'BUNDLE'))::integer as bundles
      from (
        select 'TOOL' as kind, found.tier from unnest(enum_range(null::subscription_tier)) as asked (tier)
        cross join lateral (
          select required_tier as tier from ${marketplaceTools} where is_sold and required_tier = asked.tier limit ${countedMatches + 1}
        ) found
        union all
        select 'BUNDLE', greatest(bundle.required_tier, max(tool.required_tier))
        from (select id, required_tier from ${toolBundles} where is_active limit ${countedMatches + 1}) bundle
        join ${bundleTools} link on link.bundle_id = bundle.id
        join ${marketplaceTools} tool on tool.id = link.tool_id
        group by bundle.id, bundle.required_tier
      ) item group by tier
    ) counts`);
}
