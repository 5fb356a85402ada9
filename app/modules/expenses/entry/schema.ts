import { z } from 'zod';
import { incompletePage, lineOfText, severalLines, staleButton } from '~/services/form-values.ts';
import { day, requiredDollars, ticked } from '../entry-values.ts';
import { type PaymentMethod, paymentMethodLabels } from '../labels.ts';

/** Cents: a million dollars. */
const mostCents = 100_000_000;

/** An amount of an expense, in cents. */
export const expenseAmount = requiredDollars('Enter an amount, like 12.50.', mostCents);

/** An id that a list offers; undefined for its empty option. */
export const optionalChoice = (wrong: string) => z.guid(wrong).optional();

/** A percent with at most two places; undefined where nothing is typed. */
export const optionalPercent = z
  .string({ error: 'Enter a percent between 0 and 100.' })
  .trim()
  .regex(/^\d{1,3}(\.\d{1,2})?\s*%?$/, 'Enter a percent between 0 and 100, like 50.')
  .transform((text) => Number.parseFloat(text))
  .refine((percent) => percent <= 100, 'Enter a percent between 0 and 100.')
  .optional();

const isPaymentMethod = (text: string): text is PaymentMethod => Object.hasOwn(paymentMethodLabels, text);
export const optionalPaymentMethod = z
  .string()
  .refine(isPaymentMethod, 'Choose how it was paid from the list.')
  .optional();

/** The number of the change that a form was made of. */
export const version = z
  .string({ error: incompletePage })
  .regex(/^[1-9]\d{0,8}$/, incompletePage)
  .transform(Number);

const longText = severalLines(2_000).optional().default('');

const expenseFields = {
  date: day('Enter the day it was paid.'),
  merchant: lineOfText('the merchant', 200),
  amount: expenseAmount,
  categoryId: optionalChoice('Choose a category from the list.'),
  listingId: optionalChoice('Choose a property from the list.'),
  payeeId: optionalChoice('Choose a payee from the list.'),
  paymentMethod: optionalPaymentMethod,
  vehicleId: optionalChoice('Choose a vehicle from the list.'),
  isParkingOrToll: ticked,
  percent: optionalPercent,
  description: longText,
  notes: longText,
};

/** The form of a new expense. Its id is made with the form, so that a second click enters nothing. */
export const newExpenseSchema = z.object({
  ...expenseFields,
  intent: z.enum(['save', 'save-and-add'], staleButton),
  id: z.guid(incompletePage),
});

/** The forms of an expense's page. */
export const expenseCommandSchema = z.discriminatedUnion('intent', [
  z.object({ ...expenseFields, intent: z.literal('save'), version }),
  z.object({ ...expenseFields, intent: z.literal('save-and-add'), version }),
  z.object({ intent: z.literal('delete'), version }),
  z.object({
    intent: z.literal('refund'),
    refundId: z.guid(incompletePage),
    refundDate: day('Enter the day it came back.'),
    refundAmount: expenseAmount,
    refundNotes: longText,
  }),
]);

/** The values of an expense's form. */
export type ExpenseEntry = Omit<z.infer<typeof newExpenseSchema>, 'intent' | 'id'>;
/** A refund as it is typed. */
export type RefundEntry = Extract<z.infer<typeof expenseCommandSchema>, { intent: 'refund' }>;
