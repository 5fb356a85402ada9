import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, staleButton } from '~/services/form-values.ts';
import { optionalChoice, optionalPercent } from '../entry/schema.ts';
import { isIrsCategory } from './irs-categories.ts';

const id = z.guid(staleButton);

/** The forms of categories and of the rules about merchants. Fields of both have names of their own. */
export const categoryCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add-category'),
    id: z.guid(incompletePage),
    name: lineOfText('a name', 200),
    description: optionalLine(2_000).optional(),
    irsCategory: z.string().refine(isIrsCategory, 'Choose a line from the list.').optional(),
    limit: optionalPercent,
  }),
  z.object({ intent: z.literal('archive'), id }),
  z.object({ intent: z.literal('bring-back'), id }),
  z.object({
    intent: z.literal('add-rule'),
    id: z.guid(incompletePage),
    merchant: lineOfText('part of the merchant’s name', 200),
    categoryId: z.guid('Choose a category.'),
    listingId: optionalChoice('Choose a property from the list.'),
  }),
  z.object({ intent: z.literal('remove-rule'), id }),
]);

/** Something done to categories or rules. */
export type CategoryCommand = z.infer<typeof categoryCommandSchema>;
