import { bigint, boolean, integer, pgView, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { subscriptionTier } from './accounts.ts';
import { purchaseStatus } from './marketplace.ts';

// The views are written by hand in the migrations; here are only their columns.

/** Tools and bundles an organization bought, in one list, under the row-level security of the tables. */
export const marketplacePurchases = pgView('marketplace_purchases', {
  id: uuid().notNull(),
  organizationId: uuid('organization_id').notNull(),
  kind: text({ enum: ['TOOL', 'BUNDLE'] }).notNull(),
  toolId: uuid('tool_id'),
  bundleId: uuid('bundle_id'),
  priceAtPurchase: integer('price_at_purchase').notNull(),
  purchaseDate: timestamp('purchase_date', { withTimezone: true }).notNull(),
  periodEnd: timestamp('period_end', { withTimezone: true }),
  status: purchaseStatus().notNull(),
  purchasedBy: uuid('purchased_by').notNull(),
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
