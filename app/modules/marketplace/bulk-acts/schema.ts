import { z } from 'zod';
import { highestPrice } from '~/modules/marketplace/catalog/prices.ts';
import { statusLabels, type ToolStatus, tierOrder } from '~/modules/marketplace/labels.ts';
import { incompletePage, readJson, staleButton } from '~/services/form-values.ts';
import type { BundleAct } from './bundle-acts.ts';
import { mostChosen } from './chosen.ts';

// The forms of the pages that change several things at once. Each carries what its page showed.

const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .string(incompletePage)
    .max(60_000, incompletePage)
    .transform(readJson(incompletePage))
    .pipe(z.array(item, incompletePage).min(1, incompletePage).max(mostChosen, incompletePage));

const status = z.custom<ToolStatus>(
  (value) => typeof value === 'string' && Object.hasOwn(statusLabels, value),
  incompletePage,
);

/** What tools get, with the revisions that were shown. */
export const toolChangesSchema = z.object({
  changes: listOf(
    z.object({
      id: z.guid(incompletePage),
      revision: z.number(incompletePage).int().min(1),
      price: z.number(incompletePage).int().min(1).max(highestPrice).optional(),
      status: status.optional(),
      isFeatured: z.boolean(incompletePage).optional(),
    }),
  ).refine((changes) => new Set(changes.map(({ id }) => id)).size === changes.length, incompletePage),
});

const number = z.string(incompletePage).regex(/^[\w-]{1,40}$/, incompletePage);

/** Bundles to put on sale or archive, with the revisions that were shown. */
export const bundleChangesSchema = z.object({
  act: z.enum(['publish', 'archive'] satisfies BundleAct[], staleButton),
  bundles: listOf(z.object({ id: z.guid(incompletePage), revision: z.number(incompletePage).int().min(1) })),
});

/** Reviews to publish, with the versions that were read. */
export const reviewApprovalsSchema = z.object({
  reviews: listOf(
    z.object({
      id: z.guid(incompletePage),
      version: z.string(incompletePage).regex(/^[0-9a-f]{32}$/, incompletePage),
    }),
  ),
});

/** Orders, by their numbers. */
export const orderNumbersSchema = z.object({ numbers: listOf(number) });

/** Organizations that get a tier. */
export const tiersSchema = z.object({
  tier: z.enum(tierOrder, 'Choose a tier.'),
  organizations: listOf(z.guid(incompletePage)),
});
