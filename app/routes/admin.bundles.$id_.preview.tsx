import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { Button, LinkButton } from '~/components/ui/button.tsx';
import { Breadcrumbs } from '~/components/ui/layout.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { requireReader, requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { orderTools } from '~/modules/marketplace/bundle-editor/draft.ts';
import {
  noBundle,
  parseBundleId,
  parseTier,
  previewDraft,
  readBundleForm,
} from '~/modules/marketplace/bundle-editor/form.server.ts';
import { previewBundle } from '~/modules/marketplace/bundle-editor/preview.ts';
import { findEditedBundle, listEditedTools } from '~/modules/marketplace/bundle-editor/queries.server.ts';
import { BundleDetails } from '~/modules/marketplace/catalog/bundle-details.tsx';
import { BundlePurchase } from '~/modules/marketplace/catalog/bundle-purchase.tsx';
import { planLabels, tierOrder } from '~/modules/marketplace/labels.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false, formsFrom: 'catalog' } satisfies RouteHandle;
export const meta = pageTitle('Preview', 'Bundles');

/** The saved bundle as a buyer of `tier` would see it. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = parseBundleId(params.id);
  const tier = parseTier(new URL(request.url).searchParams.get('tier'));
  const { viewer, bundles, tools } = await context.database.read((handle) => ({
    bundles: findEditedBundle(handle, id ?? noBundle),
    tools: listEditedTools(handle, id ?? noBundle, []),
  }));
  requireReader(viewer, request, 'catalog');
  const [bundle] = bundles;
  if (id && !bundle) throw notFound();
  return {
    editor: `/admin/bundles/${id ?? 'new'}`,
    name: bundle?.name ?? 'New bundle',
    tier,
    saved: bundle ? previewBundle(bundle, orderTools(bundle.toolIds, tools), tier) : null,
  };
}

/** Previews the values of the editor's form, saved or not. Writes nothing. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (!(form instanceof FormData)) throw form.answer;
  const { draft } = readBundleForm(form, parseBundleId(params.id));
  const tier = parseTier(form.get('tier'));
  const { viewer, tools } = await context.database.read((handle) => ({
    tools: listEditedTools(handle, draft.id, draft.toolIds),
  }));
  requireWriter(viewer, request, 'catalog');
  const held = orderTools(draft.toolIds, tools);
  const { bundle, problem } = previewDraft(draft, held);
  const typed = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'tier' ? [{ name, value }] : [],
  );
  return { tier, typed, problem, unsaved: previewBundle(bundle, held, tier) };
}

export default function PreviewBundle() {
  const { editor, name, saved, ...asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const preview = answer?.unsaved ?? saved;
  const tier = answer?.tier ?? asked.tier;
  return (
    <AdminLayout>
      <Breadcrumbs
        links={[
          { href: '/admin/bundles', label: 'Bundles' },
          { href: editor, label: name },
        ]}
        current="Preview"
      />
      <Notice title={`As a buyer on the ${planLabels[tier]} plan sees it`}>
        <p>
          {answer
            ? 'This is what the form held when you pressed “Preview”; it may not be saved.'
            : 'This is the bundle as it is saved.'}{' '}
          The buyer owns none of its tools yet. Nothing can be bought here.
        </p>
        {answer?.problem && <p>{`${answer.problem} The sum of the tools stands in for it.`}</p>}
        <Tiers tier={tier} typed={answer?.typed} editor={editor} />
      </Notice>
      {preview ? (
        <fieldset disabled className="min-w-0 rounded-xl border border-dashed border-line p-4 sm:p-6">
          <legend className="sr-only">Preview</legend>
          <BundleDetails bundle={preview.bundle} tools={preview.tools} purchase={<BundlePurchase {...preview} />} />
        </fieldset>
      ) : (
        <Notice kind="warning" title="There is nothing to preview yet">
          Go back to the editor and press “Preview” there: it shows what the form holds.
        </Notice>
      )}
    </AdminLayout>
  );
}

// Leads to the same preview for another tier. A form carries the unsaved values along.
function Tiers({
  tier,
  typed,
  editor,
}: {
  tier: string;
  typed: { name: string; value: string }[] | undefined;
  editor: string;
}) {
  const address = `${editor}/preview`;
  return (
    <form method={typed ? 'post' : 'get'} action={address} className="mt-1 flex flex-wrap gap-2">
      {typed?.map(({ name, value }, index) => (
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      {tierOrder.map((one) => (
        <Button
          key={one}
          size="small"
          name="tier"
          value={one}
          aria-pressed={one === tier}
          variant={one === tier ? 'primary' : 'secondary'}
        >
          {planLabels[one]}
        </Button>
      ))}
      <LinkButton href={editor} size="small" variant="quiet">
        Back to the editor
      </LinkButton>
    </form>
  );
}
