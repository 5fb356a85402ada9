import { z } from 'zod';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { bundleStatus, bundleType, subscriptionTier } from '#db/schema/index.ts';
import { iconNames } from '~/components/ui/icon.tsx';
import { writeCopyName } from '~/modules/marketplace/copy-name.ts';
import { incompletePage, lineOfText, readJson, severalLines, slugText } from '~/services/form-values.ts';
import { requireId } from '~/services/http.server.ts';
import { readSearchText } from '~/utils/addresses.ts';
import { sumPrices, writeDollars } from '~/utils/money.ts';
import { slugOf } from '~/utils/slugs.ts';
import type { BundleDraft, EditedBundle } from './draft.ts';
import type { PreviewedBundle } from './preview.ts';
import { choosePriceBasis, decideBundlePrice } from './pricing.ts';
import type { CandidateTool, FoundBundle } from './queries.server.ts';

/** The buttons of the editor; in the form, one about a tool is "up:<id>". */
const intentSchema = z.preprocess(
  (value) => {
    const [kind, toolId] = String(value).split(':', 2);
    return { kind, toolId };
  },
  z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['search', 'save', 'draft', 'publish', 'archive']) }),
    z.object({ kind: z.enum(['add', 'remove', 'up', 'down']), toolId: z.guid() }),
  ]),
);
export type EditorIntent = z.output<typeof intentSchema>;

const editedBundleSchema: z.ZodType<EditedBundle> = z.object({
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  longDescription: z.string(),
  bundleType: z.enum(bundleType.enumValues),
  requiredTier: z.enum(subscriptionTier.enumValues),
  icon: z.string(),
  isPopular: z.boolean(),
  bundlePrice: z.number().int(),
  status: z.enum(bundleStatus.enumValues),
  toolIds: z.array(z.guid()),
});

/** Empty for a new bundle. */
const openedSchema = z
  .string()
  .transform((text) => text || 'null')
  .transform(readJson(incompletePage))
  .pipe(editedBundleSchema.nullable());

/** The fields that the page itself put into the form. Anything wrong with it was not typed by anybody. */
const pageSchema = z.object({
  id: z.guid(),
  revision: z.coerce.number().int().min(0).max(2_147_483_647),
  opened: openedSchema,
  toolIds: z.array(z.guid()).max(200),
  shownSum: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  priceBy: z.enum(['AMOUNT', 'DISCOUNT']),
});

/** The editor's form as it came in. */
export interface BundleForm {
  draft: BundleDraft;
  intent: EditorIntent | undefined;
  /** Cents the tools cost together when the page showed the price. */
  shownSum: number;
  /** Whether what the page itself put into the form has been tampered with or cut. */
  isBroken: boolean;
}

/**
 * Reads the editor's form without judging what was typed. What the page put into it and cannot be used is replaced, so
 * that the rest can be shown again.
 * @param id  of the bundle that is edited, where the address says so
 */
export function readBundleForm(form: FormData, id: string | undefined): BundleForm {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const page = pageSchema.safeParse({
    id: id ?? text('id'),
    revision: text('revision') || undefined,
    opened: text('opened'),
    toolIds: form.getAll('tool'),
    shownSum: text('shownSum') || undefined,
    priceBy: text('priceBy'),
  });
  const intent = intentSchema.safeParse(text('intent'));
  const price = { priceBy: page.data?.priceBy ?? 'AMOUNT', amount: text('amount'), discount: text('discount') };
  const shown = { amount: text('shownAmount'), discount: text('shownDiscount') };
  return {
    draft: {
      id: page.data?.id ?? id ?? crypto.randomUUID(),
      revision: page.data?.revision ?? 0,
      opened: page.data?.opened ?? null,
      name: text('name'),
      slug: text('slug'),
      description: text('description'),
      longDescription: text('longDescription').replaceAll('\r\n', '\n'),
      bundleType: text('bundleType'),
      requiredTier: text('requiredTier'),
      icon: text('icon'),
      isPopular: form.has('isPopular'),
      sellsAtSum: form.has('sellsAtSum'),
      ...price,
      priceBy: choosePriceBasis(price, shown),
      toolIds: [...new Set(page.data?.toolIds)],
      query: readSearchText(text('query')),
    },
    intent: intent.data,
    shownSum: page.data?.shownSum ?? 0,
    isBroken: !page.success,
  };
}

