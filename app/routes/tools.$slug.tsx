import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { Hole } from '~/components/layout/hole.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { listBundlesHolding } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { BundlesHolding } from '~/modules/marketplace/catalog/bundles-holding.tsx';
import { catalogAddress } from '~/modules/marketplace/catalog/filters.ts';
import { describeShop, ShopProvider, useShop, useToolState } from '~/modules/marketplace/catalog/shop.tsx';
import { readToolShop } from '~/modules/marketplace/catalog/shop-queries.server.ts';
import { ToolGrid } from '~/modules/marketplace/catalog/tool-card.tsx';
import { ToolHeader, ToolNotices, ToolPurchase, ToolText } from '~/modules/marketplace/catalog/tool-details.tsx';
import { findTool, listRelatedTools } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { areaLabels } from '~/modules/marketplace/labels.ts';
import { Reviews } from '~/modules/marketplace/reviews/list.tsx';
import { parseReviewList, reviewedToolAddress } from '~/modules/marketplace/reviews/lists.ts';
import { countRatings, listReviews } from '~/modules/marketplace/reviews/queries.server.ts';
import { explainRating } from '~/modules/marketplace/reviews/rating-reason.ts';
import { Gallery } from '~/modules/marketplace/tool-pictures/gallery.tsx';
import { listPicturesOfSlug } from '~/modules/marketplace/tool-pictures/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = {
  hydrate: false,
  publicAddress: ({ pathname, searchParams }) => reviewedToolAddress(pathname, parseReviewList(searchParams)),
} satisfies RouteHandle;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { slug = '' } = params;
  const reviewList = parseReviewList(new URL(request.url).searchParams);
  const answer = await context.database.read((handle) => ({
    tool: findTool(handle, slug),
    bundles: listBundlesHolding(handle, slug),
    reviews: listReviews(handle, slug, reviewList),
    ratings: countRatings(handle, slug),
    related: listRelatedTools(handle, slug),
    pictures: listPicturesOfSlug(handle, slug),
    ...readToolShop(handle, context.guestCart, slug),
  }));
  const [tool] = answer.tool;
  if (!tool) throw notFound();
  if (tool.slug !== slug) throw redirect(`/tools/${tool.slug}${new URL(request.url).search}`, 301);
  return {
    origin: context.environment.PUBLIC_URL,
    tool,
    bundles: answer.bundles,
    reviews: answer.reviews,
    ratings: answer.ratings,
    reviewList,
    pictures: answer.pictures,
    related: answer.related,
    shop: describeShop(answer),
  };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data
    ? describePage({
        title: data.tool.name,
        description: data.tool.description,
        origin: data.origin,
        path: `/tools/${data.tool.slug}`,
        image: data.pictures[0]?.address,
      })
    : [];

export default function Tool() {
  const { tool, bundles, reviews, ratings, reviewList, related, pictures, shop } = useLoaderData<typeof loader>();
  const address = `/tools/${tool.slug}`;
  return (
    <ShopProvider value={shop}>
      <div className="page flex flex-col gap-6 py-6 sm:py-8">
        <Breadcrumbs
          links={[
            { href: '/tools', label: 'Tools' },
            { href: catalogAddress({ areas: [tool.area] }), label: areaLabels[tool.area] },
          ]}
          current={tool.name}
        />
        <div className="item-page">
          <div className="item-head">
            <ToolHeader
              tool={tool}
              ratingReason={tool.rating === null ? undefined : explainRating(tool.rating, ratings)}
            />
            <Gallery name={tool.name} pictures={pictures} />
          </div>
          <Hole>
            <OfferedPurchase tool={tool} />
          </Hole>
          <div className="flex min-w-0 flex-col gap-10">
            <ToolNotices tool={tool} />
            <ToolText tool={tool} />
            <BundlesHolding bundles={bundles} />
            <Reviews tool={tool} reviews={reviews} ratings={ratings} list={reviewList} />
          </div>
        </div>
        {related.length > 0 && (
          <section aria-labelledby="related" className="mt-6 border-t border-line pt-8">
            <h2 id="related" className="mb-4">
              {`More tools for ${areaLabels[tool.area] === 'CRM' ? 'CRM' : areaLabels[tool.area].toLowerCase()}`}
            </h2>
            <ToolGrid tools={related} address={address} />
          </section>
        )}
      </div>
    </ShopProvider>
  );
}

/** The tool's price for the viewer, what their organization has of it, and their way to buy it. */
function OfferedPurchase({ tool }: Pick<ComponentProps<typeof ToolPurchase>, 'tool'>) {
  const { viewer, tool: shown } = useShop();
  return (
    <ToolPurchase
      tool={tool}
      seatsTaken={shown.seatsTaken}
      state={useToolState(tool)}
      organization={viewer?.organization ?? null}
      usage={shown.usage}
      charge={shown.charge}
      boughtOn={shown.boughtOn}
    />
  );
}
