import { z } from 'zod';
import { itemKind } from '~/modules/marketplace/cart/schema.ts';
import { highestPrice } from '~/modules/marketplace/catalog/prices.ts';
import { incompletePage, optionalDollars } from '~/services/form-values.ts';

const purchaseId = z.guid(incompletePage);

/** Schemas of the forms of an owned tool's page. */
export const ownedToolCommandSchema = z.discriminatedUnion('intent', [
  // The page makes the key, so that sending the form twice opens the tool once.
  z.object({ intent: z.literal('open'), key: z.guid(incompletePage) }),
  z.object({ intent: z.literal('assign-seat'), userId: z.guid('Choose who gets the seat.') }),
  z.object({ intent: z.literal('revoke-seat'), userId: z.guid(incompletePage) }),
  z.object({
    intent: z.literal('set-renewal'),
    purchaseId,
    // An unchecked box sends nothing.
    renews: z
      .literal('on', incompletePage)
      .optional()
      .transform((value) => value === 'on'),
  }),
  z.object({
    intent: z.literal('set-cap'),
    purchaseId,
    cap: optionalDollars(
      'Enter dollars, like 50 or 50.00, or nothing for what the invoice limit leaves.',
      highestPrice,
    ),
  }),
  z.object({ intent: z.literal('set-connection'), connected: z.enum(['yes', 'no'], incompletePage) }),
  z.object({ intent: z.literal('cancel'), kind: itemKind, purchaseId }),
]);
export type OwnedToolCommand = z.infer<typeof ownedToolCommandSchema>;
