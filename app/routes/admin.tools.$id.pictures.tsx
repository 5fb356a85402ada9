import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { LinkButton } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { AreaForms, useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { findToolToEdit } from '~/modules/marketplace/tool-editor/queries.server.ts';
import { addToolPicture, changeToolPicture } from '~/modules/marketplace/tool-pictures/commands.server.ts';
import { AddPicture, PictureList } from '~/modules/marketplace/tool-pictures/editor.tsx';
import { explainPictureProblem, mostPictures } from '~/modules/marketplace/tool-pictures/limits.ts';
import { listToolPictures } from '~/modules/marketplace/tool-pictures/queries.server.ts';
import { pictureCommandSchema } from '~/modules/marketplace/tool-pictures/schema.ts';
import { receivePicture, removePictures } from '~/modules/marketplace/tool-pictures/upload.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { giveBack, parseForm, readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { writeTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';

export const handle = {
  hydrate: false,
  takesFiles: true,
  formsFrom: 'catalog',
} satisfies RouteHandle;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = requireId(params.id);
  const { viewer, found, pictures } = await context.database.read((handle) => ({
    found: findToolToEdit(handle, id),
    pictures: listToolPictures(handle, id),
  }));
  requireReader(viewer, request, 'catalog');
  const [tool] = found;
  if (!tool) throw notFound();
  return { tool: { id, name: tool.name }, pictures, newId: crypto.randomUUID() };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [writeTitle(`Pictures of ${data.tool.name}`, 'Administration')] : [];

export async function action({ request, params, context }: ActionFunctionArgs) {
  const toolId = requireId(params.id);
  const received = await receivePicture({ request, context });
  if (!received.ok) return received.answer;
  const { picture, small, problem } = received;
  const form = await parseForm(request, pictureCommandSchema);
  if (!form.ok) {
    await removePictures(context, [picture, small]);
    return form.answer;
  }
  const command = form.value;
  const page = `/admin/tools/${toolId}/pictures`;
  const saved = (message: string, id: string) => redirectWithToast(context, `${page}#picture-${id}`, message);
  if (command.intent === 'add') {
    if (!picture) {
      const sent = await readForm(request);
      if (!(sent instanceof FormData)) return sent.answer;
      return giveBack(sent, { picture: problem ? explainPictureProblem(problem) : 'Choose a picture.' }, 400);
    }
    const { added } = await writeInArea(context, request, 'catalog', (handle) => ({
      added: addToolPicture(handle, toolId, command, { picture, small }),
    }));
    const outcome = added[0]?.outcome;
    if (outcome !== 'ADDED') await removePictures(context, [picture, small]);
    switch (outcome) {
      case 'ADDED':
      case 'KNOWN':
        return saved('The picture is added.', command.id);
      case 'FULL':
        return form.refuse(`This tool has ${mostPictures} pictures already. Remove one first.`, 409);
      case 'NO_TOOL':
      case undefined:
        throw notFound();
      default:
        return unreachable(outcome);
    }
  }
  await removePictures(context, [picture, small]);
  const { done } = await writeInArea(context, request, 'catalog', (handle) => ({
    done: changeToolPicture(handle, toolId, command),
  }));
  const outcome = done[0]?.outcome;
  switch (outcome) {
    case 'SAVED':
      return saved('The words are saved.', command.id);
    case 'MOVED':
      return saved('The picture is moved.', command.id);
    case 'REMOVED':
      return saved('The picture is removed.', (command.intent === 'remove' && command.next) || 'none');
    case 'NOT_FOUND':
      return form.refuse('This picture is not there any more, so nothing was changed.', 409);
    case undefined:
      throw notFound();
    default:
      return unreachable(outcome);
  }
}

export default function ToolPictures() {
  const { tool, pictures, newId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refused = answer && { typed: readTypedTexts(answer), errors: answer.error };
  const isNew = refused !== undefined && !pictures.some(({ id }) => id === refused.typed.id);
  const mayWrite = useMayWrite('catalog');
  return (
    <AdminLayout>
      <Breadcrumbs
        links={[
          { href: '/admin/tools', label: 'Tools' },
          { href: `/admin/tools/${tool.id}`, label: tool.name },
        ]}
        current="Pictures"
      />
      <PageHeader
        title={`Pictures of ${tool.name}`}
        description={`The tool’s page shows them in this order, the first one large. At most ${mostPictures}.`}
        actions={<LinkButton href={`/admin/tools/${tool.id}/preview`}>Preview</LinkButton>}
      />
      <ErrorSummary
        errors={answer?.error}
        ids={{
          alt: isNew ? 'new-alt' : `alt-${refused?.typed.id}`,
          id: 'content',
          intent: 'content',
          position: 'content',
        }}
      />
      <AreaForms area="catalog">
        {pictures.length === 0 ? (
          <div id="picture-none" tabIndex={-1}>
            <EmptyState icon="image-up" title="No pictures yet">
              Buyers look at pictures first. Show what people will work with.
            </EmptyState>
          </div>
        ) : (
          <PictureList pictures={pictures} refused={isNew ? undefined : refused} mayWrite={mayWrite} />
        )}
        <section aria-labelledby="add-picture" className="flex flex-col gap-3">
          <h2 id="add-picture">Add a picture</h2>
          <AddPicture id={newId} count={pictures.length} refused={isNew ? refused : undefined} />
        </section>
      </AreaForms>
    </AdminLayout>
  );
}
