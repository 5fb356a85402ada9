import { Day } from '~/components/ui/money.tsx';
import { Stars } from '~/components/ui/stars.tsx';
import type { listLatestReviews } from './latest-reviews.server.ts';
import { quoteBeginning } from './quote.ts';

const longestQuote = 220;

/** Published reviews side by side, each with its rating, and the way to the rest of it. */
export function LatestReviews({ reviews }: { reviews: Awaited<ReturnType<typeof listLatestReviews>> }) {
  return (
    <ul className="grid gap-3 lg:grid-cols-3">
      {reviews.map(({ id, rating, title, review, firstName, createdAt, toolName, toolSlug }) => (
        <li key={id} className="card flex flex-col gap-3 p-5">
          <Stars rating={rating} />
          <blockquote className="grow text-pretty">
            {title && <p className="font-semibold">{title}</p>}
            <p>{quoteBeginning(review, longestQuote)}</p>
          </blockquote>
          <p className="text-muted">
            <bdi>{firstName}</bdi>
            {', on '}
            <a href={`/tools/${toolSlug}#reviews`} className="link">
              {toolName}
            </a>
            {', '}
            <Day date={createdAt} />
          </p>
        </li>
      ))}
    </ul>
  );
}
