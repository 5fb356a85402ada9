import { z } from 'zod';
import { incompletePage, lineOfText, staleButton } from '~/services/form-values.ts';

const number = z.string(incompletePage).regex(/^[\w-]{1,40}$/, incompletePage);

/** Forms of a platform admin about an overdue invoice, named by the number of its order. */
export const overdueCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('remind'), number }),
    z.object({ intent: z.literal('suspend'), number }),
    z.object({
      intent: z.literal('write-off'),
      number,
      /** Ids of the tools that the order charged and no credit note took back. */
      tools: z.array(z.guid(incompletePage), incompletePage).min(1, incompletePage).max(200),
      /** Cents that had been taken back when the form was shown. */
      refundedTotal: z.coerce.number({ error: incompletePage }).int().min(0),
      reason: lineOfText('why it is written off', 500),
    }),
  ],
  { error: staleButton },
);
