import { z } from 'zod';

const cents = z.int();
const name = z.string();
const moment = z.iso.datetime({ offset: true });
const day = z.iso.date();
const currency = z.string().length(3);
const priceModel = z.enum(['FREE', 'ONE_TIME', 'MONTHLY', 'ANNUAL', 'USAGE_BASED', 'CUSTOM']);

/** The seller as a document names it, as `app.describe_seller` writes it. */
const seller = z.object({
  name: z.string(),
  street: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  email: z.string(),
  taxId: z.string(),
  paymentInstructions: z.string(),
  taxNote: z.string(),
});
export type DescribedSeller = z.infer<typeof seller>;

/**
 * An order with its invoice, as `app.describe_order` writes it. Amounts in cents. What has a default was not in mail that was
 * queued before there were numbers of invoices.
 */
export const describedOrder = z.object({
  number: z.string(),
  organization: name,
  /** Null for a reader who shares no organization with them any more. */
  buyer: name.nullable(),
  placedAt: moment,
  dueOn: day.nullable(),
  paidAt: moment.nullable().default(null),
  paymentMethod: z.enum(['CREDIT_CARD', 'ACH', 'INVOICE', 'PLATFORM_CREDITS']),
  paymentStatus: z.enum(['PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'REFUNDED', 'CANCELLED']),
  purchaseOrderNumber: z.string().nullable(),
  billingName: z.string().nullable(),
  billingEmail: z.string().nullable().default(null),
  billingStreet: z.string().nullable(),
  billingCity: z.string().nullable(),
  billingState: z.string().nullable(),
  billingPostalCode: z.string().nullable(),
  subtotal: cents,
  creditTotal: cents,
  total: cents,
  refundedTotal: cents.default(0),
  currency,
  /** The three of its invoice; null without one: what costs nothing, and a card order that nobody has paid. */
  invoiceNumber: z.string().nullable().default(null),
  invoicedOn: day.nullable().default(null),
  seller: seller.nullable().default(null),
  lines: z.array(
    z.object({
      kind: z.enum(['TOOL', 'BUNDLE']).default('TOOL'),
      name,
      listPrice: cents,
      credit: cents,
      price: cents,
      /** The tools it charges. */
      tools: z
        .array(
          z.object({
            name,
            priceModel,
            price: cents,
            periodStart: moment.nullable(),
            periodEnd: moment.nullable(),
            /** The terms of a tool paid by use. */
            usageUnit: z.string().nullable().default(null),
            unitsIncluded: z.int().nullable().default(null),
            unitPrice: cents.nullable().default(null),
            /** The units that are billed in arrears; null for what pays ahead. */
            unitsBilled: z.int().nullable().default(null),
          }),
        )
        .default([]),
      /** The tools of a bundle it does not charge, each with the order that paid for it. */
      credited: z.array(z.object({ name, orderNumber: z.string().nullable() })).default([]),
    }),
  ),
  creditNotes: z.array(z.object({ number: z.string(), total: cents, issuedAt: moment })).default([]),
});
export type DescribedOrder = z.infer<typeof describedOrder>;

/** A credit note, as `app.describe_credit_note` writes it. */
export const describedCreditNote = z.object({
  number: z.string(),
  total: cents,
  currency,
  reason: z.string(),
  issuedAt: moment,
  seller: seller.nullable().default(null),
  lines: z.array(z.object({ name, amount: cents })),
});
export type DescribedCreditNote = z.infer<typeof describedCreditNote>;
