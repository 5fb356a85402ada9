import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { withRedirect } from '~/modules/accounts/sign-in/redirects.ts';
import { findTool } from '~/modules/marketplace/catalog/tool-queries.server.ts';
import { deleteReview, saveReview } from '~/modules/marketplace/reviews/commands.server.ts';
import { ReviewForm } from '~/modules/marketplace/reviews/form.tsx';
import { OwnReviewStatus } from '~/modules/marketplace/reviews/own-status.tsx';
import { findOwnReview } from '~/modules/marketplace/reviews/queries.server.ts';
import { reviewCommandSchema } from '~/modules/marketplace/reviews/schema.ts';
import { decideReviewState, explainReviewState } from '~/modules/marketplace/reviews/state.ts';
import { limitMessage, limitPeriodInSeconds } from '~/request/address-limits.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import type { ToastMessage } from '~/services/cookies.server.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, passOnRetryAfter } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const headers = passOnRetryAfter;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  writeTitle(page ? `Your review of ${page.tool.name}` : 'Review'),
  { name: 'robots', content: 'noindex' },
];

// A viewer who may not review the tool learns the reason here, and keeps typed text when that changed meanwhile.
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { slug = '' } = params;
  const { viewer, tools, own } = await context.database.read((handle) => ({
    tools: findTool(handle, slug),
    own: findOwnReview(handle, slug),
  }));
  const [tool] = tools;
  if (tool?.slug !== slug) throw notFound();
  const state = decideReviewState(tool, viewer, own[0]);
  return data(
    { tool: { slug: tool.slug, name: tool.name }, state, own: own[0] ?? null },
    { status: state === 'WRITE' || state === 'EDIT' || own[0] ? 200 : viewer ? 403 : 401 },
  );
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { slug = '' } = params;
  const form = await parseForm(request, reviewCommandSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  const { limits } = context;
  if (!(await limits.allowsForm('review'))) return form.refuseForNow(limitMessage, limitPeriodInSeconds);
  const finish = (kind: ToastMessage['kind'], message: string) =>
    redirectWithToast(context, `/tools/${slug}#reviews`, { kind, message });
  const sessionEnded =
    'Nothing was saved, because you are not signed in any more. Sign in in another window, then send this again.';
  if (command.intent === 'delete') {
    const { viewer, deleted } = await context.database.write((handle) => ({ deleted: deleteReview(handle, slug) }));
    if (!viewer) return form.refuse(sessionEnded, 401);
    if (deleted[0]?.outcome !== 'DELETED') throw notFound();
    return finish('success', 'Your review is deleted.');
  }
  const { viewer, saved } = await context.database.write((handle) => ({ saved: saveReview(handle, slug, command) }));
  if (!viewer) return form.refuse(sessionEnded, 401);
  const outcome = saved[0]?.outcome;
  switch (outcome) {
    case 'WRITTEN':
    case 'EDITED':
      return finish('success', 'Thank you. Your review is published once it is approved.');
    case 'UNCHANGED':
      return finish('notice', 'Your review says what it said before, so it stays as it is.');
    case 'TOO_OFTEN':
      return form.refuseForNow(
        'Nothing was saved: you saved many reviews. Wait an hour, then send this again.',
        60 * 60,
      );
    case 'NOT_OWNED':
      return form.refuse('Nothing was saved: your organization does not own this tool any more.', 403);
    case 'ELSEWHERE':
      return form.refuse('Nothing was saved: you reviewed this tool for another organization.', 409);
    case 'NOT_ALLOWED':
      return form.refuse('Nothing was saved: your role does not include writing reviews.', 403);
    case 'NO_TOOL':
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ReviewPage() {
  const { tool, state, own } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const organization = useViewer()?.organization?.name;
  const typed = answer && readTypedTexts(answer);
  const mayWrite = state === 'WRITE' || state === 'EDIT';
  const address = `/tools/${tool.slug}`;
  return (
    <div className="page flex max-w-3xl flex-col gap-6 py-6 sm:py-8">
      <Breadcrumbs
        links={[
          { href: '/tools', label: 'Tools' },
          { href: address, label: tool.name },
        ]}
        current="Your review"
      />
      <PageHeader
        title={own ? `Your review of ${tool.name}` : `Review ${tool.name}`}
        description={
          mayWrite &&
          'Say what it is like to work with. Your first name is published with it, your organization is not.'
        }
      />
      {own && <OwnReviewStatus review={own} withText={!mayWrite} />}
      {!mayWrite && (
        <Notice>
          <p>{explainReviewState(state, { tool: tool.name, organization })}</p>
        </Notice>
      )}
      {state === 'SIGNED_OUT' && (
        <div>
          <LinkButton variant="primary" href={withRedirect('/login', `${address}/review`)}>
            Sign in
          </LinkButton>
        </div>
      )}
      {(mayWrite || typed?.review !== undefined) && (
        <ReviewForm
          values={
            typed ?? { rating: own ? String(own.rating) : '', title: own?.title ?? '', review: own?.review ?? '' }
          }
          errors={answer?.error}
          status={own?.status}
          cancelAddress={`${address}#reviews`}
        />
      )}
      {own && (
        <div className="border-t border-line pt-6">
          <Confirmation
            id="delete-review"
            label="Delete your review"
            title="Delete your review?"
            confirmLabel="Yes, delete it"
            fields={{ intent: 'delete' }}
          >
            <p>Your rating and what you wrote are gone for good, and the rating of the tool is without them.</p>
          </Confirmation>
        </div>
      )}
    </div>
  );
}
