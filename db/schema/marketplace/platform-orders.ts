import { bigint, boolean, date, integer, jsonb, pgView, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { lineKind, priceModel } from './catalog.ts';
import { paymentMethod, paymentStatus } from './orders.ts';
import { unmatchedReason, unmatchedState } from './payments.ts';
import { purchaseStatus } from './purchases.ts';

// Views for platform admins, across organizations. Everybody else finds them empty. Their SQL is written by hand; here are
// only their columns.

/** Every order with its organization, newest first. */
export const platformOrders = pgView('platform_orders', {
  id: uuid().notNull(),
  number: text().notNull(),
  organizationId: uuid('organization_id').notNull(),
  organizationName: text('organization_name').notNull(),
  buyerName: text('buyer_name').notNull(),
  buyerEmail: text('buyer_email').notNull(),
  paymentMethod: paymentMethod('payment_method').notNull(),
  paymentStatus: paymentStatus('payment_status').notNull(),
  purchaseOrderNumber: text('purchase_order_number'),
  billingName: text('billing_name'),
  billingEmail: text('billing_email'),
  billingStreet: text('billing_street'),
  billingCity: text('billing_city'),
  billingState: text('billing_state'),
  billingPostalCode: text('billing_postal_code'),
  subtotal: integer().notNull(),
  creditTotal: integer('credit_total').notNull(),
  total: integer().notNull(),
  refundedTotal: integer('refunded_total').notNull(),
  currency: text().notNull(),
  placedAt: timestamp('placed_at', { withTimezone: true }).notNull(),
  dueOn: date('due_on'),
  paidAt: timestamp('paid_at', { withTimezone: true }),
  invoiceNumber: text('invoice_number'),
  disputedAt: timestamp('disputed_at', { withTimezone: true }),
  /** Also of an invoice: a refund goes back to the card then. */
  isPaidByCard: boolean('is_paid_by_card').notNull(),
}).existing();

/** The lines of every order, as sold. */
export const platformOrderLines = pgView('platform_order_lines', {
  id: uuid().notNull(),
  orderNumber: text('order_number').notNull(),
  position: integer().notNull(),
  kind: lineKind().notNull(),
  name: text().notNull(),
  listPrice: integer('list_price').notNull(),
  credit: integer().notNull(),
  price: integer().notNull(),
  /** Tools of a bundle that were not charged, with the orders that had paid for them. */
  credited: jsonb().$type<{ name: string; orderNumber: string | null }[]>().notNull(),
}).existing();

/** The tools that lines charged, as sold, with their credit notes and purchases. */
export const platformOrderLineTools = pgView('platform_order_line_tools', {
  id: uuid().notNull(),
  orderNumber: text('order_number').notNull(),
  orderLineId: uuid('order_line_id').notNull(),
  position: integer().notNull(),
  name: text().notNull(),
  priceModel: priceModel('price_model').notNull(),
  listPrice: integer('list_price').notNull(),
  price: integer().notNull(),
  periodStart: timestamp('period_start', { withTimezone: true }),
  periodEnd: timestamp('period_end', { withTimezone: true }),
  /** The terms of a tool paid by use, and the units it bills in arrears. */
  usageUnit: text('usage_unit'),
  unitsIncluded: integer('units_included'),
  unitPrice: integer('unit_price'),
  unitsBilled: integer('units_billed'),
  /** Number of the credit note that took it back. */
  creditNoteNumber: text('credit_note_number'),
  /** State of the purchase it made; null when it made none, or when a later order renewed or replaced the purchase. */
  purchaseStatus: purchaseStatus('purchase_status'),
}).existing();

/** Every credit note, with its issuer. */
export const platformCreditNotes = pgView('platform_credit_notes', {
  id: uuid().notNull(),
  orderNumber: text('order_number').notNull(),
  number: text().notNull(),
  reason: text().notNull(),
  total: integer().notNull(),
  currency: text().notNull(),
  issuedAt: timestamp('issued_at', { withTimezone: true }).notNull(),
  issuedByName: text('issued_by_name'),
  refundReference: text('refund_reference'),
  /** Whether it takes no tool back: a part of the money only. */
  endsNothing: boolean('ends_nothing').notNull(),
}).existing();

/** Every payment that paid no order when it came, newest first. */
export const platformUnmatchedPayments = pgView('platform_unmatched_payments', {
  id: uuid().notNull(),
  paymentIntent: text('payment_intent').notNull(),
  amount: integer().notNull(),
  currency: text().notNull(),
  /** The number of an order that it named, whether there is one or not. */
  namedNumber: text('named_number'),
  /** Null where there is none of that number. */
  organizationName: text('organization_name'),
  reason: unmatchedReason().notNull(),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull(),
  state: unmatchedState().notNull(),
  /** Cents that went back already, in part. */
  returned: integer().notNull(),
  /** Null for what the provider told us of. */
  resolvedByName: text('resolved_by_name'),
  resolvedAt: timestamp('resolved_at', { withTimezone: true }),
  assignedNumber: text('assigned_number'),
  refundReference: text('refund_reference'),
}).existing();

/** Entries of the audit trail about every order. */
export const platformOrderEvents = pgView('platform_order_events', {
  id: uuid().notNull(),
  orderNumber: text('order_number').notNull(),
  occurredAt: timestamp('occurred_at', { withTimezone: true }).notNull(),
  chainPosition: bigint('chain_position', { mode: 'number' }).notNull(),
  /** Null when the system itself acted. */
  actorName: text('actor_name'),
  statusBefore: paymentStatus('status_before'),
  statusAfter: paymentStatus('status_after').notNull(),
  /** Cents that this change took back. */
  refunded: integer().notNull(),
  /** Whether its payment was disputed before and after it. */
  wasDisputed: boolean('was_disputed').notNull(),
  isDisputed: boolean('is_disputed').notNull(),
}).existing();
