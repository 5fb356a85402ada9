import { z } from 'zod';
import { incompletePage, staleButton } from '~/services/form-values.ts';

/** Bytes of the largest file, and letters of the rows that are pasted. */
export const largestFile = 500_000;

/** The form that brings in tools: its rows, and what its page showed that would become of them. */
export const toolImportSchema = z.object({
  intent: z.enum(['check', 'import'], staleButton),
  csv: z.string(incompletePage).max(largestFile, 'Paste at most 500,000 letters at once.').default(''),
  shown: z
    .string(incompletePage)
    .regex(/^[0-9a-f]{64}$/, incompletePage)
    .optional(),
});
