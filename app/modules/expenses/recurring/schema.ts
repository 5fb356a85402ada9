import { z } from 'zod';
import { incompletePage, lineOfText, optionalLine, staleButton } from '~/services/form-values.ts';
import { expenseAmount, optionalChoice, optionalPaymentMethod } from '../entry/schema.ts';
import { day } from '../entry-values.ts';

/** How often an expense comes again. */
export const recurrenceLabels = {
  WEEKLY: 'Every week',
  MONTHLY: 'Every month',
  QUARTERLY: 'Every three months',
  YEARLY: 'Every year',
} as const;

const id = z.guid(staleButton);

/** The forms of recurring expenses. */
export const recurringSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add'),
    id: z.guid(incompletePage),
    merchant: lineOfText('the merchant', 200),
    amount: expenseAmount,
    categoryId: z.guid('Choose a category.'),
    listingId: optionalChoice('Choose a property from the list.'),
    payeeId: optionalChoice('Choose a payee from the list.'),
    paymentMethod: optionalPaymentMethod,
    description: optionalLine(2_000).optional(),
    recurrence: z.enum(['WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY'], 'Choose how often it comes again.'),
    startsOn: day('Enter its first day.'),
    endsOn: day('Enter its last day, or leave it empty.').optional(),
  }),
  z.object({ intent: z.literal('PAUSE'), id }),
  z.object({ intent: z.literal('RESUME'), id }),
  z.object({ intent: z.literal('SKIP'), id, day: day(staleButton) }),
]);

type Command = z.infer<typeof recurringSchema>;
/** A template as it is typed. */
export type NewTemplate = Extract<Command, { intent: 'add' }>;
/** What is done to a template. */
export type TemplateChange = Exclude<Command, { intent: 'add' }>;
