import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DatabaseError } from '#db/errors.server.ts';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { createTool } from '~/modules/marketplace/tool-editor/commands.server.ts';
import { ToolForm, toolFormIds } from '~/modules/marketplace/tool-editor/form.tsx';
import { answerToolPreview } from '~/modules/marketplace/tool-editor/preview.server.ts';
import { blankTool, previewTool } from '~/modules/marketplace/tool-editor/preview.ts';
import { findToolToEdit, noTool } from '~/modules/marketplace/tool-editor/queries.server.ts';
import { refuseTool } from '~/modules/marketplace/tool-editor/refusals.server.ts';
import { decideToolPrice, newToolSchema } from '~/modules/marketplace/tool-editor/schema.ts';
import { copyToolValues, newToolValues } from '~/modules/marketplace/tool-editor/values.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { slugOf } from '~/utils/slugs.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('New tool');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const from = new URL(request.url).searchParams.get('from');
  // A blank one takes the same queries as a copy.
  const original = from === null ? noTool : requireId(from);
  const { viewer, found } = await context.database.read((handle) => ({ found: findToolToEdit(handle, original) }));
  requireWriter(viewer, request, 'catalog');
  const [tool] = found;
  if (from !== null && !tool) throw notFound();
  return { id: crypto.randomUUID(), tool };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const preview = await answerToolPreview(request, context);
  if (preview) return preview;
  const form = await parseForm(request, newToolSchema);
  if (!form.ok) return form.answer;
  const { intent, publishAs, id, ...typed } = form.value;
  const content = { ...typed, slug: typed.slug ?? slugOf(typed.name), price: decideToolPrice(typed) };
  const isPublished = intent === 'publish';
  try {
    const { viewer } = await context.database.write((handle) => ({
      created: createTool(handle, { ...content, id, status: isPublished ? publishAs : 'DISABLED' }),
    }));
    requireWriter(viewer, request, 'catalog');
  } catch (error) {
    // The form was sent twice: the first one made the tool.
    const isThere = error instanceof DatabaseError && error.constraint === 'marketplace_tools_pkey';
    if (!isThere) return refuseTool(form, error);
  }
  const message = isPublished
    ? `${typed.name} is published.`
    : `${typed.name} is saved. Nobody else sees it until you publish it.`;
  return redirectWithToast(context, `/admin/tools/${id}`, message);
}

export default function NewTool() {
  const { id, tool } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = answer && readTypedTexts(answer);
  const values = tool ? copyToolValues(tool) : { ...newToolValues, publishAs: 'ACTIVE' };
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/tools', label: 'Tools' }]} current="New tool" />
      <PageHeader
        title={tool ? `Copy of ${tool.name}` : 'New tool'}
        description={
          tool
            ? 'Nothing of it is saved yet. It gets an address, a name and owners of its own.'
            : 'Save it to go on later, or publish it at once.'
        }
      />
      <ErrorSummary errors={answer?.error} ids={toolFormIds} />
      <ToolForm
        isNew
        values={values}
        // The same id again, so that trying again is safe.
        hidden={{ id: typed?.id ?? id }}
        lastResult={answer}
        card={previewTool(typed ?? values, blankTool)}
      >
        <Button name="intent" value="save">
          Save
        </Button>
        <Button name="intent" value="publish" variant="primary">
          Publish
        </Button>
      </ToolForm>
    </AdminLayout>
  );
}
