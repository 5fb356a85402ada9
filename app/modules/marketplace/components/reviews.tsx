import { Icon } from '~/components/ui/icon.tsx';
import { EmptyState } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import type { listReviews } from '../catalog.server.ts';

type Review = Awaited<ReturnType<typeof listReviews>>[number];

const stars = [5, 4, 3, 2, 1];

/** What people who work with a tool say of it. */
export function Reviews({
  rating,
  reviews,
  ratings,
}: {
  rating: number | null;
  reviews: Review[];
  ratings: { rating: number; count: number }[];
}) {
  return (
    <section aria-labelledby="reviews" className="max-w-3xl">
      <h2 id="reviews" className="mb-4">
        Reviews
      </h2>
      {rating === null || reviews.length === 0 ? (
        <EmptyState icon="message-square-quote" title="No reviews yet">
          People of an organization that owns this tool can review it. Reviews appear here once they are approved.
        </EmptyState>
      ) : (
        <div className="grid gap-8 sm:grid-cols-[12rem_1fr]">
          <RatingSummary rating={rating} ratings={ratings} />
          <ul className="flex flex-col divide-y divide-line">
            {reviews.map((review) => (
              <ReviewEntry key={review.id} review={review} />
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function RatingSummary({ rating, ratings }: { rating: number; ratings: { rating: number; count: number }[] }) {
  const total = ratings.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <p className="text-2xl font-semibold tabular-nums">
        {rating.toFixed(1)}
        <span className="text-sm font-normal text-muted"> of 5</span>
      </p>
      <p className="text-muted">{total === 1 ? '1 review' : `${total} reviews`}</p>
      <ul className="mt-3 flex flex-col gap-1 text-xs text-muted tabular-nums">
        {stars.map((star) => {
          const count = ratings.find((found) => found.rating === star)?.count ?? 0;
          return (
            <li key={star} className="flex items-center gap-2">
              <span className="w-11">{star === 1 ? '1 star' : `${star} stars`}</span>
              <meter className="min-w-0 grow" min={0} max={total} value={count} aria-label={`${star} stars`} />
              <span className="w-5 text-right">{count}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function ReviewEntry({ review }: { review: Review }) {
  return (
    <li className="flex flex-col gap-2 py-5 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
        <span className="flex" role="img" aria-label={`${review.rating} of 5 stars`}>
          {stars.map((star) => (
            <Icon
              key={star}
              name="star"
              className={star > 5 - review.rating ? 'icon star mr-0' : 'icon mr-0 size-3.5'}
            />
          ))}
        </span>
        <span className="font-medium text-ink">{review.firstName}</span>
        <Day date={review.createdAt} />
        {review.verifiedPurchase && <Tag hue="success">Verified purchase</Tag>}
      </p>
      {review.title && <h3>{review.title}</h3>}
      <p className="max-w-prose text-pretty whitespace-pre-line">{review.review}</p>
      {review.vendorReply && (
        <div className="mt-1 max-w-prose rounded-lg bg-sunken px-4 py-3">
          <p className="font-medium">Reply of the provider</p>
          <p className="mt-1 text-muted whitespace-pre-line">{review.vendorReply}</p>
        </div>
      )}
    </li>
  );
}
