import { z } from 'zod';
import { iconNames } from '~/components/ui/icon.tsx';
import {
  areaLabels,
  categoryLabels,
  integrationTypeLabels,
  priceModelLabels,
  publishedStatuses,
  requiredTierLabels,
  type ToolTier,
  tierLabels,
} from '~/modules/marketplace/labels.ts';
import { slugOf } from '~/utils/slugs.ts';

// What the form of a tool takes. The names are those of the columns, so that a parsed form is nearly a row.

const incomplete = 'This page is incomplete. Reload it and try again.';
/** Nothing that Postgres refuses (NUL) or that cannot be seen. */
const visible = /^\P{Cc}*$/u;
const visibleLines = /^(\P{Cc}|[\t\n\r])*$/u;
const highestPrice = 100_000_000;

function lineOfText(name: string, longest: number) {
  return z
    .string({ error: `Enter ${name}.` })
    .trim()
    .min(1, `Enter ${name}.`)
    .max(longest, `Use at most ${longest} characters.`)
    .regex(visible, 'Use letters, digits and punctuation only.');
}

/** Browsers send line breaks as CRLF; the catalog keeps LF. */
const severalLines = (longest: number) =>
  z
    .string({ error: 'Enter this once, as text.' })
    .max(longest, `Use at most ${longest.toLocaleString('en-US')} characters.`)
    .regex(visibleLines, 'Use letters, digits, punctuation and line breaks only.')
    .optional()
    .transform((text = '') => text.replaceAll(/\r\n?/g, '\n').trim());

const longestItem = 120;
const mostItems = 30;

/** One entry a line, each once. */
const list = severalLines(mostItems * (longestItem + 2))
  .transform((text) => [
    ...new Set(
      text
        .split('\n')
        .map((item) => item.trim())
        .filter((item) => item !== ''),
    ),
  ])
  .refine((items) => items.length <= mostItems, `Use at most ${mostItems} lines.`)
  .refine(
    (items) => items.every((item) => item.length <= longestItem),
    `Use at most ${longestItem} characters in a line.`,
  );

const mostTags = 10;

/** As the catalog's filter takes them. */
const tags = list
  .transform((items) => [...new Set(items.map((item) => item.toLowerCase()))])
  .refine((items) => items.length <= mostTags, `Use at most ${mostTags} tags.`)
  .refine(
    (items) => items.every((item) => /^[a-z0-9][a-z0-9 -]{0,39}$/.test(item)),
    'Use letters, digits, spaces and hyphens in a tag, at most 40.',
  );

const webAddress = z
  .string({ error: 'Enter one address.' })
  .trim()
  .max(500, 'Use at most 500 characters.')
  .refine(
    (text) => text === '' || isSecureAddress(text),
    'Enter an address that starts with https://, like https://example.com/help.',
  )
  .optional()
  .transform((text) => text || null);

function isSecureAddress(text: string): boolean {
  if (!URL.canParse(text) || /[\s\p{Cc}]/u.test(text)) return false;
  const { protocol, username, password, hostname } = new URL(text);
  return protocol === 'https:' && hostname.includes('.') && username === '' && password === '';
}

/** One of the values that have a label. */
function choice<Value extends string>(labels: Record<Value, string>, message: string) {
  return z.custom<Value>((value) => typeof value === 'string' && Object.hasOwn(labels, value), message);
}

const slug = z
  .string({ error: 'Enter a slug.' })
  .trim()
  .max(80, 'Use at most 80 characters.')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens, like listing-planner.');

/** Dollars as typed, in cents; undefined: the price of the tier. */
const price = z
  .string({ error: 'Enter one price.' })
  .trim()
  .regex(/^(\$?(\d{1,7}|\d{1,3}(,\d{3}){1,2})(\.\d{1,2})?)?$/, 'Enter dollars, like 125 or 125.50.')
  .optional()
  .transform((text) => (text ? Math.round(Number(text.replaceAll(/[$,]/g, '')) * 100) : undefined))
  .refine((cents = 0) => cents <= highestPrice, 'Use at most $1,000,000.');

