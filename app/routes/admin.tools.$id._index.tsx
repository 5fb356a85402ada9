import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { AreaForms, useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { isPublished, statusHues, statusLabels, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { isSavedAs, updateTool } from '~/modules/marketplace/tool-editor/commands.server.ts';
import { ToolConflict } from '~/modules/marketplace/tool-editor/conflict.tsx';
import { ToolForm, toolFormIds } from '~/modules/marketplace/tool-editor/form.tsx';
import { answerToolPreview } from '~/modules/marketplace/tool-editor/preview.server.ts';
import { previewTool } from '~/modules/marketplace/tool-editor/preview.ts';
import { findToolToEdit } from '~/modules/marketplace/tool-editor/queries.server.ts';
import { refuseTool } from '~/modules/marketplace/tool-editor/refusals.server.ts';
import {
  decideToolPrice,
  parseSnapshot,
  type ToolIntent,
  toolSchema,
} from '~/modules/marketplace/tool-editor/schema.ts';
import { describeToolChanges, takeSnapshot, toToolValues } from '~/modules/marketplace/tool-editor/values.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readTypedTexts } from '~/services/typed-texts.ts';
import { formatDateTime } from '~/utils/dates.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, formsFrom: 'catalog' } satisfies RouteHandle;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = requireId(params.id);
  const { viewer, found } = await context.database.read((handle) => ({ found: findToolToEdit(handle, id) }));
  requireReader(viewer, request, 'catalog');
  const [tool] = found;
  if (!tool) throw notFound();
  return { tool };
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  data ? [writeTitle(data.tool.name, 'Administration')] : [];

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = requireId(params.id);
  const preview = await answerToolPreview(request, context);
  if (preview) return preview;
  const form = await parseForm(request, toolSchema);
  if (!form.ok) return form.answer;
  const { intent, publishAs, revision, original: _, ...typed } = form.value;
  const content = { ...typed, price: decideToolPrice(typed) };
  try {
    const { viewer, saved, found } = await context.database.write((handle) => ({
      saved: updateTool(handle, id, revision, content, { intent, publishAs }),
      found: findToolToEdit(handle, id),
    }));
    requireWriter(viewer, request, 'catalog');
    const [tool] = found;
    if (!tool) throw notFound();
    // The page says which fields changed, from the tool as it is now.
    if (saved.length === 0 && !isSavedAs(tool, content, { intent, publishAs })) {
      return form.refuse('This tool was changed while you edited it. Nothing of yours is saved yet.', 409);
    }
  } catch (error) {
    return refuseTool(form, error);
  }
  return redirectWithToast(context, `/admin/tools/${id}`, `${content.name} ${outcomes[intent]}`);
}

const outcomes = {
  save: 'is saved.',
  publish: 'is published.',
  deprecate: 'is no longer sold. Organizations that own it keep it.',
  disable: 'is disabled. Nobody sees it until you publish it again.',
} as const satisfies Record<ToolIntent, string>;

export default function EditTool() {
  const { tool } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const mayWrite = useMayWrite('catalog');
  const address = `/admin/tools/${tool.id}`;
  const typed = answer && readTypedTexts(answer);
  const now = takeSnapshot(tool);
  const hasChanged = typed !== undefined && typed.revision !== String(tool.revision);
  // The next save is compared with the values that this page has shown.
  const hidden = { revision: String(tool.revision), original: JSON.stringify(now) };
  const values = { ...toToolValues(tool), publishAs: isPublished(tool.status) ? tool.status : 'ACTIVE' };
  return (
    <AdminLayout>
      <Breadcrumbs links={[{ href: '/admin/tools', label: 'Tools' }]} current={tool.name} />
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {tool.name}
            <Tag hue={statusHues[tool.status]}>{statusLabels[tool.status]}</Tag>
          </span>
        }
        description={`${describeOwners(tool.purchaseCount)} Last changed ${formatDateTime(tool.updatedAt)}.`}
        actions={
          <>
            {tool.status !== 'DISABLED' && <LinkButton href={`/tools/${tool.slug}`}>Public page</LinkButton>}
            <LinkButton href={`${address}/pictures`}>Pictures</LinkButton>
            <LinkButton href={`${address}/preview`}>Preview</LinkButton>
            {mayWrite && <LinkButton href={`/admin/tools/new?from=${tool.id}`}>Duplicate</LinkButton>}
          </>
        }
      />
      <ErrorSummary errors={answer?.error} ids={toolFormIds} />
      {hasChanged && (
        <ToolConflict changes={describeToolChanges(parseSnapshot(typed.original), now, typed)} address={address} />
      )}
      <AreaForms area="catalog">
        <ToolForm
          isNew={false}
          values={values}
          hidden={hidden}
          lastResult={answer}
          card={previewTool(typed ?? values, tool)}
        >
          <ToolButtons status={tool.status} owners={tool.purchaseCount} hasChanged={hasChanged} />
        </ToolForm>
      </AreaForms>
    </AdminLayout>
  );
}

function ToolButtons({ status, owners, hasChanged }: { status: ToolStatus; owners: number; hasChanged: boolean }) {
  const published = isPublished(status);
  return (
    <>
      <Button name="intent" value="save" variant={published ? 'primary' : 'secondary'}>
        {hasChanged ? 'Save over these changes' : 'Save'}
      </Button>
      {!published && (
        <Button name="intent" value="publish" variant="primary">
          Publish
        </Button>
      )}
      {status !== 'DEPRECATED' && (
        <Button name="intent" value="deprecate">
          Deprecate
        </Button>
      )}
      {status !== 'DISABLED' && (
        <Confirmation
          id="disable"
          label="Disable"
          variant="quiet"
          title="Disable this tool?"
          confirmLabel="Yes, disable it"
          sends={{ name: 'intent', value: 'disable' }}
        >
          <p>
            {`It leaves the catalog, its page is gone, carts say that it is no longer sold, and nobody can use it until you publish it again. ${describeOwners(owners)}`}
          </p>
          <p>What you typed in the form is saved with it.</p>
        </Confirmation>
      )}
    </>
  );
}

function describeOwners(count: number): string {
  if (count === 0) return 'No organization owns it.';
  return count === 1 ? '1 organization owns it.' : `${count} organizations own it.`;
}
