import { type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { priceCart } from '~/modules/marketplace/cart/queries.server.ts';
import { listBundlesHolding } from '~/modules/marketplace/catalog/bundle-queries.server.ts';
import { BundlesHolding } from '~/modules/marketplace/catalog/bundles-holding.tsx';
import { catalogAddress } from '~/modules/marketplace/catalog/filters.ts';
import { collectPlan, decideToolState } from '~/modules/marketplace/catalog/purchase-state.ts';
import { ToolGrid } from '~/modules/marketplace/catalog/tool-card.tsx';
import { ToolHeader, ToolNotices, ToolPurchase, ToolText } from '~/modules/marketplace/catalog/tool-details.tsx';
import { findTool, listRelatedTools } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { areaLabels } from '~/modules/marketplace/labels.ts';
import { findNextCharge, findUsage } from '~/modules/marketplace/purchases/owned-tool-queries.server.ts';
import { Reviews } from '~/modules/marketplace/reviews/list.tsx';
import { parseReviewList, reviewedToolAddress } from '~/modules/marketplace/reviews/lists.ts';
import { countRatings, findOwnReview, listReviews } from '~/modules/marketplace/reviews/queries.server.ts';
import { explainRating } from '~/modules/marketplace/reviews/rating-reason.ts';
import { decideReviewState } from '~/modules/marketplace/reviews/state.ts';
import { Gallery } from '~/modules/marketplace/tool-pictures/gallery.tsx';
import { listPicturesOfSlug } from '~/modules/marketplace/tool-pictures/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { today } from '~/utils/dates.ts';
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
    ownReview: findOwnReview(handle, slug),
    related: listRelatedTools(handle, slug),
    lines: priceCart(handle, context.guestCart),
    usage: findUsage(handle, slug),
    charge: findNextCharge(handle, slug),
    pictures: listPicturesOfSlug(handle, slug),
  }));
  const [tool] = answer.tool;
  if (!tool) throw notFound();
  if (tool.slug !== slug) throw redirect(`/tools/${tool.slug}${new URL(request.url).search}`, 301);
  const plan = collectPlan(answer.lines);
  return {
    origin: context.environment.PUBLIC_URL,
    tool: { ...tool, state: decideToolState(tool, answer.viewer, plan) },
    bundles: answer.bundles,
    reviews: answer.reviews,
    ratings: answer.ratings,
    reviewList,
    reviewState: decideReviewState(tool, answer.viewer, answer.ownReview[0]),
    ownStatus: answer.ownReview[0]?.status,
    usage: answer.usage[0],
    charge: answer.charge[0],
    // Not in the page that is kept for everybody: it would be wrong the next day.
    boughtOn: answer.viewer?.organization ? today() : undefined,
    pictures: answer.pictures,
    related: answer.related.map((other) => ({ ...other, state: decideToolState(other, answer.viewer, plan) })),
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
  const { tool, bundles, reviews, ratings, reviewList, reviewState, ownStatus, related, ...loaded } =
    useLoaderData<typeof loader>();
  const organization = useViewer()?.organization ?? null;
  const address = `/tools/${tool.slug}`;
  return (
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
          <Gallery name={tool.name} pictures={loaded.pictures} />
        </div>
        <ToolPurchase
          tool={tool}
          organization={organization}
          usage={loaded.usage}
          charge={loaded.charge}
          boughtOn={loaded.boughtOn}
        />
        <div className="flex min-w-0 flex-col gap-10">
          <ToolNotices tool={tool} />
          <ToolText tool={tool} />
          <BundlesHolding bundles={bundles} />
          <Reviews
            tool={tool}
            reviews={reviews}
            ratings={ratings}
            list={reviewList}
            state={reviewState}
            organization={organization?.name}
            ownStatus={ownStatus}
          />
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
  );
}
