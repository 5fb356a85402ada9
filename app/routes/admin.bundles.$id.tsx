import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/cloudflare';
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from '@remix-run/react';
import { AdminLayout } from '~/components/layout/admin-layout.tsx';
import { AreaForms } from '~/modules/accounts/platform/area-forms.tsx';
import { requireReader, requireWriter } from '~/modules/accounts/platform/guards.server.ts';
import { editBundle } from '~/modules/marketplace/bundle-editor/commands.server.ts';
import type { BundleStatus } from '~/modules/marketplace/bundle-editor/draft.ts';
import { BundleEditor } from '~/modules/marketplace/bundle-editor/editor.tsx';
import {
  copyBundle,
  draftOf,
  noBundle,
  parseBundleId,
  readBundleForm,
} from '~/modules/marketplace/bundle-editor/form.server.ts';
import { findEditedBundle, listEditedTools } from '~/modules/marketplace/bundle-editor/queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { readForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { writeTitle } from '~/utils/page-meta.ts';

export const handle = { formsFrom: 'catalog' } satisfies RouteHandle;
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  writeTitle(data?.bundle?.name ?? 'New bundle', 'Bundles'),
  { name: 'description', content: 'What a bundle holds, what it costs, and what it saves those who buy it.' },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = parseBundleId(params.id);
  const from = id ? null : new URL(request.url).searchParams.get('from');
  const shown = id ?? (from === null ? noBundle : requireId(from));
  const { viewer, bundles, tools } = await context.database.read((handle) => ({
    bundles: findEditedBundle(handle, shown),
    tools: listEditedTools(handle, shown, []),
  }));
  (id ? requireReader : requireWriter)(viewer, request, 'catalog');
  const [bundle] = bundles;
  if (shown !== noBundle && !bundle) throw notFound();
  if (from !== null && bundle) return { bundle: undefined, draft: copyBundle(bundle), tools };
  return { bundle, draft: draftOf(bundle), tools };
}

// A refusal keeps the typed values; loading the bundle again would replace them.
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus !== undefined && actionStatus >= 400 ? false : defaultShouldRevalidate;

const savedWords = {
  DRAFT: 'is saved as a draft.',
  ACTIVE: 'is saved and on sale.',
  ARCHIVED: 'is archived and no longer sold.',
} as const satisfies Record<BundleStatus, string>;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const id = parseBundleId(params.id);
  const form = await readForm(request);
  if (!(form instanceof FormData)) return form.answer;
  const edited = await editBundle({ request, context }, readBundleForm(form, id));
  if (!edited.ok) return edited.answer;
  const { bundle } = edited;
  const message = `${bundle.name} ${savedWords[bundle.status]}`;
  return redirectWithToast(context, `/admin/bundles/${bundle.id}`, message);
}

export default function EditBundle() {
  const { bundle, draft, tools } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <AdminLayout>
      <AreaForms area="catalog">
        <BundleEditor bundle={bundle} saved={{ draft, tools }} answer={answer} />
      </AreaForms>
    </AdminLayout>
  );
}
