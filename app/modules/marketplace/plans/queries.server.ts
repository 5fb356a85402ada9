import { and, eq, inArray } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { marketplaceTools } from '#db/schema/index.ts';

/** What the modules of this product allow on each plan; null where there is no limit. */
export function listPlanLimits(handle: QueryHandle) {
  return callFunction(handle, 'plan_limits', {});
}

/**
 * The plan that each of these tools needs, of those that are sold.
 * @param slugs  of the tools
 */
export function listRequiredPlans(handle: QueryHandle, slugs: string[]) {
  return handle
    .select({ slug: marketplaceTools.slug, requiredTier: marketplaceTools.requiredTier })
    .from(marketplaceTools)
    .where(and(inArray(marketplaceTools.slug, slugs), eq(marketplaceTools.isSold, true)));
}
