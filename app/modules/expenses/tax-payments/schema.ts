import { z } from 'zod';
import { incompletePage, optionalLine, staleButton } from '~/services/form-values.ts';
import { readDay } from '~/utils/addresses.ts';
import { formatMoney, parseDollars } from '~/utils/money.ts';

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

/** An amount of dollars above 0, in cents. */
export function requiredDollars(missing: string, highest: number) {
  return z.string({ error: missing }).transform((text, context) => {
    const cents = parseDollars(text);
    if (cents !== null && cents >= 1 && cents <= highest) return cents;
    context.addIssue({
      code: 'custom',
      message: cents !== null && cents > highest ? `Enter at most ${formatMoney(highest)}.` : missing,
    });
    return z.NEVER;
  });
}

/** A day as a date field sends it. */
export function typedDay(missing: string) {
  return z.string({ error: missing }).transform((text, context) => {
    const day = readDay(text);
    if (day !== undefined) return day;
    context.addIssue({ code: 'custom', message: missing });
    return z.NEVER;
  });
}

/** A check box: ticked or not. Something else than a tick is a form that was changed. */
export const ticked = z
  .literal('on', { error: incompletePage })
  .optional()
  .transform((value) => value === 'on');

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
    paidOn: typedDay('Enter the day it was paid.'),
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
