import { z } from 'zod';
import {
  type ToolFieldName,
  type TypedTool,
  tierPrices,
  toolFields,
} from '~/modules/marketplace/catalog/tool-fields.ts';
import { publishedStatuses, statusLabels, type ToolStatus } from '~/modules/marketplace/labels.ts';
import { incompletePage, readJson } from '~/services/form-values.ts';
import { slugOf } from '~/utils/slugs.ts';

// The forms of a tool. Fields are named like columns, so that a parsed form is nearly a row.

/** The schema of each field, by its name. */
type Schemas = { [Name in ToolFieldName]: (typeof toolFields)[Name]['schema'] };

function schemasOf(fields: typeof toolFields): Schemas;
function schemasOf(fields: Record<string, { schema: z.ZodType }>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, schema]));
}

const content = z.object({
  ...schemasOf(toolFields),
  publishAs: z.enum(publishedStatuses, { error: 'Choose how it is published.' }),
});

function checkPrice({ price, priceModel }: Pick<TypedTool, 'price' | 'priceModel'>, context: z.RefinementCtx) {
  if (priceModel === 'FREE' && price) {
    context.addIssue({
      code: 'custom',
      path: ['price'],
      message: 'A free tool costs nothing. Leave the price empty, or choose another way of paying.',
    });
  }
  if (priceModel !== 'FREE' && price === 0) {
    context.addIssue({
      code: 'custom',
      path: ['price'],
      message: 'Only a free tool costs nothing. Enter a price, or choose “Free” as the way of paying.',
    });
  }
}

const usageFields = {
  usageUnit: 'Enter what is counted, like report.',
  unitsIncluded: 'Enter how many units the price of a month covers; 0 for none.',
  unitPrice: 'Enter what a further unit costs.',
} as const;

/** A tool that is paid by usage needs all of what is said of its use, any other none of it. */
function checkUsage(tool: Pick<TypedTool, 'priceModel' | keyof typeof usageFields>, context: z.RefinementCtx) {
  for (const [field, missing] of Object.entries(usageFields)) {
    const isGiven = Object.entries(tool).some(([name, value]) => name === field && value !== null);
    if (isGiven === (tool.priceModel === 'USAGE_BASED')) continue;
    const message = isGiven ? 'Only a tool paid by usage has this. Leave it empty, or choose “By usage”.' : missing;
    context.addIssue({ code: 'custom', path: [field], message });
  }
}

/** The form of a new tool. Without a slug, the name gives one. */
export const newToolSchema = content
  .extend({
    intent: z.enum(['save', 'publish'], { error: incompletePage }),
    /** The page makes the id, so that sending the form twice makes one tool. */
    id: z.guid(incompletePage),
    slug: toolFields.slug.schema.optional(),
  })
  .superRefine(checkPrice)
  .superRefine(checkUsage)
  .superRefine((tool, context) => {
    if (tool.slug === undefined && slugOf(tool.name) === '') {
      context.addIssue({ code: 'custom', path: ['slug'], message: 'The name gives no slug. Enter one.' });
    }
  });

/** The tool as it was when the form was opened, to find the changes of others since. */
const snapshot = z
  .string(incompletePage)
  .max(60_000, incompletePage)
  .transform(readJson(incompletePage))
  .pipe(z.record(z.string(), z.string()));

/** Reads a snapshot that came back with a form; an empty one when the text is none. */
export function parseSnapshot(text: string | undefined): Record<string, string> {
  return snapshot.safeParse(text).data ?? {};
}

/** The form of an existing tool, with the tool as it was when the form was opened. */
export const toolSchema = content
  .extend({
    intent: z.enum(['save', 'publish', 'deprecate', 'disable'], { error: incompletePage }),
    revision: z
      .string(incompletePage)
      .regex(/^\d{1,9}$/, incompletePage)
      .transform(Number),
    original: snapshot,
  })
  .superRefine(checkPrice)
  .superRefine(checkUsage);

export type ToolIntent = z.output<typeof toolSchema>['intent'];

/** A tool of a file that is imported: the fields of the form, and the status, which the form's buttons decide. */
export const importedToolSchema = z
  .object({
    ...schemasOf(toolFields),
    status: z.custom<ToolStatus>(
      (value) => typeof value === 'string' && Object.hasOwn(statusLabels, value),
      'Enter one of the statuses.',
    ),
  })
  .superRefine(checkPrice)
  .superRefine(checkUsage);

/** The price of a tool, in cents: nothing if it is free, else the typed price, else the price of its tier. */
export function decideToolPrice({ price, priceModel, tier }: Pick<TypedTool, 'price' | 'priceModel' | 'tier'>): number {
  if (priceModel === 'FREE') return 0;
  return price ?? tierPrices[tier];
}
