import type { SubscriptionTier, Viewer } from '#db/request-db.server.ts';
import { planLabels } from '../labels.ts';
import { PlanLink } from '../plans/plan-link.tsx';
import type { PurchaseState } from './purchase-state.ts';

/** The reason why the viewer cannot buy an item, and the way out, in the words that tools and bundles share. */
export function PurchaseNote({
  state,
  requiredTier,
  organization,
}: {
  state: PurchaseState;
  requiredTier: SubscriptionTier | null;
  organization: Viewer['organization'];
}) {
  switch (state) {
    case 'IN_PLAN':
      return (
        <a href="/cart" className="link">
          Go to cart
        </a>
      );
    case 'NEEDS_TIER':
      return (
        <p className="text-muted">
          <bdi>{organization?.name}</bdi>
          {organization && ` is on the ${planLabels[organization.tier]} plan; this needs `}
          {requiredTier && <PlanLink tier={requiredTier} />}. Owners and admins ask for an upgrade there.
        </p>
      );
    case 'READ_ONLY':
      return (
        <p className="text-muted">
          {organization
            ? 'Ask an owner or admin of your organization to buy it.'
            : 'It is bought for an organization, and you belong to none.'}
        </p>
      );
    default:
      return null;
  }
}
