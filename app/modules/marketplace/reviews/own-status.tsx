import { Card } from '~/components/ui/layout.tsx';
import { Stars } from '~/components/ui/stars.tsx';
import type { ReviewStatus } from './lists.ts';
import { ReviewStatusTag } from './status-tag.tsx';

const explanations = {
  PENDING: 'A platform admin reads it before it is published.',
  APPROVED: 'Everybody can read it on the page of the tool.',
  REJECTED: 'It was read and not published. Change it, and it is read again.',
  FLAGGED:
    'People of several organizations reported it, so it is not published until a platform admin has looked at it.',
} as const satisfies Record<ReviewStatus, string>;

/** The status of the viewer's own review, with the moderator's note. */
export function OwnReviewStatus({
  review,
  withText,
}: {
  review: { rating: number; title: string | null; review: string; status: ReviewStatus; moderationNote: string | null };
  /** Whether to show the review itself, for viewers who cannot change it. */
  withText: boolean;
}) {
  return (
    <Card className="flex flex-col gap-3 p-5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ReviewStatusTag status={review.status} />
        {explanations[review.status]}
      </p>
      {review.moderationNote && (
        <div className="rounded-lg bg-sunken px-4 py-3">
          <p className="font-medium">Note of the moderator</p>
          <p className="mt-1 break-words whitespace-pre-line">{review.moderationNote}</p>
        </div>
      )}
      {withText && (
        <>
          <Stars rating={review.rating} />
          {review.title && <h2 className="break-words">{review.title}</h2>}
          <p className="break-words whitespace-pre-line">{review.review}</p>
        </>
      )}
    </Card>
  );
}
