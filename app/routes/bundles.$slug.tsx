import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { priceBundles, priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import { BundleDetails } from '~/modules/marketplace/catalog/bundle-details.tsx';
import { findBundle, listBundleContents } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { collectPlan, decideBundleState } from '~/modules/marketplace/catalog/purchase-state.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, publicAddress: ({ pathname }) => pathname } satisfies RouteHandle;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { slug = '' } = params;
  const answer = await context.database.read((handle) => ({
    bundle: findBundle(handle, slug),
    prices: priceBundles(handle, [slug]),
    tools: listBundleContents(handle, [slug]),
    lines: priceCart(handle, context.guestCart),
  }));
  const [bundle] = answer.bundle;
  const [line] = answer.prices;
  if (bundle && bundle.slug !== slug) throw redirect(`/bundles/${bundle.slug}${new URL(request.url).search}`, 301);
  if (!bundle || !line) throw notFound();
  return {
    origin: context.environment.PUBLIC_URL,
    bundle,
    line,
    tools: answer.tools,
    state: decideBundleState(line, answer.viewer, collectPlan(answer.lines)),
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
  const { bundle, line, tools, state } = useLoaderData<typeof loader>();
  const organization = useViewer()?.organization ?? null;
  return (
    <div className="page flex flex-col gap-6 py-6 sm:py-8">
      <Breadcrumbs links={[{ href: '/bundles', label: 'Bundles' }]} current={bundle.name} />
      <BundleDetails bundle={bundle} line={line} tools={tools} state={state} organization={organization} />
    </div>
  );
}
