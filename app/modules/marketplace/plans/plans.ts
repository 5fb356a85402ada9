import type { Row } from '#db/call-function.server.ts';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { type TierCount, type TierReach, tellTierReach } from '../catalog/tier-reach.ts';
import { tierOrder } from '../labels.ts';

/** What the modules allow on a plan; null where there is no limit. */
export type PlanLimits = Row<'plan_limits'>;

/** A plan, and what an organization that has it may buy. */
export interface Plan {
  tier: SubscriptionTier;
  /** Everything that it may buy. */
  reach: TierReach;
  /** The part of that which the plan below does not reach. */
  added: Pick<TierReach, 'tools' | 'bundles'>;
  limits: PlanLimits | undefined;
}

/**
 * The plans side by side, the lowest first.
 * @param counts  how many tools and bundles are sold from each plan on; a plan without any has no entry
 */
export function listPlans(counts: readonly TierCount[], limits: readonly PlanLimits[]): Plan[] {
  return tierOrder.map((tier) => {
    const own = counts.find((count) => count.tier === tier);
    return {
      tier,
      reach: tellTierReach(tier, counts).now,
      added: { tools: own?.tools ?? 0, bundles: own?.bundles ?? 0 },
      limits: limits.find((limit) => limit.tier === tier),
    };
  });
}

/**
 * The plan to offer first to an organization: the one that was asked for where it is above its own, else the next that adds anything.
 * @param asked  from an address
 */
export function suggestPlan(
  tier: SubscriptionTier,
  counts: readonly TierCount[],
  asked: string | null,
): SubscriptionTier | null {
  const higher = tierOrder.slice(tierOrder.indexOf(tier) + 1);
  return (
    higher.find((one) => one === asked?.toUpperCase()) ?? tellTierReach(tier, counts).next?.tier ?? higher[0] ?? null
  );
}