/** An id that no bundle has: what a new one is asked for by, so that its page takes the same queries as the others. */
export const noBundle = '00000000-0000-0000-0000-000000000000';

/**
 * The bundle's id from the address of its editor; undefined where that says "new".
 * @throws a 404 for anything else
 */
export function parseBundleId(id: string | undefined): string | undefined {
  return id === 'new' ? undefined : requireId(id);
}

/** The tier to preview for; FREE for anything that is none. */
export function parseTier(tier: unknown): SubscriptionTier {
  return z.enum(subscriptionTier.enumValues).catch('FREE').parse(tier);
}

/** Turns a draft into something that can be shown, however unfinished; and says what is wrong with its price. */
export function previewDraft(
  draft: BundleDraft,
  tools: CandidateTool[],
): { bundle: PreviewedBundle; problem: string | undefined } {
  const sum = sumPrices(tools);
  const { price, problem } = decideBundlePrice(draft, sum);
  return {
    bundle: {
      id: draft.id,
      name: draft.name.trim() || 'Bundle without a name',
      slug: draft.slug.trim() || slugOf(draft.name),
      description: draft.description,
      longDescription: draft.longDescription,
      bundleType: z.enum(bundleType.enumValues).catch('CUSTOM_PACK').parse(draft.bundleType),
      requiredTier: parseTier(draft.requiredTier),
      icon: draft.icon,
      isPopular: draft.isPopular,
      bundlePrice: price ?? sum,
    },
    problem: problem?.message,
  };
}

const bundleSchema = z.object({
  name: lineOfText('a name', 120),
  slug: slugText('lead-generation-pro', 'an address'),
  description: lineOfText('one sentence that says what the bundle is for', 300),
  longDescription: severalLines(5000),
  bundleType: z.enum(bundleType.enumValues, { error: 'Choose a type.' }),
  requiredTier: z.enum(subscriptionTier.enumValues, { error: 'Choose a plan.' }),
  icon: z.enum(iconNames, { error: 'Choose an icon.' }),
  isPopular: z.boolean(),
  toolIds: z.array(z.string()).max(100, 'A bundle holds at most 100 tools. Remove some.'),
});

/** Checks a draft: a bundle, without its price; or a message by field. */
export function checkBundle(
  draft: BundleDraft,
):
  | { ok: true; value: Omit<EditedBundle, 'bundlePrice' | 'status'> }
  | { ok: false; errors: Record<string, string[] | undefined> } {
  const checked = bundleSchema.safeParse({ ...draft, slug: draft.slug.trim() || slugOf(draft.name) });
  if (checked.success) return { ok: true, value: checked.data };
  const { toolIds, ...errors } = z.flattenError(checked.error).fieldErrors;
  return { ok: false, errors: { ...errors, tools: toolIds } };
}

/** The form of a copy of a bundle, which is a new one. Its address follows its name, which is to be changed. */
export function copyBundle(bundle: FoundBundle): BundleDraft {
  const { id } = draftOf(undefined);
  return { ...draftOf(bundle), id, revision: 0, opened: null, name: writeCopyName(bundle.name), slug: '' };
}

/** The form of a bundle as it is kept; empty for a new one. */
export function draftOf(bundle: FoundBundle | undefined): BundleDraft {
  if (!bundle) {
    return {
      id: crypto.randomUUID(),
      revision: 0,
      opened: null,
      name: '',
      slug: '',
      description: '',
      longDescription: '',
      bundleType: 'CUSTOM_PACK',
      requiredTier: 'FREE',
      icon: 'package',
      isPopular: false,
      sellsAtSum: false,
      priceBy: 'DISCOUNT',
      amount: '0.00',
      discount: '0.00',
      toolIds: [],
      query: '',
    };
  }
  const { id, revision, purchaseCount, ...edited } = bundle;
  return {
    ...edited,
    id,
    revision,
    opened: edited,
    sellsAtSum: false,
    priceBy: 'AMOUNT',
    amount: writeDollars(edited.bundlePrice),
    discount: '',
    query: '',
  };
}
