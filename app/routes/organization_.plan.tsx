import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { PageHeader } from '~/components/ui/layout.tsx';
import { requireRole, requireViewer } from '~/modules/accounts/guards.server.ts';
import { PlanSection } from '~/modules/accounts/organizations/plan-section.tsx';
import { OrganizationTabs } from '~/modules/accounts/organizations/tabs.tsx';
import { isManager, organizationRoles } from '~/modules/accounts/people/roles.ts';
import { countByRequiredTier } from '~/modules/marketplace/catalog/tier-queries.server.ts';
import { tellTierReach } from '~/modules/marketplace/catalog/tier-reach.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Plan of the organization');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, tierCounts } = await context.database.read((handle) => ({ tierCounts: countByRequiredTier(handle) }));
  const { organization, role } = requireRole(requireViewer(viewer, request), organizationRoles);
  return {
    plan: organization.tier,
    reach: tellTierReach(organization.tier, tierCounts),
    mayAsk: isManager(role),
  };
}

export default function OrganizationPlan() {
  return (
    <WorkLayout>
      <PageHeader title="Plan" description="It decides which tools and bundles the organization can buy." />
      <OrganizationTabs />
      <PlanSection {...useLoaderData<typeof loader>()} />
    </WorkLayout>
  );
}
