import { z } from 'zod';
import { severalLines } from '~/services/form-values.ts';
import { contactAddress, rowId } from '../contacts/schema.ts';

/** The form that suppresses an address. */
export const newSuppressionSchema = z.object({
  id: rowId,
  email: contactAddress(),
  note: severalLines(1_000)
    .optional()
    .transform((note) => note || null),
});

/** The form of a suppression's page. */
export const suppressionPageSchema = z.object({ intent: z.literal('lift') });
