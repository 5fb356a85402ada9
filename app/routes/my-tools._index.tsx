import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { WorkLayout } from '~/components/layout/work-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { parseOwnedToolSort, sortOwnedTools } from '~/modules/marketplace/purchases/owned-tool-order.ts';
import { listOwnedTools } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { OwnedToolTable } from '~/modules/marketplace/purchases/owned-tool-table.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('My tools');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const sort = parseOwnedToolSort(new URL(request.url).searchParams.get('sort'));
  const { viewer, tools } = await context.database.read((handle) => ({ tools: listOwnedTools(handle) }));
  const { role } = requireViewer(viewer, request);
  return { tools: sortOwnedTools(tools, sort), sort, canManage: isManager(role), openKey: crypto.randomUUID() };
}

export default function MyToolsPage() {
  const { tools, sort, canManage, openKey } = useLoaderData<typeof loader>();
  const organization = useViewer()?.organization;
  const suspended = tools.filter(({ access }) => access === 'SUSPENDED');
  return (
    <WorkLayout>
      <PageHeader
        title="My tools"
        description={
          organization
            ? `Your organization owns ${tools.length === 0 ? 'none yet' : countWords(tools.length, 'tool')}.`
            : 'Tools belong to organizations, and you work for none now.'
        }
        actions={<LinkButton href="/purchases">Purchase history</LinkButton>}
      />
      {suspended.length > 0 && (
        <Notice kind="danger" title={`${countWords(suspended.length, 'tool')} suspended`}>
          <p>What they cost was not paid in time, or its payment is in dispute. Everything in them is kept.</p>
          <p className="mt-1">
            <LinkButton size="small" href="/orders">
              See what is owed
            </LinkButton>
          </p>
        </Notice>
      )}
      {tools.length === 0 ? (
        <EmptyState
          icon="layout-dashboard"
          title="No tools yet"
          actions={
            <>
              <LinkButton variant="primary" href="/tools">
                Browse tools
              </LinkButton>
              <LinkButton href="/bundles">See bundles</LinkButton>
            </>
          }
        >
          What your organization buys, by itself or in a bundle, is unlocked here.
        </EmptyState>
      ) : (
        <OwnedToolTable tools={tools} sort={sort} openKey={openKey} canManage={canManage} />
      )}
    </WorkLayout>
  );
}
