import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { readChosenIds } from '~/modules/marketplace/bulk-acts/chosen.ts';
import { changeTools } from '~/modules/marketplace/bulk-acts/commands.server.ts';
import { BulkPage } from '~/modules/marketplace/bulk-acts/page.tsx';
import { toolChangesSchema, writeThing } from '~/modules/marketplace/bulk-acts/schema.ts';
import {
  changeByAct,
  decideToolChange,
  readPriceStep,
  stepUnits,
  type ToolAct,
  toolActs,
} from '~/modules/marketplace/bulk-acts/tool-acts.ts';
import { BundlesConcerned, PriceStepForm, ToolPreview } from '~/modules/marketplace/bulk-acts/tool-preview.tsx';
import { listBundlesOnSaleWith, listChosenTools } from '~/modules/marketplace/bulk-acts/tool-queries.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { parseForm } from '~/services/forms.server.ts';
import { redirectWithToast } from '~/services/toasts.server.ts';
import { readKey } from '~/utils/addresses.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { countWords, listNames } from '~/utils/words.ts';

export const handle = { hydrate: false, formsFrom: 'catalog' } satisfies RouteHandle;
export const meta = pageTitle('Change tools', 'Administration');

export async function loader({ request, context }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const ids = readChosenIds(search);
  const { viewer, tools, bundles } = await context.database.read((handle) => ({
    tools: listChosenTools(handle, ids),
    bundles: listBundlesOnSaleWith(handle, ids),
  }));
  requireWriter(viewer, request, 'catalog');
  const act: ToolAct = readKey(toolActs, search.get('act')) ?? 'reprice';
  const typed = {
    by: (search.get('by') ?? '').slice(0, 20),
    unit: readKey(stepUnits, search.get('unit')) ?? 'percent',
  };
  const step = readPriceStep(typed.by, typed.unit);
  return {
    act,
    typed,
    hasStep: step !== null,
    bundles,
    planned: tools.map((tool) => ({ tool, plan: decideToolChange(act, tool, step) })),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await parseForm(request, toolChangesSchema);
  if (!form.ok) return form.answer;
  const { act, tool: tools } = form.value;
  const { changed } = await writeInArea(context, request, 'catalog', (handle) => ({
    changed: changeTools(
      handle,
      tools.map(({ id, revision, price }) => ({ id, revision, ...changeByAct(act, price) })),
    ),
  }));
  const outcome = changed[0]?.outcome;
  switch (outcome) {
    case 'CHANGED':
      return redirectWithToast(context, '/admin/tools', `${countWords(tools.length, 'tool')} changed.`);
    case 'STALE':
    case 'MISSING':
    case undefined:
      return form.refuse('Somebody changed one of these tools since this page was made. Look at them again.', 409);
    default:
      return unreachable(outcome);
  }
}

/** The button for so many tools. */
function nameAct(act: ToolAct, count: number): string {
  const tools = countWords(count, 'tool');
  switch (act) {
    case 'reprice':
      return `Change the ${count === 1 ? 'price' : 'prices'} of ${tools}`;
    case 'publish':
      return `Publish ${tools}`;
    case 'feature':
      return `Feature ${tools}`;
    case 'unfeature':
      return `Feature ${tools} no more`;
    case 'deprecate':
      return `Stop selling ${tools}`;
    case 'disable':
      return `Disable ${tools}`;
  }
}

const consequences = {
  reprice: 'Whoever has one pays its new price when it renews. Carts say that it changed.',
  publish: 'They appear in the catalog at once.',
  feature: 'They are shown where tools are recommended.',
  unfeature: 'They are shown where tools are recommended no more.',
  deprecate: 'They leave the catalog. Organizations that own one keep it.',
  disable: 'They leave the catalog, their pages are gone, and nobody can use them until you publish them again.',
} as const satisfies Record<ToolAct, string>;

export default function ChangeTools() {
  const { act, typed, hasStep, bundles, planned } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const changes = planned.flatMap(({ tool: { id, revision }, plan }) =>
    typeof plan === 'string' ? [] : [writeThing(id, revision, ...(plan.price === undefined ? [] : [plan.price]))],
  );
  const ids = planned.map(({ tool }) => tool.id);
  const isWrongStep = act === 'reprice' && typed.by !== '' && !hasStep;
  return (
    <BulkPage
      list={{ href: '/admin/tools', label: 'Tools' }}
      title={toolActs[act]}
      description={consequences[act]}
      count={planned.length}
      errors={answer?.error}
      confirmation={
        changes.length > 0
          ? {
              label: nameAct(act, changes.length),
              isDanger: act === 'disable',
              fields: { act, tool: changes },
            }
          : undefined
      }
    >
      {act === 'reprice' && (
        <PriceStepForm
          ids={ids}
          typed={typed}
          error={isWrongStep ? 'Enter a number like 10 or -5.5, other than 0.' : undefined}
        />
      )}
      {act === 'reprice' && !hasStep ? (
        <p>{`Of ${listNames(planned.map(({ tool }) => tool.name))}.`}</p>
      ) : (
        <>
          <ToolPreview act={act} planned={planned} />
          <BundlesConcerned act={act} bundles={bundles} planned={planned} />
        </>
      )}
    </BulkPage>
  );
}
