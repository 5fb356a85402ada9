import { z } from 'zod';
import { incompletePage, optionalLine } from '~/services/form-values.ts';
import { version } from '../entry/schema.ts';

/** Characters of a note. */
const longestNote = 1_000;

const ofExpense = { id: z.guid(incompletePage), version };
const note = optionalLine(longestNote, 'Say why, so that they know what to do.').min(
  1,
  'Say why, so that they know what to do.',
);

/** The forms of those who decide about expenses. */
export const approvalSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('APPROVE'), ...ofExpense, note: optionalLine(longestNote).optional() }),
  z.object({ intent: z.literal('REJECT'), ...ofExpense, note }),
  z.object({ intent: z.literal('ASK'), ...ofExpense, note }),
  z.object({ intent: z.literal('setting'), anotherPerson: z.literal('on').optional() }),
]);

/** A decision about an expense, as its page showed it. */
export type Decision = Exclude<z.infer<typeof approvalSchema>, { intent: 'setting' }>;
