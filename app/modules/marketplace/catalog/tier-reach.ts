import type { SubscriptionTier } from '#db/request-db.server.ts';
import { reachesTier, tierOrder } from '../labels.ts';

/** The numbers of tools and bundles that need this tier. */
export interface TierCount {
  tier: SubscriptionTier;
  tools: number;
  bundles: number;
}

/** The number of items that a tier unlocks, and the tiers that its tools ask for. */
export interface TierReach {
  tools: number;
  bundles: number;
  requiredTiers: SubscriptionTier[];
}

/** The items that an organization on a tier may buy, and those that the next useful tier would add. */
export function tellTierReach(
  tier: SubscriptionTier,
  counts: readonly TierCount[],
): { now: TierReach; next: (TierReach & { tier: SubscriptionTier }) | null } {
  const now = add(counts.filter((count) => reachesTier(tier, count.tier)));
  const nextTier = tierOrder.find(
    (candidate) => !reachesTier(tier, candidate) && counts.some((count) => count.tier === candidate),
  );
  if (!nextTier) return { now, next: null };
  return { now, next: { tier: nextTier, ...add(counts.filter((count) => count.tier === nextTier)) } };
}

function add(counts: readonly TierCount[]): TierReach {
  return {
    tools: counts.reduce((sum, { tools }) => sum + tools, 0),
    bundles: counts.reduce((sum, { bundles }) => sum + bundles, 0),
    requiredTiers: counts.filter(({ tools }) => tools > 0).map(({ tier }) => tier),
  };
}
