import { type AppLoadContext, data } from '@remix-run/cloudflare';
import { callFunction, type Outcome } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { requireWriter, writeInArea } from '~/modules/accounts/platform/guards.server.ts';
import { notFound } from '~/services/http.server.ts';
import { formatMoney, sumPrices } from '~/utils/money.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { type BundleChanges, describeBundleChanges } from './changes.ts';
import { type BundleDraft, type BundleStatus, type EditedBundle, orderTools } from './draft.ts';
import { type BundleForm, checkBundle, type EditorIntent } from './form.server.ts';
import { decideBundlePrice, savesNothing } from './pricing.ts';
import {
  type CandidateTool,
  type FoundBundle,
  findEditedBundle,
  listEditedTools,
  searchTools,
} from './queries.server.ts';
import { changeOrder } from './reordering.ts';

/**
 * Saves a bundle with its contents in one statement, or nothing.
 * @param sum  what its tools cost together when the price was decided
 * @param status  null keeps the one it has
 */
export function saveBundle(
  handle: QueryHandle,
  {
    id,
    revision,
    bundle,
    sum,
    status,
  }: {
    id: string;
    revision: number;
    bundle: Omit<EditedBundle, 'status'>;
    sum: number;
    status: BundleStatus | null;
  },
) {
  const columns = {
    slug: bundle.slug,
    name: bundle.name,
    description: bundle.description,
    long_description: bundle.longDescription,
    bundle_type: bundle.bundleType,
    bundle_price: bundle.bundlePrice,
    required_tier: bundle.requiredTier,
    is_popular: bundle.isPopular,
    icon: bundle.icon,
  };
  return callFunction(handle, 'save_bundle', { id, revision, bundle: columns, toolIds: bundle.toolIds, sum, status });
}

type Errors = Record<string, string[] | undefined>;

/** The editor after a form that did not lead on: the draft, and the messages about it. */
export interface EditorAnswer {
  draft: BundleDraft;
  /** Those of the draft, and maybe others. */
  tools: CandidateTool[];
  /** Tools to add; null when nothing was searched for. */
  found: CandidateTool[] | null;
  errors: Errors;
  /** Changes of somebody else meanwhile. */
  changes: BundleChanges | null;
}

interface Asked {
  request: Request;
  context: AppLoadContext;
}

const statuses = {
  save: null,
  draft: 'DRAFT',
  publish: 'ACTIVE',
  archive: 'ARCHIVED',
} as const satisfies Record<string, BundleStatus | null>;

function isSaving(intent: EditorIntent): intent is { kind: keyof typeof statuses } {
  return Object.hasOwn(statuses, intent.kind);
}

function showEditor(answer: EditorAnswer, status: number) {
  return { ok: false, answer: data(answer, { status }) } as const;
}

/** The editor with what was typed, and the tools it speaks of as they are now. Writes nothing. */
async function showAgain(
  { request, context }: Asked,
  draft: BundleDraft,
  { errors = {}, status = 200, search = false },
) {
  const { viewer, tools, found } = await context.database.read((handle) => ({
    tools: listEditedTools(handle, draft.id, draft.toolIds),
    found: searchTools(handle, draft.query),
  }));
  requireWriter(viewer, request, 'catalog');
  const hasSearched = search || draft.query !== '';
  return showEditor({ draft, tools, found: hasSearched ? found : null, errors, changes: null }, status);
}

/**
 * Does what a button of the editor asks for.
 * @returns the bundle as it is saved now; or the answer with the page, after which nothing was written
 * @throws what the guards throw for anybody but CATALOG of the platform
 */
