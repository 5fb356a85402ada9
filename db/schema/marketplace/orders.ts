import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '../accounts/people.ts';
import { currency, id, people } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { tenantReads } from '../policies.ts';
import { lineKind, marketplaceTools, priceModel, toolBundles } from './catalog.ts';
import type { Seller } from './invoices.ts';

export const paymentMethod = pgEnum('payment_method', ['CREDIT_CARD', 'ACH', 'INVOICE', 'PLATFORM_CREDITS']);
export const paymentStatus = pgEnum('payment_status', [
  'PENDING',
  'PROCESSING',
  'COMPLETED',
  'FAILED',
  'REFUNDED',
  'CANCELLED',
]);

export const marketplaceOrders = pgTable(
  'marketplace_orders',
  {
    id,
    organizationId,
    number: text().notNull().unique(),
    /** Made by the checkout form; the same key never places a second order. */
    checkoutKey: uuid('checkout_key').notNull(),
    /** Digest of the whole form, to tell a replay from a different order under the same key. */
    checkoutDigest: text('checkout_digest').notNull(),
    buyerId: uuid('buyer_id')
      .notNull()
      .references(() => users.id),
    paymentMethod: paymentMethod('payment_method').notNull(),
    paymentStatus: paymentStatus('payment_status').notNull().default('PENDING'),
    purchaseOrderNumber: text('purchase_order_number'),
    /** Null for an order that costs nothing: there is nobody to bill. */
    billingName: text('billing_name'),
    billingEmail: text('billing_email'),
    billingStreet: text('billing_street'),
    billingCity: text('billing_city'),
    billingState: text('billing_state'),
    billingPostalCode: text('billing_postal_code'),
    billingCountry: char('billing_country', { length: 2 }).default('US'),
    /** Cents: the sum of the list prices, the credits, and the amount owed. */
    subtotal: integer().notNull(),
    creditTotal: integer('credit_total').notNull(),
    total: integer().notNull(),
    currency,
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
    dueOn: date('due_on'),
    /** Cents, the sum of its credit notes. */
    refundedTotal: integer('refunded_total').notNull().default(0),
    /** The payment provider's name for the card payment, and the end of the time to pay. */
    paymentReference: text('payment_reference').unique(),
    paymentExpiresAt: timestamp('payment_expires_at', { withTimezone: true }),
    /** The provider's name for the money it received; a refund needs it. */
    paymentIntent: text('payment_intent').unique(),
    /** Since when the cardholder's bank disputes the payment; null while it does not. Its tools are suspended meanwhile. */
    disputedAt: timestamp('disputed_at', { withTimezone: true }),
    /** Whether the schedule ordered it, to renew what had run out; such an order is owed. */
    isRenewal: boolean('is_renewal').notNull().default(false),
    cancelledAt: timestamp('cancelled_at', { withTimezone: true }),
    /** Since when what it unlocked is suspended; null while it is not. */
    suspendedAt: timestamp('suspended_at', { withTimezone: true }),
    /** The day of the last reminder (UTC). */
    remindedOn: date('reminded_on'),
    /** Null while the money has not come, and for what cost nothing or was credited instead. */
    paidAt: timestamp('paid_at', { withTimezone: true }),
    /** Its invoice: the number, the day it was issued on (UTC), and the seller as the settings had it that day. Null without one. */
    invoiceNumber: text('invoice_number').unique(),
    invoicedOn: date('invoiced_on'),
    seller: jsonb().$type<Seller>(),
    /** The people who get a seat of its tools once they are unlocked, in the order in which they get one. Each seat is in the trail by itself. */
    seatHolders: people('seat_holders'),
  },
  (table) => [
    index('marketplace_orders_placed_at').on(table.placedAt.desc(), table.number.desc()),
    index('marketplace_orders_due_on').on(table.dueOn).where(sql`payment_status = 'PENDING'`),
    index('marketplace_orders_payment_expires_at')
      .on(table.paymentExpiresAt)
      .where(sql`payment_status = 'PENDING' and payment_expires_at is not null`),
    unique('marketplace_orders_checkout_key').on(table.organizationId, table.checkoutKey),
    unique('marketplace_orders_organization_id_id').on(table.organizationId, table.id),
    index('marketplace_orders_organization_id_placed_at').on(table.organizationId, table.placedAt.desc()),
    index('marketplace_orders_buyer_id').on(table.buyerId),
    check(
      'marketplace_orders_totals',
      sql`subtotal >= 0 and credit_total >= 0 and total >= 0 and total = subtotal - credit_total`,
    ),
    check('marketplace_orders_refunded', sql`refunded_total between 0 and total`),
    check('marketplace_orders_cancelled', sql`payment_status <> 'CANCELLED' or cancelled_at is not null`),
    check(
      'marketplace_orders_billing',
      sql`total = 0 or num_nulls(billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, billing_country) = 0`,
    ),
    check('marketplace_orders_invoice', sql`num_nulls(invoice_number, invoiced_on, seller) in (0, 3)`),
    ...tenantReads('marketplace_orders'),
  ],
);

