import type { SubscriptionTier } from '#db/request-db.server.ts';
import { subscriptionTier } from '#db/schema/index.ts';

const order: readonly SubscriptionTier[] = subscriptionTier.enumValues;

/** Whether a plan has what comes with Elite: A/B tests, repeats and each recipient's own time. */
export const hasEliteFeatures = (tier: SubscriptionTier) => order.indexOf(tier) >= order.indexOf('ELITE');

/** Emails that may go out in a month of UTC, by plan; null for any number. */
export function findEmailLimit(tier: SubscriptionTier): number | null {
  switch (tier) {
    case 'ENTERPRISE':
      return null;
    case 'ELITE':
      return 250_000;
    case 'GROWTH':
      return 50_000;
    case 'STARTER':
      return 10_000;
    default:
      return 0;
  }
}
