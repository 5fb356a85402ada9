import { z } from 'zod';
import { staleButton } from '~/services/form-values.ts';

/** The one form of the first page: its button puts the list of first steps away. */
export const homeCommandSchema = z.object({ intent: z.literal('end-first-steps', { error: staleButton }) });
