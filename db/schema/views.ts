import { boolean, char, integer, jsonb, pgView, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { purchaseStatus, reviewStatus } from './marketplace.ts';

// The views are written by hand in the migrations; here are only their columns.

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
