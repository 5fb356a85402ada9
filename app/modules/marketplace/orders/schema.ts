import { z } from 'zod';
import { incompletePage, lineOfText, staleButton } from '~/services/form-values.ts';

/** Forms of a buyer about an order. */
export const orderCommandSchema = z.object({
  intent: z.literal('cancel', { error: staleButton }),
  /** Numbers of the orders that the page said are cancelled with it. */
  together: z
    .string(incompletePage)
    .max(4000, incompletePage)
    .regex(/^[\w -]*$/, incompletePage)
    .optional()
    .transform((text) => text?.split(' ').filter(Boolean) ?? []),
});

/** Forms of a platform admin about an order. */
export const platformOrderCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('refund'),
    /** Ids of the tools that the order charged. */
    tools: z
      .array(z.guid(incompletePage), { error: 'Choose what to refund.' })
      .min(1, 'Choose what to refund.')
      .max(200),
    reason: lineOfText('why it is refunded', 500),
    /** Cents that had been taken back when the form was shown. */
    refundedTotal: z.coerce.number({ error: incompletePage }).int().min(0),
    /** Cents that the button named; none where no script could write them there. */
    sum: z.coerce.number({ error: incompletePage }).int().min(0).optional(),
  }),
  z.object({ intent: z.literal('record-payment') }),
]);
