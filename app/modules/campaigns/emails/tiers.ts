import type { SubscriptionTier } from '#db/request-db.server.ts';
import { subscriptionTier } from '#db/schema/index.ts';

const order: readonly SubscriptionTier[] = subscriptionTier.enumValues;

/** Whether a plan has what comes with Elite: A/B tests, repeats and each recipient's own time. */
export const hasEliteFeatures = (tier: SubscriptionTier) => order.indexOf(tier) >= order.indexOf('ELITE');
