import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { ToolIcon } from '~/components/ui/icon.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { useViewer } from '~/components/use-viewer.ts';
import { findTool, listBundlesHolding, listRelatedTools } from '~/modules/marketplace/catalog.server.ts';
import { catalogAddress } from '~/modules/marketplace/catalog-filters.ts';
import { BundlesHolding } from '~/modules/marketplace/components/bundles-holding.tsx';
import { LongText } from '~/modules/marketplace/components/long-text.tsx';
import { Rating } from '~/modules/marketplace/components/rating.tsx';
import { Reviews } from '~/modules/marketplace/components/reviews.tsx';
import { ToolGrid } from '~/modules/marketplace/components/tool-card.tsx';
import { ToolFacts, ToolPurchase } from '~/modules/marketplace/components/tool-details.tsx';
import { areaLabels, categoryHues, categoryLabels, statusLabels } from '~/modules/marketplace/labels.ts';
import { choosePlan, readPlan } from '~/modules/marketplace/plan.server.ts';
import { collectPlan, decideToolState } from '~/modules/marketplace/purchase-state.ts';
import { parseReviewList } from '~/modules/marketplace/review-lists.ts';
import { decideReviewState } from '~/modules/marketplace/review-state.ts';
import { countRatings, findOwnReview, listReviews } from '~/modules/marketplace/reviews.server.ts';
import type { RouteHandle } from '~/rendering.ts';
import { notFound } from '~/services/http.server.ts';
import { describePage } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;

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
    ...readPlan(handle, context.guestCart),
  }));
  const [tool] = answer.tool;
  if (!tool) throw notFound();
  const plan = collectPlan(choosePlan(answer));
  return {
    origin: new URL(request.url).origin,
    tool: { ...tool, state: decideToolState(tool, answer.viewer, plan) },
    bundles: answer.bundles,
    reviews: answer.reviews,
    ratings: answer.ratings,
    reviewList,
    reviewState: decideReviewState(tool, answer.viewer, answer.ownReview[0]),
    ownStatus: answer.ownReview[0]?.status,
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
      })
    : [];

export default function Tool() {
  const { tool, bundles, reviews, ratings, reviewList, reviewState, ownStatus, related } =
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
        <header className="flex items-start gap-4">
          <span className="icon-tile size-12">
            <ToolIcon name={tool.icon} className="icon size-6" />
          </span>
          <div className="min-w-0">
            <h1>{tool.name}</h1>
            <p className="mt-1.5 max-w-prose text-base text-pretty text-muted">{tool.description}</p>
            <p className="mt-3 flex flex-wrap items-center gap-1.5">
              <Tag hue={categoryHues[tool.category]}>{categoryLabels[tool.category]}</Tag>
              <Tag>{areaLabels[tool.area]}</Tag>
              {tool.status !== 'ACTIVE' && <Tag hue="info">{statusLabels[tool.status]}</Tag>}
              {tool.rating !== null && (
                <a href="#reviews" className="rounded-sm hover:underline">
                  <Rating rating={tool.rating} count={tool.reviewCount} />
                </a>
              )}
            </p>
          </div>
        </header>
        <ToolPurchase tool={tool} organization={organization} />
        <div className="flex min-w-0 flex-col gap-10">
          {tool.status === 'DEPRECATED' && (
            <Notice kind="warning" title="No longer sold">
              <p>{`${tool.description} Organizations that own it keep it.`}</p>
            </Notice>
          )}
          {tool.status === 'BETA' && (
            <Notice title="In beta">
              <p>It works and is sold, and it is still changing. What is not finished is said below.</p>
            </Notice>
          )}
          <LongText text={tool.longDescription} />
          <ToolFacts tool={tool} />
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
