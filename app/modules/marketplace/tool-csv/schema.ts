import { z } from 'zod';
import { incompletePage, staleButton } from '~/services/form-values.ts';

/** Bytes of the largest file, and letters of the rows that are pasted. */
export const largestFile = 500_000;

/** Bytes of the form: rows of the largest file come back as typed text, in which a letter takes up to three bytes. */
export const largestForm = 3 * largestFile + 100_000;

/** The form that brings in tools: its rows, and what its page showed that would become of them. */
export const toolImportSchema = z.object({
  intent: z.enum(['check', 'import'], staleButton),
  csv: z
    .string(incompletePage)
    // Browsers send a line break as two letters; then a file of the largest size would be too large once it was checked.
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n'))
    .max(largestFile, 'Paste at most 500,000 letters at once.')
    .default(''),
  shown: z
    .string(incompletePage)
    .regex(/^[0-9a-f]{64}$/, incompletePage)
    .optional(),
});
