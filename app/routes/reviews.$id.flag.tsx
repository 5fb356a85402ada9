import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { TextareaField } from '~/components/ui/field.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { Day } from '~/components/ui/money.tsx';
import { Stars } from '~/components/ui/stars.tsx';
import { requireViewer } from '~/modules/accounts/guards.server.ts';
import { forgetDraft, signInWithDraft } from '~/modules/accounts/sign-in/drafts.server.ts';
import { flagReview } from '~/modules/marketplace/reviews/commands.server.ts';
import { findPublishedReview } from '~/modules/marketplace/reviews/queries.server.ts';
import { flagSchema, longestReason } from '~/modules/marketplace/reviews/schema.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta: MetaFunction = () => [writeTitle('Report a review'), { name: 'robots', content: 'noindex' }];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = requireId(params.id);
  const { viewer, reviews } = await context.database.read((handle) => ({ reviews: findPublishedReview(handle, id) }));
  requireViewer(viewer, request);
  const [review] = reviews;
  if (!review) throw notFound();
  return data({ review, reason: context.draft?.reason ?? '' }, { headers: await forgetDraft(context) });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = requireId(params.id);
  const form = await parseForm(request, flagSchema);
  if (!form.ok) return form.answer;
  const { viewer, flagged, reviews } = await context.database.write((handle) => ({
    reviews: findPublishedReview(handle, id),
    flagged: flagReview(handle, id, form.value.reason),
  }));
  if (!viewer) throw await signInWithDraft(context, request, { reason: form.value.reason });
  const outcome = flagged[0]?.outcome;
  switch (outcome) {
    case 'FLAGGED':
      return redirectWithToast(
        context,
        `/tools/${reviews[0]?.toolSlug}#reviews`,
        'Thank you. A platform admin looks at the review.',
      );
    case 'ALREADY':
      return form.refuse('You have reported this review before, so nothing was added.', 409);
    case 'OWN':
      return form.refuse('This review is yours. You can change or delete it instead.', 409);
    case 'NOT_PUBLISHED':
    case 'NOT_ALLOWED':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function FlagPage() {
  const { review, reason } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const address = `/tools/${review.toolSlug}`;
  return (
    <div className="page flex max-w-3xl flex-col gap-6 py-6 sm:py-8">
      <Breadcrumbs
        links={[
          { href: '/tools', label: 'Tools' },
          { href: address, label: review.toolName },
        ]}
        current="Report a review"
      />
      <PageHeader
        title="Report a review"
        description="A platform admin looks at it. A review that people of three organizations have reported is taken down until then."
      />
      <Card className="flex flex-col gap-2 p-5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
          <Stars rating={review.rating} />
          <bdi className="font-medium text-ink">{review.firstName}</bdi>
          <Day date={review.createdAt} />
        </p>
        {review.title && <h2 className="break-words">{review.title}</h2>}
        <p className="break-words whitespace-pre-line">{review.review}</p>
      </Card>
      <Card>
        <form method="post" className="flex flex-col gap-5">
          <ErrorSummary errors={answer?.error} />
          <TextareaField
            name="reason"
            label="What is wrong with it?"
            hint="Read by the platform admins only, with your name."
            maxLength={longestReason}
            required
            defaultValue={answer ? readTypedTexts(answer).reason : reason}
            error={answer?.error?.reason}
          />
          <div className="flex flex-wrap gap-2">
            <Button variant="primary">Report this review</Button>
            <LinkButton variant="quiet" href={`${address}#reviews`}>
              Cancel
            </LinkButton>
          </div>
        </form>
      </Card>
    </div>
  );
}
