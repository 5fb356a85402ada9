import { z } from 'zod';
import { itemKind } from '~/modules/marketplace/cart/schema.ts';
import { type PriceModel, priceModelLabels } from '~/modules/marketplace/labels.ts';
import { emailAddress, incompletePage, lineOfText, optionalLine, readJson } from '~/services/form-values.ts';
import { states } from './us-states.ts';

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
    }),
  ),
});
export type ShownLine = z.infer<typeof shownLine>;

const shownLines = z
  .string({ error: incompletePage })
  .max(200_000)
  .transform(readJson(incompletePage))
  .pipe(z.array(shownLine).max(200));

/** The checkout form. */
export const checkoutSchema = z.object({
  checkoutKey: z.guid(incompletePage),
  shown: shownLines,
  paymentMethod: z.enum(['INVOICE', 'CREDIT_CARD'], { error: 'Choose how to pay.' }),
  purchaseOrderNumber: optionalLine(50).optional(),
  billingName: lineOfText('the name the invoice is made out to', 120),
  billingEmail: emailAddress('Enter the email address invoices go to.', 'accounts@example.com'),
  street: lineOfText('the street and number', 200),
  city: lineOfText('the city', 100),
  state: z.enum(states, { error: 'Choose a state.' }),
  postalCode: z
    .string({ error: 'Enter the ZIP code.' })
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Enter a ZIP code like 60601 or 60601-1234.'),
});
export type Checkout = z.infer<typeof checkoutSchema>;
