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
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { memberships, organizations, users } from '../accounts/accounts.ts';
import { applicationRole, currentUserId, isContributor, isManager, tenantIsolation, tenantReads } from '../policies.ts';
import { lineKind, marketplaceTools, priceModel, toolBundles } from './catalog.ts';

export const purchaseStatus = pgEnum('purchase_status', ['ACTIVE', 'CANCELLED', 'REFUNDED', 'EXPIRED']);
export const paymentMethod = pgEnum('payment_method', ['CREDIT_CARD', 'ACH', 'INVOICE', 'PLATFORM_CREDITS']);
export const paymentStatus = pgEnum('payment_status', [
  'PENDING',
  'PROCESSING',
  'COMPLETED',
  'FAILED',
  'REFUNDED',
  'CANCELLED',
]);
export const reviewStatus = pgEnum('review_status', ['PENDING', 'APPROVED', 'REJECTED', 'FLAGGED']);
export const requestStatus = pgEnum('request_status', ['PENDING', 'APPROVED', 'DECLINED', 'WITHDRAWN']);

/** A line of a cart as stored: what it is and the price (cents) seen when it was added. */
export interface StoredCartLine {
  id: string;
  price: number;
}

const id = uuid().primaryKey().defaultRandom();
const organizationId = uuid('organization_id')
  .notNull()
  .references(() => organizations.id);
const currency = char({ length: 3 }).notNull().default('USD');
const createdAt = timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();

