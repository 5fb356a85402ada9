import { z } from 'zod';
import { checkoutSchema } from '~/modules/marketplace/checkout/schema.ts';

const staleButton = 'This button no longer works. Reload the page and try again.';

const sentence = (missing: string) =>
  z
    .string({ error: missing })
    // A browser counts a line break as one character and sends two.
    .transform((value) => value.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string({ error: missing })
        .min(1, missing)
        .max(1000, 'Use at most 1,000 characters.')
        // Postgres refuses NUL; of the other control characters only line breaks mean something.
        .regex(/^[\P{Cc}\n]*$/u, 'Use letters, digits and punctuation only.'),
    );

/** The forms of a person who sends requests. */
export const requestCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({ intent: z.literal('send'), reason: sentence('Say why your organization should buy this.') }),
    z.object({ intent: z.literal('withdraw'), requestId: z.guid(staleButton) }),
  ],
  { error: staleButton },
);

const requestLine = z
  .string({ error: staleButton })
  .transform((value) => {
    const [kind, id] = value.split(':');
    return { kind, id };
  })
  .pipe(z.object({ kind: z.enum(['TOOL', 'BUNDLE']), id: z.guid() }, { error: staleButton }));
/** A line of a request by what it asks for. */
export type RequestLine = z.infer<typeof requestLine>;

const approval = checkoutSchema.extend({ intent: z.literal('approve') });
/** The checkout form of a request. */
export type Approval = z.infer<typeof approval>;

/** The forms of a person who decides a request. */
export const decisionSchema = z.discriminatedUnion(
  'intent',
  [
    approval,
    z.object({ intent: z.literal('decline'), note: sentence('Say why, so that they know what to do instead.') }),
    z.object({ intent: z.literal('remove-line'), line: requestLine }),
  ],
  { error: staleButton },
);
