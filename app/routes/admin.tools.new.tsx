import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { DatabaseError } from '#db/errors.server.ts';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button } from '~/components/ui/button.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { requirePlatformAdmin, requireViewer } from '~/modules/accounts/guards.server.ts';
import { createTool } from '~/modules/marketplace/tool-editor/commands.server.ts';
import { ToolForm, toolFormIds } from '~/modules/marketplace/tool-editor/form.tsx';
import { refuseTool } from '~/modules/marketplace/tool-editor/refusals.server.ts';
import { decideToolPrice, newToolSchema } from '~/modules/marketplace/tool-editor/schema.ts';
import { newToolValues } from '~/modules/marketplace/tool-editor/values.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { slugOf } from '~/utils/slugs.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('New tool');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { viewer } = await context.database.read(() => ({}));
  requirePlatformAdmin(requireViewer(viewer, request));
  return { id: crypto.randomUUID() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, newToolSchema);
  if (!form.ok) return form.answer;
  const { intent, publishAs, id, ...typed } = form.value;
  const content = { ...typed, slug: typed.slug ?? slugOf(typed.name), price: decideToolPrice(typed) };
  const isPublished = intent === 'publish';
  try {
    const { viewer } = await context.database.write((handle) => ({
      created: createTool(handle, { ...content, id, status: isPublished ? publishAs : 'DISABLED' }),
    }));
    requirePlatformAdmin(requireViewer(viewer, request));
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
  const { id } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  // The same id again, so that trying again is safe.
  const typedId = answer && readTypedTexts(answer).id;
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/tools', label: 'Tools' }]} current="New tool" />
      <PageHeader title="New tool" description="Save it to go on later, or publish it at once." />
      <ErrorSummary errors={answer?.error} ids={toolFormIds} />
      <ToolForm
        isNew
        values={{ ...newToolValues, publishAs: 'ACTIVE' }}
        hidden={{ id: typedId ?? id }}
        lastResult={answer}
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
