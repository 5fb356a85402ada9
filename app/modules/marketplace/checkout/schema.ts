import { z } from 'zod';
import { confirmationCode } from '~/modules/accounts/email-confirmation/schema.ts';
import { itemKind } from '~/modules/marketplace/cart/schema.ts';
import { type PriceModel, priceModelLabels } from '~/modules/marketplace/labels.ts';
import { emailAddress, incompletePage, lineOfText, optionalLine, readJson } from '~/services/form-values.ts';
import { nameText } from '~/services/name-text.ts';
import { states } from '~/utils/us-states.ts';
import { mostSeatCandidates } from './seats.ts';

const priceModel = z.custom<PriceModel>((value) => typeof value === 'string' && Object.hasOwn(priceModelLabels, value));

/** A line as the buyer saw it; the database compares the whole list with the lines as they are now. */
const shownLine = z.object({
  kind: itemKind,
  id: z.guid(),
  name: z.string().nullable(),
  state: z.string(),
  listPrice: z.number().int(),
  price: z.number().int(),
  tools: z.array(
    z.object({
      id: z.guid(),
      name: z.string().nullable(),
      state: z.string(),
      priceModel: priceModel.nullable(),
      price: z.number().int(),
      renewalPrice: z.number().int().nullable(),
      usageUnit: z.string().nullable(),
      unitsIncluded: z.number().int().nullable(),
      unitPrice: z.number().int().nullable(),
    }),
  ),
});
export type ShownLine = z.infer<typeof shownLine>;

const shownLines = z
  .string({ error: incompletePage })
  .max(200_000)
  .transform(readJson(incompletePage))
  .pipe(z.array(shownLine).max(200));

const missing = {
  billingName: 'Enter the name the invoice is made out to.',
  billingEmail: 'Enter the email address invoices go to.',
  street: 'Enter the street and number.',
  city: 'Enter the city.',
  state: 'Choose a state.',
  postalCode: 'Enter the ZIP code.',
};

const checkoutFields = z.object({
  checkoutKey: z.guid(incompletePage),
  shown: shownLines,
  paymentMethod: z.enum(['INVOICE', 'CREDIT_CARD'], { error: 'Choose how to pay.' }),
  purchaseOrderNumber: optionalLine(50).optional(),
  /** Ids of the people who get a seat, in the order in which they get one. */
  seats: z.array(z.guid(incompletePage), incompletePage).max(mostSeatCandidates, incompletePage).default([]),
  /** For buyers whose address is not confirmed yet. */
  confirmationCode: confirmationCode().optional(),
  billingName: nameText('the name the invoice is made out to').optional(),
  billingEmail: emailAddress(missing.billingEmail, 'accounts@example.com').optional(),
  street: lineOfText('the street and number', 200).optional(),
  city: lineOfText('the city', 100).optional(),
  state: z.enum(states, { error: missing.state }).optional(),
  postalCode: z
    .string({ error: missing.postalCode })
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Enter a ZIP code like 60601 or 60601-1234.')
    .optional(),
});

/** The checkout form. An order that costs anything needs its billing details, one that costs nothing needs none. */
export const checkoutSchema = Object.entries(missing).reduce(
  (schema, [field, error]) =>
    schema.refine((form) => costsNothing(form.shown) || isGiven(form, field), {
      error,
      path: [field],
      // Also beside other mistakes: all of them are said at once.
      when: ({ value }) => typeof value === 'object' && value !== null,
    }),
  checkoutFields,
);
export type Checkout = z.infer<typeof checkoutSchema>;

/** Whether an order of these lines costs nothing. The database prices them again, and compares. */
export function costsNothing(shown: readonly ShownLine[]): boolean {
  // Of a form that is refused, they are whatever was sent.
  return Array.isArray(shown) && shown.every((line) => line?.price === 0);
}

function isGiven(form: object, field: string): boolean {
  return Object.entries(form).some(([name, value]) => name === field && value !== undefined);
}