const content = z.object({
  name: lineOfText('the name', 120),
  description: lineOfText('a description of one line', 200),
  longDescription: severalLines(10_000),
  category: choice(categoryLabels, 'Choose a category.'),
  area: choice(areaLabels, 'Choose an area.'),
  tier: choice(tierLabels, 'Choose a price tier.'),
  price,
  priceModel: choice(priceModelLabels, 'Choose how it is paid.'),
  requiredTier: choice(requiredTierLabels, 'Choose the tier an organization needs.'),
  integrationType: choice(integrationTypeLabels, 'Choose how it works with other systems.'),
  features: list,
  capabilities: list,
  integrations: list,
  tags,
  icon: z
    .string({ error: 'Choose an icon.' })
    .refine((name) => iconNames.some((known) => known === name), 'Choose one of these icons.'),
  provider: lineOfText('who makes it', 120),
  documentationUrl: webAddress,
  demoUrl: webAddress,
  supportUrl: webAddress,
  version: z
    .string({ error: 'Enter one version.' })
    .trim()
    .max(40, 'Use at most 40 characters.')
    .regex(visible, 'Use letters, digits and punctuation only.')
    .optional()
    .transform((text) => text || null),
  seatsIncluded: z
    .string({ error: 'Enter one number.' })
    .trim()
    .regex(/^(0*[1-9]\d{0,5})?$/, 'Enter a number of at least 1, or nothing for everyone.')
    .optional()
    .transform((text) => (text ? Number(text) : null)),
  isFeatured: z.boolean('Check it or leave it unchecked.').default(false),
  publishAs: z.enum(publishedStatuses, { error: 'Choose how it is published.' }),
});

function checkPrice(
  { price: typed, priceModel }: Pick<z.output<typeof content>, 'price' | 'priceModel'>,
  context: z.RefinementCtx,
) {
  if (priceModel === 'FREE' && typed) {
    context.addIssue({
      code: 'custom',
      path: ['price'],
      message: 'A free tool costs nothing. Leave the price empty, or choose another way of paying.',
    });
  }
  if (priceModel !== 'FREE' && typed === 0) {
    context.addIssue({
      code: 'custom',
      path: ['price'],
      message: 'Only a free tool costs nothing. Enter a price, or choose “Free” as the way of paying.',
    });
  }
}

/** The form of a tool that does not exist yet. Without a slug, it is made from the name. */
export const newToolSchema = content
  .extend({
    intent: z.enum(['save', 'publish'], { error: incomplete }),
    /** Made with the form, so that sending it twice makes one tool. */
    id: z.guid(incomplete),
    slug: slug.optional(),
  })
  .superRefine(checkPrice)
  .superRefine((tool, context) => {
    if (tool.slug === undefined && slugOf(tool.name) === '') {
      context.addIssue({ code: 'custom', path: ['slug'], message: 'The name gives no slug. Enter one.' });
    }
  });

/** The tool as the form was opened with, to say what somebody else changed since. */
const snapshot = z
  .string(incomplete)
  .max(60_000, incomplete)
  .transform(parseJson)
  .pipe(z.record(z.string(), z.string()));

/** Reads a snapshot that came back with a form; an empty one for what is none. */
export function parseSnapshot(text: string | undefined): Record<string, string> {
  return snapshot.safeParse(text).data ?? {};
}

/** The form of a tool there is, with what it was when the form was opened. */
export const toolSchema = content
  .extend({
    intent: z.enum(['save', 'publish', 'deprecate', 'disable'], { error: incomplete }),
    slug,
    revision: z
      .string(incomplete)
      .regex(/^\d{1,9}$/, incomplete)
      .transform(Number),
    original: snapshot,
  })
  .superRefine(checkPrice);

export type ToolIntent = z.output<typeof toolSchema>['intent'];

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: incomplete });
    return z.NEVER;
  }
}

/** What tools of each tier cost, in cents. */
export const tierPrices = { T1: 10_000, T2: 20_000, T3: 30_000 } as const satisfies Record<ToolTier, number>;

/** What a tool costs, in cents: nothing if it is free, else what was typed, else the price of its tier. */
export function decideToolPrice({
  price: typed,
  priceModel,
  tier,
}: Pick<z.output<typeof content>, 'price' | 'priceModel' | 'tier'>): number {
  if (priceModel === 'FREE') return 0;
  return typed ?? tierPrices[tier];
}
