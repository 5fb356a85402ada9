import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { bundleActs, reasonLeftOut, statusAfterAct } from '~/modules/marketplace/bulk-acts/bundle-acts.ts';
import { listChosenBundles } from '~/modules/marketplace/bulk-acts/bundle-queries.server.ts';
import { readChosenIds } from '~/modules/marketplace/bulk-acts/chosen.ts';
import { changeBundles } from '~/modules/marketplace/bulk-acts/commands.server.ts';
import { BulkPage } from '~/modules/marketplace/bulk-acts/page.tsx';
import { bundleChangesSchema, writeThing } from '~/modules/marketplace/bulk-acts/schema.ts';
import { bundleStatusHues, bundleStatusLabels } from '~/modules/marketplace/bundle-editor/changes.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readKey } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: 'catalog' } satisfies RouteHandle;
export const meta = pageTitle('Change bundles', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const act = readKey(bundleActs, search.get('act')) ?? 'publish';
  const { viewer, bundles } = await context.database.read((handle) => ({
    bundles: listChosenBundles(handle, readChosenIds(search)),
  }));
  requireWriter(viewer, request, 'catalog');
  return { act, planned: bundles.map((bundle) => ({ bundle, reason: reasonLeftOut(act, bundle) })) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, bundleChangesSchema);
  if (!form.ok) return form.answer;
  const { act, bundle: bundles } = form.value;
  const { changed, refused } = await writeInArea(context, request, 'catalog', (handle) => ({
    changed: changeBundles(handle, bundles, statusAfterAct[act]),
    refused: listChosenBundles(
      handle,
      bundles.map(({ id }) => id),
    ),
  }));
  const { outcome, bundleId } = changed[0] ?? {};
  const name = refused.find(({ id }) => id === bundleId)?.name ?? 'One of them';
  const refuse = (reason: string) => form.refuse(`${name} ${reason} So none was changed.`, 409);
  switch (outcome) {
    case 'SAVED': {
      const words = act === 'publish' ? 'on sale' : 'archived';
      const message = `${countWords(bundles.length, 'bundle')} ${bundles.length === 1 ? 'is' : 'are'} ${words}.`;
      return redirectWithToast(context, '/admin/bundles', message);
    }
    case 'MISSING':
    case 'STALE':
    case 'UNKNOWN_TOOL':
    case 'SLUG_TAKEN':
    case undefined:
      return refuse('was changed since this page was made.');
    case 'PRICES_CHANGED':
      return refuse('holds tools whose prices changed since this page was made.');
    case 'OWNED':
      return refuse('is owned by organizations, and stays as it is.');
    case 'TOO_FEW_TOOLS':
      return refuse('holds fewer than two tools.');
    case 'UNSOLD_TOOLS':
      return refuse('holds tools that are not sold.');
    case 'PRICE_ABOVE_SUM':
      return refuse('costs more than its tools.');
    case 'PRICE_TOO_LOW':
      return refuse('costs less than a cent for each tool.');
    default:
      return unreachable(outcome);
  }
}

const consequences = {
  publish: 'Anybody whose plan allows it can buy them at once.',
  archive: 'They are no longer sold. Organizations that own one keep it.',
} as const;

export default function ChangeBundles() {
  const { act, planned } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const changes = planned.flatMap(({ bundle: { id, revision, originalPrice }, reason }) =>
    reason === null ? [writeThing(id, revision, originalPrice)] : [],
  );
  const words = countWords(changes.length, 'bundle');
  return (
    <BulkPage
      list={{ href: '/admin/bundles', label: 'Bundles' }}
      title={act === 'publish' ? 'Put bundles on sale' : 'Archive bundles'}
      description={consequences[act]}
      count={planned.length}
      errors={answer?.error}
      confirmation={
        changes.length > 0
          ? {
              label: act === 'publish' ? `Put ${words} on sale` : `Archive ${words}`,
              fields: { act, bundle: changes },
            }
          : undefined
      }
    >
      <Table caption="What would change">
        <thead>
          <tr>
            <th scope="col">Bundle</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
            <th scope="col" className="number">
              Price
            </th>
            <th scope="col" className="number">
              Saves
            </th>
            <th scope="col" className="number">
              Owned by
            </th>
          </tr>
        </thead>
        <tbody>
          {planned.map(({ bundle, reason }) => (
            <tr key={bundle.id}>
              <th scope="row" className="w-full min-w-40">
                <a href={`/admin/bundles/${bundle.id}`} className="link">
                  {bundle.name}
                </a>
              </th>
              <td>
                <Tag hue={bundleStatusHues[bundle.status]}>{bundleStatusLabels[bundle.status]}</Tag>
              </td>
              <td>
                {reason === null ? (
                  <Tag hue={bundleStatusHues[statusAfterAct[act]]}>{bundleStatusLabels[statusAfterAct[act]]}</Tag>
                ) : (
                  <span className="text-muted">{`${reason}: left out`}</span>
                )}
              </td>
              <td className="number">
                <Money cents={bundle.bundlePrice} currency={bundle.currency} />
              </td>
              <td className="number whitespace-nowrap">{`${bundle.discount} %`}</td>
              <td className="number whitespace-nowrap">{countWords(bundle.purchaseCount, 'organization')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </BulkPage>
  );
}
