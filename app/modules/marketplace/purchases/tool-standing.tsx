import type { SubscriptionTier } from '#db/request-db.server.ts';
import { LinkButton } from '~/components/ui/button.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { nameManagers } from '~/modules/accounts/people/roles.ts';
import { planLabels, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { PlanLink } from '~/modules/marketplace/plans/plan-link.tsx';
import { isModule } from './open-tool.tsx';
import type { ToolAccess } from './owned-tool-queries.server.ts';

interface StandingTool {
  slug: string;
  name: string;
  access: ToolAccess;
  address: string | null;
  status: ToolStatus;
  requiredTier: SubscriptionTier;
  suspendedOrders: string[];
}

/** The reason why a tool has no button that opens it, and the way out; nothing when it has one. */
export function ToolStanding({
  tool,
  canManage,
  managers,
}: {
  tool: StandingTool;
  canManage: boolean;
  managers: string[];
}) {
  switch (tool.access) {
    case 'NOT_OWNED':
      return (
        <Notice kind="warning" title="Your organization does not own it any more">
          <p>What is below is kept. Bought again, it is unlocked as it was, with the same seats.</p>
          {tool.status !== 'DISABLED' && (
            <p className="mt-1">
              <LinkButton size="small" href={`/tools/${tool.slug}`}>{`See ${tool.name}`}</LinkButton>
            </p>
          )}
        </Notice>
      );
    case 'DISABLED':
      return (
        <Notice kind="warning" title="Not available at the moment">
          <p>{`${tool.name} was switched off on Lotline’s side. You still own it.`}</p>
        </Notice>
      );
    case 'SUSPENDED':
      return (
        <Notice kind="danger" title="Suspended">
          <p>{`What ${tool.name} cost was not paid in time, or its payment is in dispute. Everything in it is kept, and it opens again as soon as that is settled.`}</p>
          <p className="mt-1 flex flex-wrap gap-2">
            {tool.suspendedOrders.map((number) => (
              <LinkButton key={number} size="small" href={`/orders/${number}`}>{`See order ${number}`}</LinkButton>
            ))}
          </p>
        </Notice>
      );
    case 'TIER_TOO_LOW':
      return (
        <Notice kind="warning" title={`Needs the ${planLabels[tool.requiredTier]} plan`}>
          <p>
            {`You still own ${tool.name}, and everything in it is kept. It opens again on `}
            <PlanLink tier={tool.requiredTier} />.
          </p>
        </Notice>
      );
    case 'READ_ONLY':
      return isModule(tool) ? (
        <Notice title="Viewers look on">
          <p>{`You see everything in ${tool.name} and change nothing. To work with it you need another role.`}</p>
        </Notice>
      ) : (
        <Notice title="Viewers do not use tools">
          <p>{`You see how ${tool.name} is used. To work with it you need another role.`}</p>
        </Notice>
      );
    case 'NO_SEAT':
      return (
        <Notice title="You need a seat to use it">
          {canManage ? (
            <p>
              <a href="#seats" className="link">
                Assign yourself one
              </a>{' '}
              below, if one is free.
            </p>
          ) : (
            <p>{`Ask ${nameManagers(managers, 'disjunction')} for one.`}</p>
          )}
        </Notice>
      );
    case 'CAPPED':
      return (
        <Notice kind="warning" title="The cap of this period is reached">
          <p>{`Everything in ${tool.name} is kept. It opens again with the next period, or when the cap leaves room.`}</p>
          <p className="mt-1">
            <a href="#period" className="link">
              See what was used
            </a>
          </p>
        </Notice>
      );
    case 'ALLOWED':
      return null;
  }
}
