import { z } from 'zod';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { bundleStatus, bundleType, subscriptionTier } from '#db/schema/index.ts';
import { iconNames } from '~/components/ui/icon.tsx';
import { notFound } from '~/services/http.server.ts';
import { slugOf } from '~/utils/slugs.ts';
import { type BundleDraft, type EditedBundle, sumPrices } from './draft.ts';
import type { PreviewedBundle } from './preview.ts';
import { choosePriceBasis, decideBundlePrice, writeDollars } from './pricing.ts';
import type { BundleFilters, CandidateTool, FoundBundle } from './queries.server.ts';

/** What a button of the editor asks for; in the form, one about a tool is "up:<id>". */
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

const openedSchema = z.string().transform((text, context) => {
  try {
    return text === '' ? null : editedBundleSchema.parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'not what the page wrote' });
    return z.NEVER;
  }
});

/** What the page itself put into the form. Anything wrong with it was not typed by anybody. */
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
  /** What the tools cost together when the page showed the price. */
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
      ...price,
      priceBy: choosePriceBasis(price, shown),
      toolIds: [...new Set(page.data?.toolIds)],
      query: parseToolQuery(text('query')),
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
  if (id === 'new') return undefined;
  const { data } = z.guid().safeParse(id);
  if (data === undefined) throw notFound();
  return data;
}

/** The tier to preview for; FREE for anything that is none. */
export function parseTier(tier: unknown): SubscriptionTier {
  return z.enum(subscriptionTier.enumValues).catch('FREE').parse(tier);
}

/** Which bundles an address of the list asks for; what means nothing in it is left out. */
export function parseBundleFilters(search: URLSearchParams): BundleFilters {
  return {
    query: parseToolQuery(search.get('q')).trim(),
    status: z.enum(bundleStatus.enumValues).nullable().catch(null).parse(search.get('status')),
    page: z.coerce.number().int().min(1).max(10_000).catch(1).parse(search.get('page')),
  };
}

/** What is typed as something that can be shown, however unfinished; and what is wrong with its price. */
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

/** Words to search tools by, whatever they came as. */
export function parseToolQuery(text: string | null): string {
  return (text ?? '').replace(/\p{Cc}/gu, ' ').slice(0, 100);
}

const line = (what: string, maximum: number) =>
  z
    .string()
    .trim()
    .min(1, `Enter ${what}.`)
    .max(maximum, `Use at most ${maximum} characters.`)
    .regex(/^\P{Cc}*$/u, 'Use letters, digits and punctuation only.');

const bundleSchema = z.object({
  name: line('a name', 120),
  slug: z
    .string()
    .trim()
    .min(1, 'Enter an address, like lead-generation-pro.')
    .max(80, 'Use at most 80 characters.')
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, like lead-generation-pro.'),
  description: line('one sentence that says what the bundle is for', 300),
  longDescription: z
    .string()
    .trim()
    .max(5000, 'Use at most 5000 characters.')
    .regex(/^[\P{Cc}\n\t]*$/u, 'Use letters, digits and punctuation only.'),
  bundleType: z.enum(bundleType.enumValues, { error: 'Choose a type.' }),
  requiredTier: z.enum(subscriptionTier.enumValues, { error: 'Choose a tier.' }),
  icon: z.enum(iconNames, { error: 'Choose an icon.' }),
  isPopular: z.boolean(),
  toolIds: z.array(z.string()).max(100, 'A bundle holds at most 100 tools. Remove some.'),
});

/** What is typed as a bundle, without its price; or a message by field. */
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
    priceBy: 'AMOUNT',
    amount: writeDollars(edited.bundlePrice),
    discount: '',
    query: '',
  };
}