export const orderLines = pgTable(
  'order_lines',
  {
    id,
    organizationId,
    orderId: uuid('order_id').notNull(),
    position: integer().notNull(),
    kind: lineKind().notNull(),
    toolId: uuid('tool_id').references(() => marketplaceTools.id),
    bundleId: uuid('bundle_id').references(() => toolBundles.id),
    /** Name and prices (cents) as sold; later changes of the catalog do not change them. */
    name: text().notNull(),
    listPrice: integer('list_price').notNull(),
    credit: integer().notNull(),
    price: integer().notNull(),
    /** Cents; the price of the bundle and the sum of its tools on the day of the sale. Null for a tool. */
    bundlePrice: integer('bundle_price'),
    originalPrice: integer('original_price'),
  },
  (table) => [
    unique('order_lines_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'order_lines_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    unique('order_lines_position').on(table.organizationId, table.orderId, table.position),
    index('order_lines_tool_id').on(table.toolId),
    index('order_lines_bundle_id').on(table.bundleId),
    check(
      'order_lines_one_item',
      sql`(kind = 'TOOL') = (tool_id is not null) and (kind = 'BUNDLE') = (bundle_id is not null)`,
    ),
    check('order_lines_prices', sql`credit >= 0 and price >= 0 and price = list_price - credit`),
    check(
      'order_lines_rate',
      sql`(kind = 'BUNDLE') = (bundle_price is not null) and (kind = 'BUNDLE') = (original_price is not null)`,
    ),
    ...tenantReads('order_lines'),
  ],
);

/** The tools that a line charges: one for a tool, one for each tool of a bundle that was not owned yet. */
export const orderLineTools = pgTable(
  'order_line_tools',
  {
    id,
    organizationId,
    orderId: uuid('order_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    /** Its place within the line. */
    position: integer().notNull(),
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    /** Name, price model and prices (cents) as sold; later changes of the catalog do not change them. */
    name: text().notNull(),
    priceModel: priceModel('price_model').notNull(),
    listPrice: integer('list_price').notNull(),
    /** Cents; its share of what the line charges. */
    price: integer().notNull(),
    /** What is counted of a tool by use, the units a period includes, and the cents of each further one, at the rate of its bundle. */
    usageUnit: text('usage_unit'),
    unitsIncluded: integer('units_included'),
    unitPrice: integer('unit_price'),
    /** The units that it bills in arrears, beyond those included in its period. Null for what pays ahead. */
    unitsBilled: integer('units_billed'),
    /** The time it pays for, from when the order unlocks it. Null before that, and for what is paid once or free. */
    periodStart: timestamp('period_start', { withTimezone: true }),
    periodEnd: timestamp('period_end', { withTimezone: true }),
  },
  (table) => [
    unique('order_line_tools_organization_id_id').on(table.organizationId, table.id),
    uniqueIndex('order_line_tools_one_per_order')
      .on(table.organizationId, table.orderId, table.toolId)
      .where(sql`units_billed is null`),
    uniqueIndex('order_line_tools_one_usage_per_order')
      .on(table.organizationId, table.orderId, table.toolId)
      .where(sql`units_billed is not null`),
    unique('order_line_tools_position').on(table.organizationId, table.orderLineId, table.position),
    index('order_line_tools_tool_id').on(table.toolId),
    foreignKey({
      name: 'order_line_tools_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    foreignKey({
      name: 'order_line_tools_order_line',
      columns: [table.organizationId, table.orderLineId],
      foreignColumns: [orderLines.organizationId, orderLines.id],
    }),
    check('order_line_tools_prices', sql`price >= 0 and list_price >= price`),
    check('order_line_tools_period', sql`period_end > period_start`),
    check('order_line_tools_usage', sql`num_nulls(usage_unit, units_included, unit_price) in (0, 3)`),
    check(
      'order_line_tools_units_billed',
      sql`units_billed is null or units_billed > 0 and unit_price is not null and price = units_billed * unit_price`,
    ),
    ...tenantReads('order_line_tools'),
  ],
);

/** The tools that the line of a bundle did not charge, because an order paid for them already or another line of the same order does. */
export const orderLineCredits = pgTable(
  'order_line_credits',
  {
    organizationId,
    orderLineId: uuid('order_line_id').notNull(),
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    /** As it was called then. */
    name: text().notNull(),
    /** The order that paid for the tool; null for a tool that was never ordered. */
    creditedOrderId: uuid('credited_order_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.orderLineId, table.toolId] }),
    index('order_line_credits_tool_id').on(table.toolId),
    index('order_line_credits_credited_order_id').on(table.organizationId, table.creditedOrderId),
    foreignKey({
      name: 'order_line_credits_order_line',
      columns: [table.organizationId, table.orderLineId],
      foreignColumns: [orderLines.organizationId, orderLines.id],
    }),
    foreignKey({
      name: 'order_line_credits_credited_order',
      columns: [table.organizationId, table.creditedOrderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    ...tenantReads('order_line_credits'),
  ],
);

/** The document of a refund, of tools that the order charged or of a part of its money. The invoice stays as it was. */
export const creditNotes = pgTable(
  'credit_notes',
  {
    id,
    organizationId,
    orderId: uuid('order_id').notNull(),
    number: text().notNull().unique(),
    /** The seller as the settings had it when it was issued. */
    seller: jsonb().$type<Seller>().notNull(),
    reason: text().notNull(),
    /** Cents. */
    total: integer().notNull(),
    currency,
    issuedAt: timestamp('issued_at', { withTimezone: true }).notNull().defaultNow(),
    /** Null when the system refunded an order that could not be delivered; otherwise a platform admin. */
    issuedBy: uuid('issued_by').references(() => users.id),
    /** The card payment that the money is sent back from; null where none is. */
    paymentIntent: text('payment_intent'),
    /** The payment provider's name for the money it sent back, or for the dispute that took it; null before. */
    refundReference: text('refund_reference'),
  },
  (table) => [
    foreignKey({
      name: 'credit_notes_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    unique('credit_notes_organization_id_id').on(table.organizationId, table.id),
    index('credit_notes_order_id').on(table.organizationId, table.orderId),
    index('credit_notes_to_send')
      .on(table.issuedAt)
      .where(sql`payment_intent is not null and refund_reference is null and total > 0`),
    check('credit_notes_total', sql`total >= 0`),
    ...tenantReads('credit_notes'),
  ],
);

/** The charged tools of an order that a credit note takes back, each once. A credit note without any ends nothing. */
export const creditNoteLines = pgTable(
  'credit_note_lines',
  {
    organizationId,
    creditNoteId: uuid('credit_note_id').notNull(),
    orderLineToolId: uuid('order_line_tool_id').notNull(),
    /** Cents: its price, or what was left of the order where less was. */
    amount: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.orderLineToolId] }),
    foreignKey({
      name: 'credit_note_lines_credit_note',
      columns: [table.organizationId, table.creditNoteId],
      foreignColumns: [creditNotes.organizationId, creditNotes.id],
    }),
    foreignKey({
      name: 'credit_note_lines_order_line_tool',
      columns: [table.organizationId, table.orderLineToolId],
      foreignColumns: [orderLineTools.organizationId, orderLineTools.id],
    }),
    index('credit_note_lines_credit_note_id').on(table.organizationId, table.creditNoteId),
    check('credit_note_lines_amount', sql`amount >= 0`),
    ...tenantReads('credit_note_lines'),
  ],
);
