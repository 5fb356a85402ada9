import { z } from 'zod';
import { incompletePage, staleButton } from '~/services/form-values.ts';
import { readKey } from '~/utils/addresses.ts';
import { recipientFilters } from './outcomes.ts';

/** What the buttons of the page of results do. */
export const resultsCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('pause') }),
  z.object({ intent: z.literal('resume') }),
  z.object({ intent: z.literal('cancel') }),
  z.object({ intent: z.literal('choose-winner'), winner: z.enum(['A', 'B'], staleButton) }),
]);
export type ResultsCommand = z.output<typeof resultsCommandSchema>;

/** Which recipients are taken away as a file: all of them without an outcome. */
export const exportSchema = z.object({
  outcome: z
    .string(incompletePage)
    .optional()
    .transform((text, context) => {
      if (text === undefined) return null;
      const filter = readKey(recipientFilters, text);
      if (filter !== undefined) return filter;
      context.addIssue({ code: 'custom', message: incompletePage });
      return z.NEVER;
    }),
});