export const toolPurchases = pgTable(
  'tool_purchases',
  {
    id,
    organizationId,
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    /** Cents. */
    priceAtPurchase: integer('price_at_purchase').notNull(),
    currency,
    purchaseDate: timestamp('purchase_date', { withTimezone: true }).notNull().defaultNow(),
    purchasedBy: uuid('purchased_by')
      .notNull()
      .references(() => users.id),
    status: purchaseStatus().notNull().default('ACTIVE'),
    /** When a monthly or annual purchase runs out; null for the others. */
    periodEnd: timestamp('period_end', { withTimezone: true }),
    /** Whether a new period is ordered when this one ends. */
    renews: boolean().notNull().default(true),
    /** The order that made it what it is now; null for what was never ordered. */
    orderId: uuid('order_id'),
    lastUsed: timestamp('last_used', { withTimezone: true }),
    usageCount: integer('usage_count').notNull().default(0),
  },
  (table) => [
    unique('tool_purchases_tool_id_organization_id').on(table.toolId, table.organizationId),
    unique('tool_purchases_organization_id_id').on(table.organizationId, table.id),
    index('tool_purchases_organization_id').on(table.organizationId),
    index('tool_purchases_purchased_by').on(table.purchasedBy),
    index('tool_purchases_status').on(table.status),
    index('tool_purchases_organization_id_status').on(table.organizationId, table.status),
    index('tool_purchases_period_end').on(table.periodEnd).where(sql`status = 'ACTIVE' and period_end is not null`),
    index('tool_purchases_order_id').on(table.organizationId, table.orderId),
    foreignKey({
      name: 'tool_purchases_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    check('tool_purchases_price', sql`price_at_purchase >= 0`),
    ...tenantIsolation('tool_purchases', { insert: isManager }),
  ],
);

export const bundlePurchases = pgTable(
  'bundle_purchases',
  {
    id,
    organizationId,
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => toolBundles.id),
    /** Cents, after credits. */
    priceAtPurchase: integer('price_at_purchase').notNull(),
    currency,
    purchaseDate: timestamp('purchase_date', { withTimezone: true }).notNull().defaultNow(),
    purchasedBy: uuid('purchased_by')
      .notNull()
      .references(() => users.id),
    status: purchaseStatus().notNull().default('ACTIVE'),
    /** The order that bought it; null for what was never ordered. */
    orderId: uuid('order_id'),
  },
  (table) => [
    index('bundle_purchases_order_id').on(table.organizationId, table.orderId),
    foreignKey({
      name: 'bundle_purchases_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    uniqueIndex('bundle_purchases_one_active').on(table.bundleId, table.organizationId).where(sql`status = 'ACTIVE'`),
    unique('bundle_purchases_organization_id_id').on(table.organizationId, table.id),
    index('bundle_purchases_organization_id').on(table.organizationId),
    index('bundle_purchases_purchased_by').on(table.purchasedBy),
    index('bundle_purchases_status').on(table.status),
    index('bundle_purchases_organization_id_status').on(table.organizationId, table.status),
    check('bundle_purchases_price', sql`price_at_purchase >= 0`),
    ...tenantIsolation('bundle_purchases', { insert: isManager }),
  ],
);

const isApproved = sql`status = 'APPROVED'`;

export const toolReviews = pgTable(
  'tool_reviews',
  {
    id,
    organizationId,
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    reviewerId: uuid('reviewer_id')
      .notNull()
      .references(() => users.id),
    rating: smallint().notNull(),
    title: text(),
    review: text().notNull().default(''),
    status: reviewStatus().notNull().default('PENDING'),
    verifiedPurchase: boolean('verified_purchase').notNull().default(false),
    vendorReply: text('vendor_reply'),
    moderatedAt: timestamp('moderated_at', { withTimezone: true }),
    moderatedBy: uuid('moderated_by').references(() => users.id),
    moderationNote: text('moderation_note'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('tool_reviews_tool_id_reviewer_id').on(table.toolId, table.reviewerId),
    index('tool_reviews_tool_id').on(table.toolId),
    // Published reviews of a tool in their three orders; what the moderators wait for, in theirs.
    index('tool_reviews_published').on(table.toolId, table.createdAt, table.id).where(isApproved),
    index('tool_reviews_published_by_rating')
      .on(table.toolId, table.rating, table.createdAt, table.id)
      .where(isApproved),
    index('tool_reviews_queue').on(table.status, sql`coalesce(moderated_at, updated_at)`, table.id),
    index('tool_reviews_organization_id').on(table.organizationId),
    check('tool_reviews_rating', sql`rating between 1 and 5`),
    ...tenantIsolation('tool_reviews', { insert: sql`reviewer_id = ${currentUserId} and ${isContributor}` }),
  ],
);

/**
 * That somebody who is signed in finds a published review wrong. Of no organization: the review is usually another's.
 * People see their own; the moderators see all through a view.
 */
export const reviewFlags = pgTable(
  'review_flags',
  {
    reviewId: uuid('review_id')
      .notNull()
      .references(() => toolReviews.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    reason: text().notNull(),
    createdAt,
    /** When a moderator looked at it. */
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.userId] }),
    index('review_flags_user_id').on(table.userId),
    index('review_flags_open').on(table.reviewId, table.createdAt).where(sql`settled_at is null`),
    pgPolicy('own_rows_review_flags', {
      to: applicationRole,
      for: 'select',
      using: sql`user_id = ${currentUserId}`,
    }),
  ],
);

export const shoppingCarts = pgTable(
  'shopping_carts',
  {
    id,
    organizationId,
    userId: uuid('user_id')
      .notNull()
      .unique()
      .references(() => users.id, { onDelete: 'cascade' }),
    tools: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    bundles: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    /** Cents; the sum of the prices in `tools` and `bundles`, kept by trigger. */
    totalPrice: integer('total_price').notNull().default(0),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('shopping_carts_organization_id').on(table.organizationId),
    ...tenantIsolation('shopping_carts', { rows: sql`user_id = ${currentUserId}`, insert: isContributor }),
  ],
);

export const marketplaceOrders = pgTable(
  'marketplace_orders',
  {
    id,
    organizationId,
    number: text().notNull().unique(),
    /** Made by the checkout form; the same key never places a second order. */
    checkoutKey: uuid('checkout_key').notNull(),
    /** Digest of everything the form said, to tell a replay from a different order under the same key. */
    checkoutDigest: text('checkout_digest').notNull(),
    buyerId: uuid('buyer_id')
      .notNull()
      .references(() => users.id),
    paymentMethod: paymentMethod('payment_method').notNull(),
    paymentStatus: paymentStatus('payment_status').notNull().default('PENDING'),
    purchaseOrderNumber: text('purchase_order_number'),
    billingName: text('billing_name').notNull(),
    billingEmail: text('billing_email').notNull(),
    billingStreet: text('billing_street').notNull(),
    billingCity: text('billing_city').notNull(),
    billingState: text('billing_state').notNull(),
    billingPostalCode: text('billing_postal_code').notNull(),
    billingCountry: char('billing_country', { length: 2 }).notNull().default('US'),
    /** Cents: sum of the list prices, what was credited, and what is owed. */
    subtotal: integer().notNull(),
    creditTotal: integer('credit_total').notNull(),
    total: integer().notNull(),
    currency,
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
    dueOn: date('due_on'),
    /** Cents of its credit notes together. */
    refundedTotal: integer('refunded_total').notNull().default(0),
    /** Of the card payment: what the payment provider calls it, and until when it can be paid. */
    paymentReference: text('payment_reference').unique(),
    paymentExpiresAt: timestamp('payment_expires_at', { withTimezone: true }),
    /** What the provider calls the money it received; a refund names it. */
    paymentIntent: text('payment_intent'),
  },
  (table) => [
    index('marketplace_orders_placed_at').on(table.placedAt.desc(), table.number.desc()),
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
    tenantReads('marketplace_orders'),
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
    /** Name, prices (cents) and contents as sold; later changes of the catalog do not reach them. */
    name: text().notNull(),
    includedTools: text('included_tools').array().notNull().default(sql`'{}'::text[]`),
    listPrice: integer('list_price').notNull(),
    credit: integer().notNull(),
    price: integer().notNull(),
    /** How the tool was sold; null for a bundle, which is paid once. */
    priceModel: priceModel('price_model'),
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
    tenantReads('order_lines'),
  ],
);

/** What a refund leaves behind: a document of its own beside the invoice, which stays as it was. */
export const creditNotes = pgTable(
  'credit_notes',
  {
    id,
    organizationId,
    orderId: uuid('order_id').notNull(),
    number: text().notNull().unique(),
    reason: text().notNull(),
    /** Cents. */
    total: integer().notNull(),
    currency,
    issuedAt: timestamp('issued_at', { withTimezone: true }).notNull().defaultNow(),
    /** A platform admin; null when the system refunded what could not be delivered. */
    issuedBy: uuid('issued_by').references(() => users.id),
    /** What the payment provider calls the money it sent back; null before it did, and for invoices. */
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
    check('credit_notes_total', sql`total >= 0`),
    tenantReads('credit_notes'),
  ],
);

/** The lines of an order that a credit note takes back; a line is taken back whole, and once. */
export const creditNoteLines = pgTable(
  'credit_note_lines',
  {
    organizationId,
    creditNoteId: uuid('credit_note_id').notNull(),
    orderLineId: uuid('order_line_id').notNull(),
    /** Cents. */
    amount: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.orderLineId] }),
    foreignKey({
      name: 'credit_note_lines_credit_note',
      columns: [table.organizationId, table.creditNoteId],
      foreignColumns: [creditNotes.organizationId, creditNotes.id],
    }),
    foreignKey({
      name: 'credit_note_lines_order_line',
      columns: [table.organizationId, table.orderLineId],
      foreignColumns: [orderLines.organizationId, orderLines.id],
    }),
    index('credit_note_lines_credit_note_id').on(table.organizationId, table.creditNoteId),
    check('credit_note_lines_amount', sql`amount >= 0`),
    tenantReads('credit_note_lines'),
  ],
);

