import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { Hole } from '~/components/layout/hole.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { BundleDetails } from '~/modules/marketplace/catalog/bundle-details.tsx';
import { BundlePurchase } from '~/modules/marketplace/catalog/bundle-purchase.tsx';
import { findBundle, listBundleContents } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { decideBundleState } from '~/modules/marketplace/catalog/purchase-state.ts';
import { describeShop, ShopProvider, useShop } from '~/modules/marketplace/catalog/shop.tsx';
import { readBundleShop } from '~/modules/marketplace/catalog/shop-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: ({ pathname }) => pathname } satisfies RouteHandle;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { slug = '' } = params;
  const answer = await context.database.read((handle) => ({
    bundle: findBundle(handle, slug),
    tools: listBundleContents(handle, [slug]),
    ...readBundleShop(handle, context.guestCart, slug),
  }));
  const [bundle] = answer.bundle;
  const [line] = answer.offers;
  if (bundle && bundle.slug !== slug) throw redirect(`/bundles/${bundle.slug}${new URL(request.url).search}`, 301);
  if (!bundle || !line) throw notFound();
  return {
    origin: context.environment.PUBLIC_URL,
    bundle,
    line,
    tools: answer.tools,
    shop: describeShop(answer),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: data.bundle.name,
        description: `${data.bundle.description} ${data.tools.length} tools in one bundle.`,
        origin: data.origin,
        path: `/bundles/${data.bundle.slug}`,
      })
    : [];

export default function Bundle() {
  const { bundle, line, tools, shop } = useLoaderData<typeof loader>();
  return (
    <ShopProvider value={shop}>
      <div className="page flex flex-col gap-6 py-6 sm:py-8">
        <Breadcrumbs links={[{ href: '/bundles', label: 'Bundles' }]} current={bundle.name} />
        <BundleDetails
          bundle={bundle}
          tools={tools}
          purchase={
            <Hole>
              <OfferedPurchase bundle={bundle} line={line} />
            </Hole>
          }
        />
      </div>
    </ShopProvider>
  );
}

/** The bundle's price for the viewer, and their way to buy it. */
function OfferedPurchase({ bundle, line }: Pick<ComponentProps<typeof BundlePurchase>, 'bundle' | 'line'>) {
  const { viewer, plan, offers } = useShop();
  const own = offers.get(bundle.id) ?? line;
  return (
    <BundlePurchase
      bundle={bundle}
      line={own}
      state={decideBundleState(own, viewer, plan)}
      organization={viewer?.organization ?? null}
    />
  );
}
