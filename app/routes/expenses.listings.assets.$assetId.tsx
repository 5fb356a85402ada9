import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Confirmation } from '~/components/ui/confirmation.tsx';
import { ErrorSummary } from '~/components/ui/error-summary.tsx';
import { Breadcrumbs, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Notice } from '~/components/ui/notice.tsx';
import { AssetForm } from '~/modules/expenses/assets/asset-form.tsx';
import { deleteAsset, saveAsset } from '~/modules/expenses/assets/commands.server.ts';
import { DepreciationTable } from '~/modules/expenses/assets/depreciation-table.tsx';
import { keptAsset } from '~/modules/expenses/assets/entry.ts';
import { findAsset } from '~/modules/expenses/assets/queries.server.ts';
import { assetClassLabels, assetPageSchema } from '~/modules/expenses/assets/schema.ts';
import { readEntry } from '~/modules/expenses/kept-entry.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { listPropertyChoices } from '~/modules/expenses/properties/choices.server.ts';
import { explainProperty } from '~/modules/expenses/properties/outcomes.ts';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { notFound, requireId } from '~/services/http.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Asset');

const parentOf = (listingId: string | null) => (listingId ? `/expenses/listings/${listingId}` : '/expenses/listings');

export async function loader(args: LoaderFunctionArgs) {
  const id = requireId(args.params.assetId);
  const [{ mayWrite }, { found, properties }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      found: findAsset(handle, id),
      properties: listPropertyChoices(handle),
    })),
  ]);
  const [asset] = found;
  if (!asset) throw notFound();
  return { asset, entry: keptAsset(asset), properties, mayWrite };
}

export async function action(args: ActionFunctionArgs) {
  const id = requireId(args.params.assetId);
  const form = await parseForm(args.request, assetPageSchema);
  if (!form.ok) return form.answer;
  const { value } = form;
  if (value.intent === 'save' && (value.id !== id || value.version === null)) throw notFound();
  await requireModule(args, expenses);
  const { done } = await args.context.database.write((handle) => ({
    done: value.intent === 'save' ? saveAsset(handle, value) : deleteAsset(handle, id, value.version),
  }));
  const outcome = done[0]?.outcome;
  if (outcome === 'DELETED') return redirectWithToast(args.context, '/expenses/listings', 'The asset is deleted.');
  if (outcome === 'SAVED') {
    return redirectWithToast(args.context, `/expenses/listings/assets/${id}`, 'The asset is saved.');
  }
  const message = outcome && explainProperty(outcome);
  if (!message) throw notFound();
  return form.refuse(message, 409);
}

export default function AssetPage() {
  const { asset, entry, properties, mayWrite } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Breadcrumbs
        links={[
          { href: '/expenses', label: expenses.unlockedBy.title },
          { href: '/expenses/listings', label: 'Properties' },
        ]}
        current={asset.name}
      />
      <PageHeader
        title={asset.name}
        description={
          <>
            {`${assetClassLabels[asset.assetClass]}. Cost without land `}
            <Money cents={asset.basis} />
          </>
        }
        actions={
          mayWrite &&
          asset.lockedBy === null && (
            <Confirmation
              id="delete-asset"
              label="Delete"
              title={`Delete ${asset.name}?`}
              confirmLabel="Yes, delete it"
              fields={{ intent: 'delete', version: String(asset.version) }}
            >
              <p>Its depreciation leaves every year. For a sale, type the amount of that year instead.</p>
            </Confirmation>
          )
        }
      />
      <ErrorSummary errors={answer?.error} title="Nothing was changed" />
      {asset.lockedBy !== null && (
        <Notice title={`Locked by the closed year ${asset.lockedBy}`}>
          <p>
            Cost, class, property and the day it was placed in service stay, because a closed year follows from them.
            The name and the amounts of open years can be changed.
          </p>
        </Notice>
      )}
      <section className="flex flex-col gap-3">
        <h2>Depreciation by year</h2>
        <DepreciationTable asset={asset} />
      </section>
      {mayWrite && (
        <section className="flex flex-col gap-4">
          <h2>Details</h2>
          <AssetForm
            entry={readEntry(answer, entry)}
            errors={answer?.error}
            properties={properties}
            back={parentOf(asset.listingId)}
          />
        </section>
      )}
    </>
  );
}
