import { z } from 'zod';
import { incompletePage } from '~/services/form-values.ts';

const count = z
  .string(incompletePage)
  .regex(/^\d{1,9}$/, incompletePage)
  .transform(Number);
const year = z
  .string(incompletePage)
  .regex(/^20\d\d$/, incompletePage)
  .transform(Number);

/** The forms of the years. Closing says the open points that the page showed. */
export const yearCommandSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('close'), year, undecided: count, withoutReceipt: count, unmapped: count }),
  z.object({ intent: z.literal('reopen'), year }),
]);
