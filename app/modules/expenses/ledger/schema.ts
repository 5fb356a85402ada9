import { z } from 'zod';
import { optionalLine, staleButton } from '~/services/form-values.ts';

/** Most expenses that something is done to at once. */
export const mostTicked = 200;

/** An expense that is ticked, as its page showed it: its id and the number of its change. */
const ticked = z
  .string({ error: staleButton })
  .transform((value) => {
    const [id, version] = value.split(':');
    return { id, version: Number(version) };
  })
  .pipe(z.object({ id: z.guid(), version: z.int().min(1).max(999_999_999) }, { error: staleButton }));

/** What can be done to ticked expenses. */
export const bulkActs = ['APPROVE', 'REJECT', 'SET_CATEGORY', 'SET_PROPERTY', 'DELETE'] as const;
export type BulkAct = (typeof bulkActs)[number];

const noneTicked = 'Tick the expenses first.';

/** The form around the list of expenses. */
export const bulkSchema = z
  .object({
    act: z.enum(bulkActs, staleButton),
    rows: z
      .array(ticked, { error: noneTicked })
      .min(1, noneTicked)
      .max(mostTicked, `Tick at most ${mostTicked} expenses.`),
    category: z.guid('Choose a category from the list.').optional(),
    /** `NONE` takes the property off. */
    property: z.literal('NONE').or(z.guid('Choose a property from the list.')).optional(),
    note: optionalLine(1_000).optional(),
  })
  .superRefine(({ act, category, property, note }, context) => {
    if (act === 'SET_CATEGORY' && !category)
      context.addIssue({ code: 'custom', path: ['category'], message: 'Choose the category that they get.' });
    if (act === 'SET_PROPERTY' && !property)
      context.addIssue({ code: 'custom', path: ['property'], message: 'Choose the property that they get, or none.' });
    if (act === 'REJECT' && !note)
      context.addIssue({ code: 'custom', path: ['note'], message: 'Say why, so that they know what to do instead.' });
  });

/** Ticked expenses, and what is done to them. */
export type BulkChange = z.infer<typeof bulkSchema>;
