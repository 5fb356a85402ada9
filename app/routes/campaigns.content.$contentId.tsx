import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, Card, PageHeader } from '~/components/ui/layout.tsx';
import { isManager } from '~/modules/accounts/people/roles.ts';
import { answerAct } from '~/modules/campaigns/content/acts.server.ts';
import { ContentActs } from '~/modules/campaigns/content/acts.tsx';
import { ContentEditor } from '~/modules/campaigns/content/editor.tsx';
import { contentAddress, contentKinds } from '~/modules/campaigns/content/labels.ts';
import { findContent } from '~/modules/campaigns/content/queries.server.ts';
import { answerTypedContent } from '~/modules/campaigns/content/saving.server.ts';
import { contentPageSchema } from '~/modules/campaigns/content/schema.ts';
import { ContentStatusTag } from '~/modules/campaigns/content/status-tag.tsx';
import { ContentText } from '~/modules/campaigns/content/text.tsx';
import { writeContent } from '~/modules/campaigns/content/texts.server.ts';
import { parseMarkdown } from '~/modules/campaigns/markdown/parse.ts';
import { campaigns } from '~/modules/campaigns/module.ts';
import { prepareRefusal } from '~/modules/campaigns/refusals.server.ts';
import { findCampaignSettings } from '~/modules/campaigns/settings/queries.server.ts';
import { readTypedForm } from '~/modules/campaigns/typed-form.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { formatDateTime } from '~/utils/dates.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Content', campaigns.unlockedBy.title);

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.contentId);
  const [{ mayWrite, role, user, organization }, { found, settings }] = await Promise.all([
    requireModule(args, campaigns),
    args.context.database.read((handle) => ({
      found: findContent(handle, id),
      settings: findCampaignSettings(handle),
    })),
  ]);
  const [piece] = found;
  const timeZone = settings[0]?.timeZone;
  if (!piece || timeZone === undefined) throw notFound();
  const mayChange = mayWrite && (isManager(role) || piece.createdBy === user.id);
  const mayEdit = mayChange && piece.status !== 'ARCHIVED';
  const isOut = piece.status === 'PUBLISHED' && !piece.isWaiting;
  return {
    piece,
    kept: writeContent(piece, timeZone),
    blocks: parseMarkdown(piece.body),
    timeZone,
    publicAddress: isOut ? `/c/${organization.slug}/${piece.slug}` : undefined,
    mayChange,
    mayEdit,
    mayDelete: mayChange && (isManager(role) || piece.isNew),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.contentId);
  await requireModule(args, campaigns);
  const { request, context } = args;
  const form = await parseForm(request, contentPageSchema);
  if (!form.ok) return form.answer;
  const command = form.value;
  if (command.intent !== 'save' && command.intent !== 'publish') return answerAct(context, form, id, command.intent);
  if (command.id !== id) throw notFound();
  return answerTypedContent(context, await prepareRefusal(request), command);
}

export default function ContentPiecePage() {
  const { piece, kept, blocks, timeZone, publicAddress, mayChange, mayEdit, mayDelete } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/campaigns', label: campaigns.unlockedBy.title },
          { href: contentAddress, label: 'Content' },
        ]}
        current={piece.title}
      />
      <PageHeader
        title={piece.title}
        description={
          <>
            <ContentStatusTag status={piece.status} isWaiting={piece.isWaiting} />
            {` ${contentKinds[piece.kind]} by `}
            <bdi>{piece.author}</bdi>
            {piece.publishedAt && `, ${piece.isWaiting ? 'out on' : 'out since'} ${formatDateTime(piece.publishedAt)}`}
          </>
        }
        actions={
          <ContentActs
            status={piece.status}
            publicAddress={publicAddress}
            mayChange={mayChange}
            mayDelete={mayDelete}
          />
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {mayEdit && (
        <ContentEditor
          texts={readTypedForm(answer, kept, ['save', 'publish'])}
          errors={answer?.error}
          timeZone={timeZone}
          isPublished={piece.status === 'PUBLISHED'}
        />
      )}
      <section aria-labelledby="saved-text" className="flex flex-col gap-3">
        <h2 id="saved-text">{mayEdit ? 'How it reads, as it is saved' : 'Text'}</h2>
        <Card>{blocks.length > 0 ? <ContentText blocks={blocks} /> : <p>Nothing is written yet.</p>}</Card>
      </section>
    </>
  );
}
