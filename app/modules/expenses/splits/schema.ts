import { z } from 'zod';
import { incompletePage } from '~/services/form-values.ts';
import { parseDollars } from '~/utils/money.ts';
import { optionalChoice, optionalPercent, version } from '../entry/schema.ts';
import { mostParts } from './divide.ts';

/** A part as it is typed; one without an amount and a category is not there. */
const typedPart = z.object({
  id: z.guid(incompletePage),
  amount: z.string().optional(),
  categoryId: optionalChoice('Choose a category from the list.'),
  listingId: optionalChoice('Choose a property from the list.'),
  percent: optionalPercent,
});

/** The form of a split: parts of 2 to 20, of which those that are empty are left out. */
export const splitSchema = z
  .object({
    intent: z.enum(['save', 'add-part'], incompletePage),
    version,
    parts: z.array(typedPart, { error: incompletePage }).max(mostParts, `Split it into at most ${mostParts} parts.`),
  })
  .transform(({ parts, intent, ...form }, context) => {
    if (intent === 'add-part') return { intent, ...form, parts: [] };
    const filled = parts.flatMap(({ amount, ...part }, index) => {
      if (!amount && !part.categoryId) return [];
      const cents = parseDollars(amount ?? '');
      if (cents === null || cents < 1 || cents > 100_000_000)
        context.addIssue({ code: 'custom', path: ['parts', index, 'amount'], message: 'Enter an amount, like 12.50.' });
      if (!part.categoryId)
        context.addIssue({ code: 'custom', path: ['parts', index, 'categoryId'], message: 'Choose a category.' });
      return [{ ...part, amount: cents ?? 0 }];
    });
    if (filled.length < 2)
      context.addIssue({ code: 'custom', path: ['parts'], message: 'Fill in at least two parts.' });
    return { intent, ...form, parts: filled };
  });

/** A part of a split; its amount in cents. */
export type SplitPart = z.infer<typeof splitSchema>['parts'][number];