export async function editBundle(asked: Asked, { draft, intent, shownSum, isBroken }: BundleForm) {
  const refuse = (errors: Errors, status: number) => showAgain(asked, draft, { errors, status });
  if (isBroken || !intent) {
    return refuse({ '': ['This page is incomplete, so nothing was saved. Reload it and try again.'] }, 400);
  }
  if (!isSaving(intent)) {
    const toolIds = 'toolId' in intent ? changeOrder(draft.toolIds, intent) : draft.toolIds;
    return showAgain(asked, { ...draft, toolIds }, { search: intent.kind === 'search' });
  }

  const checked = checkBundle(draft);
  const { price, problem } = decideBundlePrice(draft, shownSum);
  const goesOnSale = intent.kind === 'publish' || (intent.kind === 'save' && draft.opened?.status === 'ACTIVE');
  const isSilent = goesOnSale && savesNothing(price, shownSum) && !draft.sellsAtSum;
  if (!checked.ok || problem || isSilent) {
    const errors = checked.ok ? {} : checked.errors;
    return refuse(
      {
        ...errors,
        ...(problem && { [problem.field]: [problem.message] }),
        ...(isSilent && {
          sellsAtSum: ['Buyers would save nothing. Lower the price, or tick “Sell it without a discount”.'],
        }),
      },
      400,
    );
  }
  const { saved, current, tools } = await writeInArea(asked.context, asked.request, 'catalog', (handle) => ({
    saved: saveBundle(handle, {
      id: draft.id,
      revision: draft.revision,
      bundle: { ...checked.value, bundlePrice: price },
      sum: shownSum,
      status: statuses[intent.kind],
    }),
    current: findEditedBundle(handle, draft.id),
    tools: listEditedTools(handle, draft.id, [...draft.toolIds, ...(draft.opened?.toolIds ?? [])]),
  }));
  const outcome = saved[0]?.outcome ?? 'MISSING';
  return explainOutcome(outcome, {
    draft: { ...draft, slug: checked.value.slug },
    shownSum,
    tools,
    bundle: current[0],
  });
}

function explainOutcome(
  outcome: Outcome<'save_bundle'>,
  {
    draft,
    shownSum,
    tools,
    bundle,
  }: { draft: BundleDraft; shownSum: number; tools: CandidateTool[]; bundle: FoundBundle | undefined },
) {
  const held = orderTools(draft.toolIds, tools);
  const refuse = (errors: Errors) => showEditor({ draft, tools, found: null, errors, changes: null }, 409);
  switch (outcome) {
    case 'MISSING':
      throw notFound();
    case 'SAVED':
      if (!bundle) throw notFound();
      return { ok: true, bundle } as const;
    case 'STALE':
      return showChanges(draft, tools, bundle);
    case 'PRICES_CHANGED':
      return refuse({
        '': [
          `Nothing was saved, because prices of its tools changed: one by one they cost ${formatMoney(shownSum)} and now cost ${formatMoney(sumPrices(held))}. Look at the price and save again.`,
        ],
      });
    case 'UNKNOWN_TOOL':
      return refuse({
        tools: ['A tool of this bundle no longer exists and was taken out. Look at the tools and save again.'],
      });
    case 'SLUG_TAKEN':
      return refuse({ slug: [`/bundles/${draft.slug} leads to another bundle. Choose another address.`] });
    case 'OWNED':
      return refuse({ '': ['Organizations own this bundle, so its page has to stay. Archive it instead.'] });
    case 'TOO_FEW_TOOLS':
      return refuse({ tools: ['A bundle on sale holds at least two tools. Add some, or save it as a draft.'] });
    case 'UNSOLD_TOOLS': {
      const names = held.filter(({ isSold }) => !isSold).map(({ name }) => name);
      return refuse({
        tools: [`Not sold at the moment: ${names.join(', ')}. A bundle on sale holds tools on sale only.`],
      });
    }
    case 'PRICE_ABOVE_SUM':
      return refuse({
        amount: [`Enter at most ${formatMoney(shownSum)}, which is what its tools cost one by one.`],
      });
    case 'PRICE_TOO_LOW':
      return refuse({ amount: ['Enter at least a cent for each tool that has a price.'] });
    default:
      return unreachable(outcome);
  }
}

// From here on the form is about the bundle as it is now: whoever has read what changed may save over it.
function showChanges(draft: BundleDraft, tools: CandidateTool[], bundle: FoundBundle | undefined) {
  if (!bundle) throw notFound();
  const { id, revision, purchaseCount, ...now } = bundle;
  const names = new Map(tools.map((tool) => [tool.id, tool.name]));
  const changes = describeBundleChanges(draft.opened ?? now, now, names);
  return showEditor({ draft: { ...draft, revision, opened: now }, tools, found: null, errors: {}, changes }, 409);
}
