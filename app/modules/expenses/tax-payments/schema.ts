import { z } from 'zod';
import { optionalLine, staleButton } from '~/services/form-values.ts';
import { day, requiredDollars, ticked } from '../entry-values.ts';

/** Cents; the most that the database takes. */
const highestPayment = 10_000_000_000;

export const jurisdictionLabels = { FEDERAL: 'Federal (IRS)', STATE: 'State' } as const;

/** What a payment is for: an instalment by its quarter, or an extension or return. */
export const paymentForLabels = {
  '1': 'First quarter',
  '2': 'Second quarter',
  '3': 'Third quarter',
  '4': 'Fourth quarter',
  '': 'With an extension or the return',
} as const;

/** The forms of the tax page. */
export const taxCommandSchema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('pay'),
    key: z.guid(staleButton),
    quarter: z
      .enum(['', '1', '2', '3', '4'], { error: 'Choose what it is for.' })
      .optional()
      .transform((quarter) => (quarter ? Number(quarter) : null)),
    jurisdiction: z.enum(['FEDERAL', 'STATE'], { error: 'Choose who was paid.' }),
    paidOn: day('Enter the day it was paid.'),
    amount: requiredDollars('Enter what was paid, like 2,500 or 2500.50.', highestPayment),
    confirmation: optionalLine(200).optional().default(''),
    again: ticked,
  }),
  z.object({ intent: z.literal('remove-payment'), payment: z.guid(staleButton) }),
  z.object({ intent: z.literal('recalculate') }),
]);
export type RecordedPayment = Extract<z.infer<typeof taxCommandSchema>, { intent: 'pay' }>;
/** What a form of the tax page asks for. */
export type TaxCommand = z.infer<typeof taxCommandSchema>;
