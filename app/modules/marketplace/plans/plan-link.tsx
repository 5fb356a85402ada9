import type { SubscriptionTier } from '#db/request-db.server.ts';
import { planAddress, planLabels } from '../labels.ts';

/** Names a plan, and leads to it beside the others: "the Growth plan". */
export function PlanLink({ tier }: { tier: SubscriptionTier }) {
  return (
    <a href={planAddress(tier)} className="link">
      {`the ${planLabels[tier]} plan`}
    </a>
  );
}
