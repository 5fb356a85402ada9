import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { memberships, users } from '../accounts/people.ts';
import { currency, id } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { isManager, tenantIsolation, tenantReads } from '../policies.ts';
import { marketplaceTools, priceModel, toolBundles } from './catalog.ts';
import { marketplaceOrders, orderLines } from './orders.ts';

export const purchaseStatus = pgEnum('purchase_status', ['ACTIVE', 'CANCELLED', 'REFUNDED', 'EXPIRED']);

export const bundlePurchases = pgTable(
  'bundle_purchases',
  {
    id,
    organizationId,
    bundleId: uuid('bundle_id')
      .notNull()
      .references(() => toolBundles.id),
    /** Cents; the sum of what was paid for its tools. */
    priceAtPurchase: integer('price_at_purchase').notNull(),
    currency,
    purchaseDate: timestamp('purchase_date', { withTimezone: true }).notNull().defaultNow(),
    purchasedBy: uuid('purchased_by')
      .notNull()
      .references(() => users.id),
    status: purchaseStatus().notNull().default('ACTIVE'),
    /** The latest order that bought tools with it; null for one that was never ordered. */
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
    /** The price model it was bought with, until it renews with that of the day. */
    priceModel: priceModel('price_model').notNull(),
    /** The end of what is paid by the month or year; null for the others. */
    periodEnd: timestamp('period_end', { withTimezone: true }),
    /** Whether a new period is ordered when this one ends. */
    renews: boolean().notNull().default(true),
    /** The latest order of this purchase; null for one that was never ordered. */
    orderId: uuid('order_id'),
    /** For a tool bought in a bundle: that purchase, and the order line that says its rate and what the bundle held. */
    bundlePurchaseId: uuid('bundle_purchase_id'),
    bundleLineId: uuid('bundle_line_id'),
    /** Since when nobody may use it, because what it cost was not paid in time or is in dispute; null while they may. */
    suspendedAt: timestamp('suspended_at', { withTimezone: true }),
    /** The first use since it was bought, last of all; null while there was none. */
    firstUsedAt: timestamp('first_used_at', { withTimezone: true }),
    lastUsed: timestamp('last_used', { withTimezone: true }),
    /** Since when an OWNER or ADMIN says that it is connected, of a tool that works inside other systems. */
    connectedAt: timestamp('connected_at', { withTimezone: true }),
    usageCount: integer('usage_count').notNull().default(0),
    /** Cents a period that uses beyond the included units may cost, set by an OWNER; null for what the invoice limit leaves. */
    usageCap: integer('usage_cap'),
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
    index('tool_purchases_bundle_purchase_id').on(table.organizationId, table.bundlePurchaseId),
    foreignKey({
      name: 'tool_purchases_bundle_purchase',
      columns: [table.organizationId, table.bundlePurchaseId],
      foreignColumns: [bundlePurchases.organizationId, bundlePurchases.id],
    }),
    index('tool_purchases_bundle_line_id').on(table.organizationId, table.bundleLineId),
    foreignKey({
      name: 'tool_purchases_bundle_line',
      columns: [table.organizationId, table.bundleLineId],
      foreignColumns: [orderLines.organizationId, orderLines.id],
    }),
    check('tool_purchases_bundle', sql`(bundle_purchase_id is null) = (bundle_line_id is null)`),
    check('tool_purchases_price', sql`price_at_purchase >= 0`),
    check('tool_purchases_usage_cap', sql`usage_cap between 0 and 100000000`),
    ...tenantIsolation('tool_purchases', { insert: isManager }),
  ],
);

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
  /** For a tool bought in a bundle, the purchase of that bundle. */
  bundlePurchaseId: uuid('bundle_purchase_id'),
  /** False for a bundle: each of its tools has a period of its own. */
  renews: boolean().notNull(),
}).existing();

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
    ...tenantReads('tool_seats'),
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
    ...tenantReads('tool_usage_daily'),
  ],
);
