import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { AssetForm } from '~/modules/expenses/assets/asset-form.tsx';
import { saveAsset } from '~/modules/expenses/assets/commands.server.ts';
import { assetSchema } from '~/modules/expenses/assets/schema.ts';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { explainProperty } from '~/modules/expenses/properties/outcomes.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Add asset');

export async function loader(args: LoaderFunctionArgs) {
  const property = z.guid().safeParse(new URL(args.request.url).searchParams.get('property')).data;
  const [{ mayWrite, role }, { properties }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ properties: listPropertyChoices(handle) })),
  ]);
  if (!mayWrite || role === 'MEMBER') throw notFound();
  return { entry: { id: crypto.randomUUID(), listingId: property ?? '' }, properties };
}

export async function action(args: ActionFunctionArgs) {
  const form = await parseForm(args.request, assetSchema);
  if (!form.ok) return form.answer;
  await requireModule(args, expenses);
  const { saved } = await args.context.database.write((handle) => ({ saved: saveAsset(handle, form.value) }));
  const outcome = saved[0]?.outcome;
  if (outcome === 'SAVED') {
    return redirectWithToast(args.context, `/expenses/listings/assets/${form.value.id}`, 'The asset is added.');
  }
  const message = outcome && explainProperty(outcome);
  if (!message) throw notFound();
  return form.refuse(outcome === 'CLOSED' ? { inServiceOn: message } : message, 409);
}

export default function NewAssetPage() {
  const { entry, properties } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const typed = readEntry(answer, entry);
  const back = entry.listingId ? `/expenses/listings/${entry.listingId}` : '/expenses/listings';
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/listings', label: 'Properties' },
        ]}
        current="Add asset"
      />
      <PageHeader
        title="Add asset"
        description="Something that lasts longer than a year and is written off over several."
      />
      <ErrorSummary errors={answer?.error} title="The asset was not added" />
      <AssetForm entry={typed} errors={answer?.error} properties={properties} back={back} />
    </>
  );
}
