import { z } from 'zod';
import { states } from './us-states.ts';

const itemKind = z.enum(['TOOL', 'BUNDLE']);
const cartItem = z.object({ kind: itemKind, id: z.guid() });

/** A tool or bundle by its id. */
export type CartItem = z.infer<typeof cartItem>;

/** What the forms around a cart send. */
export const cartCommandSchema = z.discriminatedUnion('intent', [
  cartItem.extend({ intent: z.literal('add'), returnTo: z.string().max(2000).optional() }),
  cartItem.extend({ intent: z.literal('remove') }),
  z.object({ intent: z.literal('accept-prices') }),
]);
export type CartCommand = z.infer<typeof cartCommandSchema>;

const text = (label: string, maximum: number) =>
  z
    .string({ error: `Enter ${label}.` })
    .trim()
    .min(1, `Enter ${label}.`)
    .max(maximum, `Use at most ${maximum} characters.`)
    // Control characters have no place on an invoice, and Postgres refuses NUL.
    .regex(/^\P{Cc}*$/u, 'Use letters, digits and punctuation only.');

/** A line as the buyer saw it; the database compares the whole list with what the lines are now. */
const shownLine = z.object({
  kind: itemKind,
  id: z.guid(),
  name: z.string().nullable(),
  state: z.string(),
  listPrice: z.number().int(),
  price: z.number().int(),
  toolIds: z.array(z.guid().nullable()).nullable(),
});
export type ShownLine = z.infer<typeof shownLine>;

const shownLines = z
  .string({ error: 'This page is incomplete. Reload it and try again.' })
  .max(200_000)
  .transform((value, context) => {
    try {
      return JSON.parse(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'This page is incomplete. Reload it and try again.' });
      return z.NEVER;
    }
  })
  .pipe(z.array(shownLine).max(200));

/** The checkout form. */
export const checkoutSchema = z.object({
  checkoutKey: z.guid('This page is incomplete. Reload it and try again.'),
  shown: shownLines,
  paymentMethod: z.enum(['INVOICE', 'CREDIT_CARD'], { error: 'Choose how to pay.' }),
  purchaseOrderNumber: z
    .string()
    .trim()
    .max(50, 'Use at most 50 characters.')
    .regex(/^\P{Cc}*$/u, 'Use letters, digits and punctuation only.')
    .optional(),
  billingName: text('the name the invoice is made out to', 120),
  billingEmail: z
    .string({ error: 'Enter the email address invoices go to.' })
    .trim()
    .max(254, 'Use at most 254 characters.')
    .pipe(z.email('Enter an email address like accounts@example.com.')),
  street: text('the street and number', 200),
  city: text('the city', 100),
  state: z.enum(states, { error: 'Choose a state.' }),
  postalCode: z
    .string({ error: 'Enter the ZIP code.' })
    .trim()
    .regex(/^\d{5}(-\d{4})?$/, 'Enter a ZIP code like 60601 or 60601-1234.'),
});
export type Checkout = z.infer<typeof checkoutSchema>;

/** What a buyer does with an order. */
export const orderCommandSchema = z.object({
  intent: z.literal('cancel', { error: 'This button no longer works. Reload the page and try again.' }),
});

/** What a platform admin does with an order. */
export const platformOrderCommandSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('refund'),
      /** Ids of the order's lines. */
      lines: z
        .array(z.guid('This page is incomplete. Reload it and try again.'), { error: 'Choose what to refund.' })
        .min(1, 'Choose what to refund.')
        .max(200),
      reason: text('why it is refunded', 500),
      /** Cents that were taken back already when the form was shown. */
      refundedTotal: z.coerce.number({ error: 'This page is incomplete. Reload it and try again.' }).int().min(0),
    }),
    z.object({ intent: z.literal('record-payment') }),
  ],
  { error: 'This button no longer works. Reload the page and try again.' },
);
