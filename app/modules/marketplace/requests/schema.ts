import { z } from 'zod';
import { itemKind } from '~/modules/marketplace/cart/schema.ts';
import { checkoutSchema } from '~/modules/marketplace/checkout/schema.ts';
import { staleButton, writtenText } from '~/services/form-values.ts';

/** Characters of a reason or a note. */
const longestSentence = 1000;

/** The forms of a person who sends requests. */
export const requestCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('send'),
    reason: writtenText('Say why your organization should buy this.', longestSentence),
  }),
  z.object({ intent: z.literal('withdraw'), requestId: z.guid(staleButton) }),
]);

const requestLine = z
  .string({ error: staleButton })
  .transform((value) => {
    const [kind, id] = value.split(':');
    return { kind, id };
  })
  .pipe(z.object({ kind: itemKind, id: z.guid() }, { error: staleButton }));
/** A line of a request, by its item. */
export type RequestLine = z.infer<typeof requestLine>;

const approval = checkoutSchema.extend({ intent: z.literal('approve') });
/** The checkout form of a request. */
export type Approval = z.infer<typeof approval>;

/** The forms of a person who decides a request. */
export const decisionSchema = z.discriminatedUnion('intent', [
  approval,
  z.object({
    intent: z.literal('decline'),
    note: writtenText('Say why, so that they know what to do instead.', longestSentence),
  }),
  z.object({ intent: z.literal('remove-line'), line: requestLine }),
]);