/** Events the payment provider told us of, so that one that is told again does nothing. Nobody but functions looks inside. */
export const paymentEvents = pgTable('payment_events', {
  /** What the provider calls the event. */
  reference: text().primaryKey(),
  type: text().notNull(),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
}).enableRLS();

export const purchaseRequests = pgTable(
  'purchase_requests',
  {
    id,
    organizationId,
    requesterId: uuid('requester_id')
      .notNull()
      .references(() => users.id),
    tools: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    bundles: jsonb().$type<StoredCartLine[]>().notNull().default([]),
    reason: text().notNull().default(''),
    status: requestStatus().notNull().default('PENDING'),
    decidedBy: uuid('decided_by').references(() => users.id),
    decidedAt: timestamp('decided_at', { withTimezone: true }),
    decisionNote: text('decision_note'),
    orderId: uuid('order_id'),
    createdAt,
  },
  (table) => [
    foreignKey({
      name: 'purchase_requests_order',
      columns: [table.organizationId, table.orderId],
      foreignColumns: [marketplaceOrders.organizationId, marketplaceOrders.id],
    }),
    index('purchase_requests_organization_id_status').on(table.organizationId, table.status, table.createdAt),
    index('purchase_requests_requester_id').on(table.requesterId),
    tenantReads('purchase_requests'),
  ],
);

export const toolSeats = pgTable(
  'tool_seats',
  {
    id,
    organizationId,
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    userId: uuid('user_id').notNull(),
    assignedBy: uuid('assigned_by')
      .notNull()
      .references(() => users.id),
    assignedAt: timestamp('assigned_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // A seat ends with the membership of the person who holds it.
    foreignKey({
      name: 'tool_seats_member',
      columns: [table.organizationId, table.userId],
      foreignColumns: [memberships.organizationId, memberships.userId],
    }).onDelete('cascade'),
    unique('tool_seats_one_per_person').on(table.organizationId, table.toolId, table.userId),
    index('tool_seats_tool_id').on(table.toolId),
    tenantReads('tool_seats'),
  ],
);

export const toolUsageDaily = pgTable(
  'tool_usage_daily',
  {
    organizationId,
    toolId: uuid('tool_id')
      .notNull()
      .references(() => marketplaceTools.id),
    day: date().notNull(),
    opens: integer().notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.toolId, table.day] }),
    index('tool_usage_daily_tool_id').on(table.toolId),
    check('tool_usage_daily_opens', sql`opens >= 0`),
    tenantReads('tool_usage_daily'),
  ],
);
