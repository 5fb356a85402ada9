import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { BundleCard } from '~/modules/marketplace/catalog/bundle-card.tsx';
import { bundlesOnPage, listBundles } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { CompareScope } from '~/modules/marketplace/catalog/compare-bar.tsx';
import { bundlesPerPage } from '~/modules/marketplace/catalog/filters.ts';
import { offerBundles } from '~/modules/marketplace/catalog/offers.ts';
import { describeShop, ShopProvider } from '~/modules/marketplace/catalog/shop.tsx';
import { readBundlesShop } from '~/modules/marketplace/catalog/shop-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readPage, writeAddress } from '~/utils/addresses.ts';
import { describePage } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ searchParams }) => bundlesAddress(readPage(searchParams.get('page'))),
} satisfies RouteHandle;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const page = readPage(new URL(request.url).searchParams.get('page')) ?? 1;
  const answer = await context.database.read((handle) => ({
    bundles: listBundles(handle, bundlesOnPage(page)),
    ...readBundlesShop(handle, context.guestCart, page),
  }));
  const { rows, last } = cutPage(answer.bundles, bundlesPerPage);
  return {
    origin: context.environment.PUBLIC_URL,
    bundles: offerBundles(rows, answer.offers),
    page,
    hasMore: last !== undefined,
    shop: describeShop(answer),
  };
}

const bundlesAddress = (page = 1) => writeAddress('/bundles', { page: page > 1 && page });

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: 'Bundles',
        description: 'Tools that work together, sold together for less. See what each bundle holds, costs and saves.',
        origin: data.origin,
        path: bundlesAddress(data.page),
      })
    : [];

export default function Bundles() {
  const { bundles, page, hasMore, shop } = useLoaderData<typeof loader>();
  return (
    <ShopProvider value={shop}>
      <div className="page flex flex-col gap-6 py-6 sm:py-10">
        <PageHeader
          title="Bundles"
          description="Tools that work together, for less than they cost one by one. Tools you own already are credited."
        />
        {bundles.length === 0 ? (
          <EmptyState
            icon="package"
            title={page > 1 ? `There is no page ${page}` : 'No bundle is on sale right now'}
            actions={
              page > 1 ? (
                <LinkButton href="/bundles">Go to the first page</LinkButton>
              ) : (
                <LinkButton href="/tools">Browse tools</LinkButton>
              )
            }
          >
            {page > 1 ? 'All bundles are on the pages before it.' : 'Every tool can be bought by itself.'}
          </EmptyState>
        ) : (
          <>
            <h2 className="sr-only">All bundles</h2>
            <CompareScope things="bundles">
              <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
                {bundles.map((bundle) => (
                  <BundleCard key={bundle.id} bundle={bundle} address="/bundles" compare />
                ))}
              </ul>
            </CompareScope>
            <Steps
              label="Pages of bundles"
              back={page > 1 && { href: bundlesAddress(page - 1), label: 'Previous', rel: 'prev' }}
              next={hasMore && { href: bundlesAddress(page + 1), label: 'Next' }}
            />
          </>
        )}
      </div>
    </ShopProvider>
  );
}
