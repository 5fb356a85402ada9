import { Button } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { TextareaField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { NextLine } from '~/components/ui/next-line.tsx';
import { Stars } from '~/components/ui/stars.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { isolateName } from '~/utils/names.ts';
import type { ReviewToModerate } from './queries.server.ts';
import { longestNote, longestReply } from './schema.ts';
import { ReviewStatusTag } from './status-tag.tsx';

/** A form about this review that was refused: its typed values and messages, by field. */
interface RefusedModeration {
  typed: Partial<Record<string, string>>;
  errors: Record<string, string[] | null>;
}

/**
 * A review as a moderator sees it, with the decisions that are possible.
 * @param nextLine  id of the element of the list to go on with once this review is decided
 */
export function ReviewModeration({
  review,
  refused,
  nextLine,
}: {
  review: ReviewToModerate;
  refused?: RefusedModeration;
  nextLine?: string;
}) {
  const isDecided = review.queue === 'APPROVED' || review.queue === 'REJECTED';
  return (
    <Card className="flex flex-col gap-4 p-5">
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
          <Stars rating={review.rating} />
          <bdi className="font-medium text-ink">{review.reviewer}</bdi>
          <span>
            of <bdi>{review.organization}</bdi>, on
          </span>
          <a className="link" href={`/tools/${review.toolSlug}`}>
            {review.toolName}
          </a>
        </p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
          <ReviewStatusTag status={review.status} />
          {review.verifiedPurchase && <Tag hue="success">Verified purchase</Tag>}
          <span>
            Written <Day date={review.createdAt} />
            {review.updatedAt.getTime() !== review.createdAt.getTime() && (
              <>
                , changed <Day date={review.updatedAt} />
              </>
            )}
          </span>
        </p>
        {review.title && <h2 className="break-words text-base">{review.title}</h2>}
        <p className="max-w-prose break-words whitespace-pre-line">{review.review}</p>
      </div>
      <Flags flags={review.flags} />
      <Decision review={review} />
      {isDecided ? (
        <details open={refused?.errors.note !== undefined}>
          <summary className="link">Change the decision</summary>
          <ModerationForm review={review} refused={refused} nextLine={nextLine} />
        </details>
      ) : (
        <ModerationForm review={review} refused={refused} nextLine={nextLine} />
      )}
      {(review.status === 'APPROVED' || review.vendorReply) && <Reply review={review} refused={refused} />}
    </Card>
  );
}

function Flags({ flags }: { flags: ReviewToModerate['flags'] }) {
  if (flags.length === 0) return null;
  return (
    <div className="max-w-prose rounded-lg bg-sunken px-4 py-3">
      <h3 className="text-sm">{flags.length === 1 ? 'Reported once' : `Reported ${flags.length} times`}</h3>
      <ul className="mt-2 flex flex-col gap-2">
        {flags.map((flag) => (
          <li key={`${flag.by} ${flag.createdAt}`}>
            <p className="break-words whitespace-pre-line">{flag.reason}</p>
            <p className="text-xs text-muted">
              <bdi>{flag.by}</bdi>, <Day date={flag.createdAt} />
              {flag.settledAt && ', settled'}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Decision({ review }: { review: ReviewToModerate }) {
  if (!review.moderatedAt) return null;
  return (
    <div className="max-w-prose text-muted">
      <p>
        Decided by <bdi>{review.moderator}</bdi>, <Day date={review.moderatedAt} />
      </p>
      {review.moderationNote && (
        <p className="mt-1 break-words whitespace-pre-line">{`Note: ${review.moderationNote}`}</p>
      )}
    </div>
  );
}

function ModerationForm({
  review,
  refused,
  nextLine,
}: {
  review: ReviewToModerate;
  refused: RefusedModeration | undefined;
  nextLine: string | undefined;
}) {
  const subject = `the review of ${review.toolName} by ${isolateName(review.reviewer)}`;
  return (
    <form method="post" className="mt-2 flex max-w-prose flex-col gap-3">
      <HiddenFields review={review} />
      <NextLine id={nextLine} />
      <TextareaField
        name="note"
        id={`note-${review.id}`}
        label="Note to the author"
        hint="Needed to reject: say what would have to change."
        rows={2}
        maxLength={longestNote}
        defaultValue={refused?.typed.note}
        error={refused?.errors.note}
      />
      <div className="flex flex-wrap gap-2">
        <Button name="intent" value="approve" variant="primary">
          Approve<span className="sr-only">{` ${subject}`}</span>
        </Button>
        <Button name="intent" value="reject" variant="quiet">
          Reject<span className="sr-only">{` ${subject}`}</span>
        </Button>
      </div>
    </form>
  );
}

function Reply({ review, refused }: { review: ReviewToModerate; refused?: RefusedModeration }) {
  return (
    <details open={refused?.errors.reply !== undefined} className="border-t border-line pt-4">
      <summary className="link">{review.vendorReply ? 'Edit or remove the reply' : 'Reply for the provider'}</summary>
      <div className="mt-3 flex max-w-prose flex-col gap-3">
        <form method="post" className="flex flex-col gap-3">
          <HiddenFields review={review} />
          <TextareaField
            name="reply"
            id={`reply-${review.id}`}
            label="Reply of the provider"
            hint="Published under the review."
            rows={3}
            maxLength={longestReply}
            required
            defaultValue={refused?.typed.reply ?? review.vendorReply ?? ''}
            error={refused?.errors.reply}
          />
          <div>
            <Button name="intent" value="reply">
              Save reply
            </Button>
          </div>
        </form>
        {review.vendorReply && (
          <div>
            <Confirmation
              id={`remove-reply-${review.id}`}
              label="Remove reply"
              title="Remove the reply?"
              confirmLabel="Yes, remove it"
              fields={{ intent: 'remove-reply', reviewId: review.id, version: review.version }}
            >
              <p>The review stays as it is. The reply is gone and has to be written again.</p>
            </Confirmation>
          </div>
        )}
      </div>
    </details>
  );
}

function HiddenFields({ review }: { review: ReviewToModerate }) {
  return (
    <>
      <input type="hidden" name="reviewId" value={review.id} />
      <input type="hidden" name="version" value={review.version} />
    </>
  );
}
