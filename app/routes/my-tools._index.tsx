import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Card, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { WorkLayout } from '~/components/work-layout.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { listOwnedTools, type Ownership } from '~/modules/marketplace/owned-tools.server.ts';
import type { RouteHandle } from '~/rendering.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction = () => [{ title: 'My tools | Lotline' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer, tools } = await context.database.read((handle) => ({ tools: listOwnedTools(handle) }));
  requireViewer(viewer, request);
  return { tools };
}

export default function MyToolsPage() {
  const { tools } = useLoaderData<typeof loader>();
  return (
    <WorkLayout>
      <PageHeader
        title="My tools"
        description={
          tools.length === 1 ? 'One tool is unlocked.' : `${tools.length} tools are unlocked for your organization.`
        }
      />
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
        <ul className="grid gap-4 sm:grid-cols-2">
          {tools.map((tool) => (
            <li key={tool.slug} className="flex">
              <Card className="flex w-full gap-4 p-5">
                <ToolIcon name={tool.icon} className="icon mt-0.5 size-5 shrink-0 text-muted" />
                <div className="min-w-0">
                  <h2 className="text-base">
                    <a href={`/tools/${tool.slug}`}>{tool.name}</a>
                  </h2>
                  <p className="mt-0.5 text-muted">{tool.description}</p>
                  {tool.ownerships.map((ownership) => (
                    <p key={ownership.bundleSlug ?? 'direct'} className="mt-2">
                      <HowOwned ownership={ownership} />
                    </p>
                  ))}
                </div>
              </Card>
            </li>
          ))}
        </ul>
      )}
    </WorkLayout>
  );
}

function HowOwned({ ownership }: { ownership: Ownership }) {
  const { bundleName, bundleSlug, price, purchaseDate, periodEnd } = ownership;
  if (bundleName) {
    return (
      <>
        Through{' '}
        <a href={`/bundles/${bundleSlug}`} className="link">
          {bundleName}
        </a>{' '}
        since <Day date={purchaseDate} />
      </>
    );
  }
  return (
    <>
      Bought <Day date={purchaseDate} /> for <Money cents={price} />
      {periodEnd && (
        <>
          , paid until <Day date={periodEnd} />
        </>
      )}
    </>
  );
}
