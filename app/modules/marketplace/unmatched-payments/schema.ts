import { z } from 'zod';
import { orderNumberIn } from '~/modules/marketplace/orders/filters.ts';
import { incompletePage, lineOfText } from '~/services/form-values.ts';

/** Decisions of a platform admin about a payment that pays no order. */
export const unmatchedPaymentSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('pay-back'), payment: z.guid(incompletePage) }),
  z.object({
    intent: z.literal('assign'),
    payment: z.guid(incompletePage),
    number: lineOfText('the number of the order', 40).transform((typed) => orderNumberIn(typed) ?? typed),
  }),
]);
