import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Card } from '~/components/ui/layout.tsx';
import { Stars } from '~/components/ui/stars.tsx';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { readChosenIds } from '~/modules/marketplace/bulk-acts/chosen.ts';
import { approveReviews } from '~/modules/marketplace/bulk-acts/commands.server.ts';
import { BulkPage } from '~/modules/marketplace/bulk-acts/page.tsx';
import { reviewApprovalsSchema, writeThing } from '~/modules/marketplace/bulk-acts/schema.ts';
import { listChosenReviews } from '~/modules/marketplace/reviews/queries.server.ts';
import { ReviewStatusTag } from '~/modules/marketplace/reviews/status-tag.tsx';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: 'reviews' } satisfies RouteHandle;
export const meta = pageTitle('Approve reviews', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ids = readChosenIds(new URL(request.url).searchParams);
  const { viewer, reviews } = await context.database.read((handle) => ({ reviews: listChosenReviews(handle, ids) }));
  requireWriter(viewer, request, 'reviews');
  return { reviews };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, reviewApprovalsSchema);
  if (!form.ok) return form.answer;
  const { review: reviews } = form.value;
  const { approved, read } = await writeInArea(context, request, 'reviews', (handle) => ({
    approved: approveReviews(handle, reviews),
    read: listChosenReviews(
      handle,
      reviews.map(({ id }) => id),
    ),
  }));
  const { outcome, reviewId } = approved[0] ?? {};
  const refused = read.find(({ id }) => id === reviewId);
  const subject = refused ? `The review of ${refused.toolName}` : 'One of them';
  switch (outcome) {
    case 'MODERATED': {
      const message = `${countWords(reviews.length, 'review')} ${reviews.length === 1 ? 'is' : 'are'} published.`;
      return redirectWithToast(context, '/admin/reviews', message);
    }
    case 'OWN_ORGANIZATION':
      return form.refuse(
        `${subject} is by somebody of an organization that you belong to, so somebody else of the platform has to decide. None was published.`,
        403,
      );
    case 'CHANGED':
    case 'NONE':
    case undefined:
      return form.refuse(`${subject} was changed since this page was made. None was published: read them again.`, 409);
    default:
      return unreachable(outcome);
  }
}

export default function ApproveReviews() {
  const { reviews } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const waiting = reviews.filter(({ queue }) => queue !== 'APPROVED');
  return (
    <BulkPage
      list={{ href: '/admin/reviews', label: 'Reviews' }}
      title="Approve reviews"
      description="They are published as they stand here. Reports of them count as settled."
      count={reviews.length}
      errors={answer?.error}
      confirmation={
        waiting.length > 0
          ? {
              label: `Approve ${countWords(waiting.length, 'review')}`,
              fields: { review: waiting.map(({ id, version }) => writeThing(id, version)) },
            }
          : undefined
      }
    >
      <ul className="flex flex-col gap-3">
        {reviews.map((review) => (
          <li key={review.id}>
            <Card className="flex flex-col gap-2 p-4">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
                <Stars rating={review.rating} />
                <bdi className="font-medium text-ink">{review.reviewer}</bdi>
                <span>
                  of <bdi>{review.organization}</bdi>, on {review.toolName}
                </span>
                <ReviewStatusTag status={review.status} />
              </p>
              {review.title && <h2 className="text-base wrap-anywhere">{review.title}</h2>}
              <p className="max-w-prose wrap-anywhere whitespace-pre-line">{review.review}</p>
              {review.flags.length > 0 && (
                <p className="text-muted">{`Reported ${review.flags.length === 1 ? 'once' : `${review.flags.length} times`}.`}</p>
              )}
              {review.queue === 'APPROVED' && <p className="text-muted">Published already: left out.</p>}
            </Card>
          </li>
        ))}
      </ul>
    </BulkPage>
  );
}
