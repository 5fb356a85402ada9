import {
  bigint,
  boolean,
  char,
  date,
  integer,
  jsonb,
  pgView,
  smallint,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { subscriptionTier } from './accounts.ts';
import { lineKind, priceModel } from './catalog.ts';
import { paymentMethod, paymentStatus, purchaseStatus, reviewStatus } from './marketplace.ts';

// The views are in db/rules; here are only their columns.

/** Tools and bundles an organization bought, in one list, under the row-level security of the tables. */
export const marketplacePurchases = pgView('marketplace_purchases', {
  id: uuid().notNull(),
  organizationId: uuid('organization_id').notNull(),
  kind: text({ enum: ['TOOL', 'BUNDLE'] }).notNull(),
  toolId: uuid('tool_id'),
  bundleId: uuid('bundle_id'),
  priceAtPurchase: integer('price_at_purchase').notNull(),
  currency: char({ length: 3 }).notNull(),
  purchaseDate: timestamp('purchase_date', { withTimezone: true }).notNull(),
  periodEnd: timestamp('period_end', { withTimezone: true }),
  status: purchaseStatus().notNull(),
  purchasedBy: uuid('purchased_by').notNull(),
  orderId: uuid('order_id'),
  /** False for a bundle: it has no period. */
  renews: boolean().notNull(),
}).existing();

/** What the public reads of reviews: approved ones, with the reviewer's first name and nothing else about them. */
export const publishedReviews = pgView('published_reviews', {
  id: uuid().notNull(),
  toolId: uuid('tool_id').notNull(),
  rating: smallint().notNull(),
  title: text(),
  review: text().notNull(),
  vendorReply: text('vendor_reply'),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  firstName: text('first_name').notNull(),
  verifiedPurchase: boolean('verified_purchase').notNull(),
}).existing();

/** A flag on a review, as those who moderate see it. */
export interface PlatformReviewFlag {
  by: string;
  reason: string;
  createdAt: string;
  settledAt: string | null;
}

/** All reviews with their flags, for platform admins; no rows for anybody else. */
export const platformReviews = pgView('platform_reviews', {
  id: uuid().notNull(),
  toolSlug: text('tool_slug').notNull(),
  toolName: text('tool_name').notNull(),
  organization: text().notNull(),
  reviewer: text().notNull(),
  rating: smallint().notNull(),
  title: text(),
  review: text().notNull(),
  status: reviewStatus().notNull(),
  /** The status, but FLAGGED also for a published one that somebody has flagged. */
  queue: reviewStatus().notNull(),
  verifiedPurchase: boolean('verified_purchase').notNull(),
  vendorReply: text('vendor_reply'),
  moderationNote: text('moderation_note'),
  moderatedAt: timestamp('moderated_at', { withTimezone: true }),
  moderator: text(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  /** When its author last wrote it. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  /** Since when it is where it is: first flagged, decided or written. */
  queuedAt: timestamp('queued_at', { withTimezone: true }).notNull(),
  flags: jsonb().$type<PlatformReviewFlag[]>().notNull(),
  /** Another one whenever something changes that a decision depends on. */
  version: text().notNull(),
}).existing();

// What platform admins read across organizations. Everybody else finds these empty.

/** Every order, newest first, with whose it is. */
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
  billingName: text('billing_name').notNull(),
  billingEmail: text('billing_email').notNull(),
  billingStreet: text('billing_street').notNull(),
  billingCity: text('billing_city').notNull(),
  billingState: text('billing_state').notNull(),
  billingPostalCode: text('billing_postal_code').notNull(),
  subtotal: integer().notNull(),
  creditTotal: integer('credit_total').notNull(),
  total: integer().notNull(),
  refundedTotal: integer('refunded_total').notNull(),
  currency: text().notNull(),
  placedAt: timestamp('placed_at', { withTimezone: true }).notNull(),
  dueOn: date('due_on'),
}).existing();

/** The lines of every order, as sold, with what became of them. */
export const platformOrderLines = pgView('platform_order_lines', {
  id: uuid().notNull(),
  orderNumber: text('order_number').notNull(),
  position: integer().notNull(),
  kind: lineKind().notNull(),
  name: text().notNull(),
  includedTools: text('included_tools').array().notNull(),
  listPrice: integer('list_price').notNull(),
  credit: integer().notNull(),
  price: integer().notNull(),
  priceModel: priceModel('price_model'),
  /** Of the credit note that took the line back. */
  creditNoteNumber: text('credit_note_number'),
  /** Of the purchase the line made; null when it made none, or a later order made the purchase what it is now. */
  purchaseStatus: purchaseStatus('purchase_status'),
}).existing();

/** Every credit note, with who issued it. */
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
}).existing();

/** What the audit trail says of every order. */
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
}).existing();

/** Organizations as the platform's administration lists them; empty for everybody but platform admins. */
export const platformOrganizations = pgView('platform_organizations', {
  id: uuid().notNull(),
  name: text().notNull(),
  slug: text().notNull(),
  subscriptionTier: subscriptionTier('subscription_tier').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  people: integer().notNull(),
  orders: integer().notNull(),
  /** Cents ordered, less what was refunded. */
  spent: bigint({ mode: 'number' }).notNull(),
}).existing();
