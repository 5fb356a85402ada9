import { sql } from 'drizzle-orm';
import { check, index, integer, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/people.ts';
import { currency, id, moment } from '../columns.ts';
import { marketplaceOrders } from './orders.ts';

// What the payment provider tells us. Only functions read and write these tables; they belong to the platform and to no
// organization, because a payment may name none.

/** Events of the payment provider, so that a repeated one does nothing. */
export const paymentEvents = pgTable('payment_events', {
  /** The provider's name for the event. */
  reference: text().primaryKey(),
  type: text().notNull(),
  receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
}).enableRLS();

export const reversalKind = pgEnum('reversal_kind', ['REFUND', 'DISPUTE']);
/** OPEN: a dispute that nobody has decided. GONE: the money is sent back, or lost. KEPT: it is with us, or came back to us. */
export const reversalState = pgEnum('reversal_state', ['OPEN', 'GONE', 'KEPT']);

/** Refunds and disputes of payments as the provider has them, also of payments that it has not told us of yet. */
export const paymentReversals = pgTable(
  'payment_reversals',
  {
    /** The provider's name for the refund or dispute. */
    reference: text().primaryKey(),
    kind: reversalKind().notNull(),
    paymentIntent: text('payment_intent').notNull(),
    /** Cents. */
    amount: integer().notNull(),
    currency,
    state: reversalState().notNull(),
    /** The credit note or unmatched payment that it sends back, where we asked for it. */
    sentFor: text('sent_for'),
    /** When the provider made it. */
    happenedAt: moment('happened_at').notNull(),
    /** The state whose consequences are drawn; null before any are. */
    settledState: reversalState('settled_state'),
  },
  (table) => [
    index('payment_reversals_payment_intent').on(table.paymentIntent),
    check('payment_reversals_amount', sql`amount >= 0`),
  ],
).enableRLS();

/** CAME_BACK is money that had been sent back and did not arrive, or a dispute that was lost and won after all. */
export const unmatchedReason = pgEnum('unmatched_reason', [
  'UNKNOWN_ORDER',
  'OTHER_REFERENCE',
  'OTHER_AMOUNT',
  'OTHER_CURRENCY',
  'SECOND_PAYMENT',
  'NOT_OWED',
  'CAME_BACK',
]);
export const unmatchedState = pgEnum('unmatched_state', ['OPEN', 'PAID_BACK', 'ASSIGNED']);

/** Money that came and pays no order, until a platform admin pays it back or assigns it to one. */
export const unmatchedPayments = pgTable(
  'unmatched_payments',
  {
    id,
    /** The provider's name for what came: a payment, or the refund or dispute that brought it back. Recorded once. */
    reference: text().notNull().unique(),
    /** The payment it is paid back from. */
    paymentIntent: text('payment_intent').notNull(),
    /** The event that told of it, and the checkout at the provider. */
    eventReference: text('event_reference'),
    paymentReference: text('payment_reference'),
    /** Cents. */
    amount: integer().notNull(),
    currency,
    /** The order it named, and the same where there is one. */
    namedNumber: text('named_number'),
    namedOrderId: uuid('named_order_id').references(() => marketplaceOrders.id),
    reason: unmatchedReason().notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
    state: unmatchedState().notNull().default('OPEN'),
    /** Cents of it that went back without us. */
    returned: integer().notNull().default(0),
    /** Null also when the provider told that it was sent back. */
    resolvedBy: uuid('resolved_by').references(() => users.id),
    resolvedAt: moment('resolved_at'),
    assignedOrderId: uuid('assigned_order_id').references(() => marketplaceOrders.id),
    /** The provider's name for the money it sent back; null before it did. */
    refundReference: text('refund_reference'),
  },
  (table) => [
    index('unmatched_payments_received_at').on(table.receivedAt.desc(), table.id.desc()),
    index('unmatched_payments_payment_intent').on(table.paymentIntent),
    index('unmatched_payments_named_order_id').on(table.namedOrderId),
    index('unmatched_payments_assigned_order_id').on(table.assignedOrderId),
    index('unmatched_payments_to_send')
      .on(table.resolvedAt)
      .where(sql`state = 'PAID_BACK' and refund_reference is null`),
    check('unmatched_payments_amount', sql`amount > 0 and returned >= 0`),
    check(
      'unmatched_payments_state',
      sql`(state = 'OPEN') = (resolved_at is null) and (state = 'ASSIGNED') = (assigned_order_id is not null) and (refund_reference is null or state = 'PAID_BACK')`,
    ),
  ],
).enableRLS();
