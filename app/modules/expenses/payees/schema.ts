import { z } from 'zod';
import { lineOfText, optionalLine } from '~/services/form-values.ts';
import { states } from '~/utils/us-states.ts';
import { optionalDay, rowId, rowVersion, ticked } from '../entry-values.ts';

export const classificationLabels = {
  INDIVIDUAL: 'Individual or sole proprietor',
  PARTNERSHIP: 'Partnership',
  C_CORPORATION: 'C corporation',
  S_CORPORATION: 'S corporation',
  TRUST_OR_ESTATE: 'Trust or estate',
  EXEMPT: 'Exempt payee',
} as const;

/** Said where somebody typed a whole tax number. It is neither kept nor sent back. */
export const lastFourOnly = 'Enter the last four digits only. The whole number was not kept.';

const optionalText = (longest: number) =>
  optionalLine(longest)
    .optional()
    .transform((text) => text || null);

const payeeFields = {
  id: rowId,
  version: rowVersion,
  name: lineOfText('their name, as it is on their Form W-9', 200),
  classification: z
    .enum(['INDIVIDUAL', 'PARTNERSHIP', 'C_CORPORATION', 'S_CORPORATION', 'TRUST_OR_ESTATE', 'EXEMPT'], {
      error: 'Choose one of the list.',
    })
    .optional()
    .transform((one) => one ?? null),
  isAttorney: ticked,
  w9ReceivedOn: optionalDay('Enter the day the Form W-9 came, or leave it empty.'),
  taxNumberLastFour: z
    .string({ error: lastFourOnly })
    .trim()
    .regex(/^\d{4}$/, 'Enter the last four digits, like 6789, or leave it empty.')
    .optional()
    .transform((digits) => digits ?? null),
  address: optionalText(200),
  city: optionalText(200),
  state: z
    .enum(states, { error: 'Choose a state.' })
    .optional()
    .transform((state) => state ?? null),
  zipCode: z
    .string({ error: 'Enter a ZIP code like 60601 or 60601-1234.' })
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Enter a ZIP code like 60601 or 60601-1234.')
    .optional()
    .transform((code) => code ?? null),
};

/** A payee as they are entered. */
export const payeeSchema = z.object(payeeFields);
export type PayeeEntry = z.output<typeof payeeSchema>;

/** The forms of a payee's page, by their button. */
export const payeePageSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('save'), ...payeeFields }),
  z.object({ intent: z.literal('archive') }),
  z.object({ intent: z.literal('restore') }),
]);

const field = 'taxNumberLastFour';

/**
 * Takes a whole tax number out of a form before anything looks at it, so that no answer, draft or log can hold it.
 * @returns whether there was one
 */
export function forgetWholeTaxNumber(form: FormData): boolean {
  const isWhole = form.getAll(field).some((value) => typeof value === 'string' && value.replace(/\D/g, '').length > 4);
  if (isWhole) form.set(field, '');
  return isWhole;
}
