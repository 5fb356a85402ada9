import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { listBundles } from '~/modules/marketplace/catalog.server.ts';
import { BundleCard } from '~/modules/marketplace/components/bundle-card.tsx';
import { offerBundles } from '~/modules/marketplace/offers.ts';
import { choosePlan, readPlan } from '~/modules/marketplace/plan.server.ts';
import { priceBundles } from '~/modules/marketplace/priced-cart.server.ts';
import { collectPlan } from '~/modules/marketplace/purchase-state.ts';
import type { RouteHandle } from '~/rendering.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: () => '/bundles' } satisfies RouteHandle;

const compareFormId = 'compare';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const answer = await context.database.read((handle) => ({
    bundles: listBundles(handle),
    prices: priceBundles(handle),
    ...readPlan(handle, context.guestCart),
  }));
  const plan = collectPlan(choosePlan(answer));
  return {
    origin: new URL(request.url).origin,
    bundles: offerBundles(answer.bundles, answer.prices, answer.viewer, plan),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Bundles',
        description: 'Tools that work together, sold together for less. See what each bundle holds, costs and saves.',
        origin: data.origin,
        path: '/bundles',
      })
    : [];

export default function Bundles() {
  const { bundles } = useLoaderData<typeof loader>();
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-10">
      <PageHeader
        title="Bundles"
        description="Tools that work together, for less than they cost one by one. Tools you own already are credited."
      />
      {bundles.length === 0 ? (
        <EmptyState
          icon="package"
          title="No bundle is on sale right now"
          actions={<LinkButton href="/tools">Browse tools</LinkButton>}
        >
          Every tool can be bought by itself.
        </EmptyState>
      ) : (
        <>
          <h2 className="sr-only">All bundles</h2>
          <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
            {bundles.map((bundle) => (
              <BundleCard key={bundle.id} bundle={bundle} address="/bundles" compare={compareFormId} />
            ))}
          </ul>
          <form id={compareFormId} action="/bundles/compare" className="flex flex-wrap items-center gap-3">
            <Button>Compare bundles</Button>
            <p className="text-muted">Choose two to four of them above.</p>
          </form>
        </>
      )}
    </div>
  );
}
