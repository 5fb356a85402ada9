import { z } from 'zod';
import { incompletePage } from '~/services/form-values.ts';
import { nextLine } from '~/services/next-line.ts';

/** The kinds of items in a cart or an order. */
export const itemKind = z.enum(['TOOL', 'BUNDLE'], incompletePage);
const cartItem = z.object({ kind: itemKind, id: z.guid(incompletePage) });

/** A tool or bundle by its id. */
export type CartItem = z.infer<typeof cartItem>;

/** Schemas of the forms that change a cart. */
export const cartCommandSchema = z.discriminatedUnion('intent', [
  cartItem.extend({ intent: z.literal('add'), returnTo: z.string().max(2000).optional() }),
  cartItem.extend({ intent: z.literal('remove'), nextLine }),
  z.object({ intent: z.literal('accept-prices') }),
]);
export type CartCommand = z.infer<typeof cartCommandSchema>;

/** The list that is ordered: the buyer's cart, or a purchase request. */
export type OrderSource = 'cart' | 'request';
