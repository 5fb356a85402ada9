import { z } from 'zod';
import { highestPrice } from '~/modules/marketplace/catalog/prices.ts';
import { tierOrder } from '~/modules/marketplace/labels.ts';
import { incompletePage, staleButton } from '~/services/form-values.ts';
import type { BundleAct } from './bundle-acts.ts';
import { mostChosen } from './chosen.ts';
import type { ToolAct } from './tool-acts.ts';

// The forms of the pages that change several things at once. Each thing is a hidden field of its own: its id, and what the page showed
// of it, with spaces between.

/** A thing as its hidden field holds it. */
export const writeThing = (...parts: readonly (string | number)[]): string => parts.join(' ');

const id = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** So many things at most, each once. */
const things = (pattern: RegExp) =>
  z
    .array(z.string(incompletePage).regex(pattern, incompletePage), incompletePage)
    .min(1, incompletePage)
    .max(mostChosen, incompletePage)
    .refine((texts) => new Set(texts.map((text) => text.split(' ', 1)[0])).size === texts.length, incompletePage);

/** Tools, each with its revision; where prices change, with the new one, in cents. */
export const toolChangesSchema = z
  .object({
    act: z.enum(
      ['reprice', 'publish', 'feature', 'unfeature', 'deprecate', 'disable'] satisfies ToolAct[],
      staleButton,
    ),
    tool: things(new RegExp(`^${id} [1-9]\\d{0,8}(?: [1-9]\\d{0,8})?$`)).transform((texts) =>
      texts.map((text) => {
        const [toolId = '', revision, price] = text.split(' ');
        return { id: toolId, revision: Number(revision), price: price === undefined ? undefined : Number(price) };
      }),
    ),
  })
  .refine(
    ({ act, tool }) =>
      tool.every(({ price }) =>
        act === 'reprice' ? price !== undefined && price <= highestPrice : price === undefined,
      ),
    incompletePage,
  );

/** Bundles, each with its revision and the cents that its tools cost one by one. */
export const bundleChangesSchema = z.object({
  act: z.enum(['publish', 'archive'] satisfies BundleAct[], staleButton),
  bundle: things(new RegExp(`^${id} [1-9]\\d{0,8} \\d{1,12}$`)).transform((texts) =>
    texts.map((text) => {
      const [bundleId = '', revision, sum] = text.split(' ');
      return { id: bundleId, revision: Number(revision), sum: Number(sum) };
    }),
  ),
});

/** Reviews, each with the version that was read. */
export const reviewApprovalsSchema = z.object({
  review: things(new RegExp(`^${id} [0-9a-f]{32}$`)).transform((texts) =>
    texts.map((text) => {
      const [reviewId = '', version = ''] = text.split(' ');
      return { id: reviewId, version };
    }),
  ),
});

/** Orders, by their numbers. */
export const orderNumbersSchema = z.object({ number: things(/^[\w-]{1,40}$/) });

/** Invoices that were paid: the number of the order of each, and the cents that are owed. */
export const paymentsSchema = z.object({
  number: things(/^[\w-]{1,40} [1-9]\d{0,9}$/).transform((texts) =>
    texts.map((text) => {
      const [number = '', owed] = text.split(' ');
      return { number, owed: Number(owed) };
    }),
  ),
});

/** Organizations that get a tier, each with the one it has. */
export const tiersSchema = z.object({
  tier: z.enum(tierOrder, 'Choose a tier.'),
  organization: things(new RegExp(`^${id} (?:${tierOrder.join('|')})$`)).transform((texts) =>
    texts.flatMap((text) => {
      const [organizationId = '', name] = text.split(' ');
      const tier = tierOrder.find((known) => known === name);
      return tier === undefined ? [] : [{ id: organizationId, tier }];
    }),
  ),
});
