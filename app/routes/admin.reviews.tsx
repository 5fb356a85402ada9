import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { BulkBar, Tick } from '~/components/ui/bulk-bar.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Pagination } from '~/components/ui/pagination.tsx';
import { writeSort } from '~/components/ui/sorting.ts';
import { AreaForms, useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { refusesOwnOrganization } from '~/modules/accounts/platform/words.ts';
import { moderateReview } from '~/modules/marketplace/reviews/commands.server.ts';
import {
  countedReviews,
  moderatedReviewsPerPage,
  parseReviewQueue,
  type ReviewQueue,
  type ReviewStatus,
  reviewColumns,
  reviewQueueAddress,
  reviewQueueLabels,
} from '~/modules/marketplace/reviews/lists.ts';
import { ReviewModeration } from '~/modules/marketplace/reviews/moderation.tsx';
import { countReviewsToModerate, listReviewsToModerate } from '~/modules/marketplace/reviews/queries.server.ts';
import { moderationSchema } from '~/modules/marketplace/reviews/schema.ts';
import { SavedFilters } from '~/modules/marketplace/saved-filters/bar.tsx';
import { listSavedFilters } from '~/modules/marketplace/saved-filters/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { isolateName } from '~/utils/names.ts';
import { findNextLine, leadToLine } from '~/utils/next-line.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false, formsFrom: 'reviews' } satisfies RouteHandle;
export const meta = pageTitle('Reviews', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const queue = parseReviewQueue(new URL(request.url).searchParams);
  const { viewer, reviews, counts, saved } = await context.database.read((handle) => ({
    reviews: listReviewsToModerate(handle, queue),
    counts: countReviewsToModerate(handle, queue.query),
    saved: listSavedFilters(handle, 'reviews'),
  }));
  requireReader(viewer, request, 'reviews');
  return { queue, reviews, counts, saved };
}

const doneMessages = {
  approve: 'The review is published.',
  reject: 'The review is not published. Its author sees your note.',
  reply: 'The reply is saved.',
  'remove-reply': 'The reply is removed.',
};

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, moderationSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { moderated } = await writeInArea(context, request, 'reviews', (handle) => ({
    moderated: moderateReview(handle, command),
  }));
  const outcome = moderated[0]?.outcome;
  switch (outcome) {
    case 'MODERATED':
    case 'REPLIED': {
      const queue = parseReviewQueue(new URL(request.url).searchParams);
      const message = doneMessages[command.intent];
      const next = 'nextLine' in command ? command.nextLine : undefined;
      return redirectWithToast(context, leadToLine(reviewQueueAddress(queue), next), message);
    }
    case 'OWN_ORGANIZATION':
      return form.refuse(refusesOwnOrganization, 403);
    case 'CHANGED':
      return form.refuse(
        'Nothing was done: the review, its reply or its reports changed since you opened this page. Look at it again.',
        409,
      );
    case 'NO_NOTE':
    case 'NONE':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

const writeLineId = (review: { id: string } | undefined) => review && `review-${review.id}`;

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

export default function ReviewsAdministration() {
  const { queue, reviews, counts, saved } = useLoaderData<typeof loader>();
  const mayTick = useMayWrite('reviews') && queue.status !== 'APPROVED';
  const answer = useActionData<typeof action>();
  const typed = answer ? readTypedTexts(answer) : {};
  const countOf = (status: ReviewStatus) => counts.find((found) => found.status === status)?.count ?? 0;
  return (
    <AdminLayout>
      <PageHeader title="Reviews" description="What people say of tools is published once you have read it." />
      <ErrorSummary
        title="Nothing was changed"
        errors={answer?.error}
        ids={{ note: `note-${typed.reviewId}`, reply: `reply-${typed.reviewId}` }}
      />
      <QueueTabs queue={queue} countOf={countOf} />
      <SearchForm queue={queue} />
      <SavedFilters list="reviews" filters={saved} address={reviewQueueAddress({ ...queue, page: 1 })} />
      {reviews.length === 0 ? (
        <EmptyQueue queue={queue} />
      ) : (
        <AreaForms area="reviews">
          {mayTick && (
            <BulkBar action="/admin/reviews/bulk" thing="reviews" acts={[{ value: 'approve', label: 'Approve' }]} />
          )}
          <ul className="flex flex-col gap-4">
            {reviews.map((review, index) => (
              <li
                key={review.id}
                id={writeLineId(review)}
                tabIndex={-1}
                className={mayTick ? 'flex items-start gap-2' : undefined}
              >
                {mayTick && (
                  <Tick value={review.id} label={`Review of ${review.toolName} by ${isolateName(review.reviewer)}`} />
                )}
                <div className="min-w-0 grow">
                  <ReviewModeration
                    review={review}
                    nextLine={writeLineId(findNextLine(reviews, index))}
                    refused={
                      answer?.error && typed.reviewId === review.id ? { typed, errors: answer.error } : undefined
                    }
                  />
                </div>
              </li>
            ))}
          </ul>
        </AreaForms>
      )}
      <Pagination
        label="Pages of reviews"
        page={queue.page}
        pages={Math.ceil(countOf(queue.status) / moderatedReviewsPerPage)}
        hrefOf={(page) => reviewQueueAddress({ ...queue, page })}
      />
    </AdminLayout>
  );
}

const tabs: ReviewStatus[] = ['PENDING', 'FLAGGED', 'APPROVED', 'REJECTED'];

function QueueTabs({ queue, countOf }: { queue: ReviewQueue; countOf: (status: ReviewStatus) => number }) {
  return (
    <nav aria-label="Reviews by status" className="-mx-4 flex gap-1 overflow-x-auto px-4 lg:mx-0 lg:px-0">
      {tabs.map((status) => {
        const count = countOf(status);
        return (
          <a
            key={status}
            href={reviewQueueAddress({ ...queue, status, page: 1 })}
            aria-current={status === queue.status ? 'page' : undefined}
            className="navigation-link"
          >
            {reviewQueueLabels[status]}
            <span className="tag tabular-nums">{count > countedReviews ? `${countedReviews}+` : count}</span>
          </a>
        );
      })}
    </nav>
  );
}

const sortWords = {
  waiting: 'Waiting longest',
  rating: 'Lowest rating',
  'rating-desc': 'Highest rating',
  tool: 'Tool',
  written: 'Newest',
  'written-asc': 'Oldest',
} as const;

function SearchForm({ queue }: { queue: ReviewQueue }) {
  return (
    <search>
      <form className="flex max-w-xl flex-wrap gap-2 sm:flex-nowrap">
        <input type="hidden" name="status" value={queue.status} />
        <select
          name="sort"
          aria-label="Sort by"
          defaultValue={writeSort(reviewColumns, queue.sort, 'waiting') || 'waiting'}
          className="control sm:w-48"
        >
          {Object.entries(sortWords).map(([value, label]) => (
            <option key={value} value={value}>
              {value === 'waiting' && (queue.status === 'APPROVED' || queue.status === 'REJECTED')
                ? 'Decided last'
                : label}
            </option>
          ))}
        </select>
        <input
          type="search"
          name="q"
          aria-label="Search by tool"
          placeholder="Name of a tool"
          maxLength={100}
          defaultValue={queue.query}
          className="control"
        />
        <Button>Search</Button>
      </form>
    </search>
  );
}

function EmptyQueue({ queue }: Pick<Page, 'queue'>) {
  if (queue.page > 1 || queue.query) {
    return (
      <EmptyState
        title={queue.query ? `No such reviews of a tool like “${queue.query}”` : 'Nothing on this page'}
        actions={
          <LinkButton href={reviewQueueAddress({ ...queue, query: '', page: 1 })}>
            {`See all ${reviewQueueLabels[queue.status].toLowerCase()} reviews`}
          </LinkButton>
        }
      />
    );
  }
  switch (queue.status) {
    case 'PENDING':
      return <EmptyState title="Nothing to read">Reviews that people write or change wait here for you.</EmptyState>;
    case 'FLAGGED':
      return <EmptyState title="No reports">Published reviews that somebody reported wait here for you.</EmptyState>;
    case 'APPROVED':
      return <EmptyState title="No published reviews">Reviews you approved are listed here.</EmptyState>;
    case 'REJECTED':
      return (
        <EmptyState title="No rejected reviews">Reviews you rejected are listed here, with your notes.</EmptyState>
      );
  }
}
