import { Hole } from '~/components/layout/hole.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { Stars } from '~/components/ui/stars.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { withRedirect } from '~/modules/accounts/sign-in/redirects.ts';
import { useShop } from '~/modules/marketplace/catalog/shop.tsx';
import type { findTool } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { isolateName } from '~/utils/names.ts';
import { countWords } from '~/utils/words.ts';
import { type ReviewList, type ReviewOrder, reviewListAddress, reviewOrderLabels, reviewsPerPage } from './lists.ts';
import type { listReviews } from './queries.server.ts';
import { explainRating, type RatingCount } from './rating-reason.ts';
import { decideReviewState, explainReviewState } from './state.ts';
import { ReviewStatusTag } from './status-tag.tsx';

type ReviewedTool = Pick<
  Awaited<ReturnType<typeof findTool>>[number],
  'id' | 'slug' | 'name' | 'provider' | 'rating' | 'reviewCount'
>;
type PublishedReview = Awaited<ReturnType<typeof listReviews>>[number];

const stars = [5, 4, 3, 2, 1];

/** The reviews of a tool, and the viewer's own part in them. */
export function Reviews({
  tool,
  reviews,
  ratings,
  list,
}: {
  tool: ReviewedTool;
  reviews: PublishedReview[];
  ratings: RatingCount[];
  list: ReviewList;
}) {
  return (
    <section aria-labelledby="reviews" className="max-w-3xl">
      <h2 id="reviews" className="mb-4">
        Reviews
      </h2>
      <Hole>
        <OwnReview tool={tool} />
      </Hole>
      {tool.rating === null ? (
        <Hole>
          <NoReviews tool={tool} />
        </Hole>
      ) : (
        <div className="grid items-start gap-8 sm:grid-cols-[12rem_1fr]">
          <RatingSummary rating={tool.rating} ratings={ratings} />
          <div className="flex min-w-0 flex-col gap-4">
            {tool.reviewCount > 1 && <ReviewOrders slug={tool.slug} current={list.order} />}
            {reviews.length === 0 ? (
              <p className="text-muted">
                There is nothing on this page.{' '}
                <a className="link" href={reviewListAddress(tool.slug, { ...list, page: 1 })}>
                  Go to the first reviews
                </a>
              </p>
            ) : (
              <ul className="flex flex-col divide-y divide-line">
                {reviews.map((review) => (
                  <ReviewEntry key={review.id} review={review} provider={tool.provider} />
                ))}
              </ul>
            )}
            <Pagination
              label="Pages of reviews"
              page={list.page}
              pages={Math.ceil(tool.reviewCount / reviewsPerPage)}
              hrefOf={(page) => reviewListAddress(tool.slug, { ...list, page })}
            />
          </div>
        </div>
      )}
    </section>
  );
}

/** The viewer's own part in the reviews of a tool. */
function useOwnReview(tool: ReviewedTool) {
  const { viewer, owned, tool: shown } = useShop();
  return {
    state: decideReviewState({ owned: owned.has(tool.id) }, viewer, shown.ownReview),
    organization: viewer?.organization?.name,
    status: shown.ownReview?.status,
  };
}

function NoReviews({ tool }: { tool: ReviewedTool }) {
  const { state } = useOwnReview(tool);
  return (
    <EmptyState icon="message-square-quote" title="No reviews yet">
      {state === 'WRITE'
        ? 'Yours would be the first. Reviews appear here once they are approved.'
        : 'Reviews appear here once they are approved.'}
    </EmptyState>
  );
}

function OwnReview({ tool }: { tool: ReviewedTool }) {
  const { state, organization, status } = useOwnReview(tool);
  const address = `/tools/${tool.slug}/review`;
  return (
    <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
      {state === 'WRITE' || state === 'EDIT' ? (
        <LinkButton href={address}>{state === 'WRITE' ? 'Write a review' : 'Edit your review'}</LinkButton>
      ) : (
        <p className="max-w-prose text-pretty text-muted">
          {explainReviewState(state, { tool: tool.name, organization })}{' '}
          {state === 'SIGNED_OUT' && (
            <a className="link" href={withRedirect('/login', address)}>
              Sign in to review it
            </a>
          )}
          {status && (
            <a className="link" href={address}>
              See your review
            </a>
          )}
        </p>
      )}
      {status && <ReviewStatusTag status={status} />}
    </div>
  );
}

function RatingSummary({ rating, ratings }: { rating: number; ratings: RatingCount[] }) {
  const reason = explainRating(rating, ratings);
  const total = ratings.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <p className="text-2xl font-semibold tabular-nums">
        {rating.toFixed(1)}
        <span className="text-sm font-normal text-muted"> of 5</span>
      </p>
      <p className="text-muted">{countWords(total, 'review')}</p>
      {reason && <p className="mt-1 text-xs text-pretty text-muted">{reason}</p>}
      <ul className="mt-3 flex flex-col gap-1 text-xs text-muted tabular-nums">
        {stars.map((star) => {
          const count = ratings.find((found) => found.rating === star)?.count ?? 0;
          const label = countWords(star, 'star');
          return (
            <li key={star} className="flex items-center gap-2">
              <span className="w-11">{label}</span>
              <meter className="rating-meter" min={0} max={total} value={count} aria-label={label} />
              <span className="w-7 text-right">{count}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function ReviewOrders({ slug, current }: { slug: string; current: ReviewOrder }) {
  const orders: ReviewOrder[] = ['newest', 'highest', 'lowest'];
  return (
    <nav aria-label="Order of reviews" className="flex flex-wrap gap-x-4 gap-y-1 border-b border-line pb-3">
      {orders.map((order) => (
        <a
          key={order}
          href={reviewListAddress(slug, { order, page: 1 })}
          aria-current={order === current ? 'true' : undefined}
          className={order === current ? 'font-semibold text-ink' : 'link'}
        >
          {reviewOrderLabels[order]}
        </a>
      ))}
    </nav>
  );
}

function ReviewEntry({ review, provider }: { review: PublishedReview; provider: string }) {
  return (
    <li id={`review-${review.id}`} className="flex flex-col gap-2 py-5 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
        <Stars rating={review.rating} />
        <bdi className="font-medium text-ink">{review.firstName}</bdi>
        <Day date={review.createdAt} />
        {review.verifiedPurchase && <Tag hue="success">Verified purchase</Tag>}
      </p>
      {review.title && <h3 className="break-words">{review.title}</h3>}
      <p className="max-w-prose break-words text-pretty whitespace-pre-line">{review.review}</p>
      {review.vendorReply && (
        <div className="mt-1 max-w-prose rounded-lg bg-sunken px-4 py-3">
          <p className="font-medium">{`${provider} replied`}</p>
          <p className="mt-1 break-words text-muted whitespace-pre-line">{review.vendorReply}</p>
        </div>
      )}
      <p>
        <a href={`/reviews/${review.id}/flag`} rel="nofollow" className="text-xs text-muted hover:underline">
          Report<span className="sr-only">{` the review by ${isolateName(review.firstName)}`}</span>
        </a>
      </p>
    </li>
  );
}
