import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  jsonb,
  pgEnum,
  pgPolicy,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '../accounts/people.ts';
import { createdAt, id, updatedAt } from '../columns.ts';
import { organizationId } from '../owners.ts';
import { applicationRole, currentUserId, genuineRequest, isContributor, tenantIsolation } from '../policies.ts';
import { marketplaceTools } from './catalog.ts';

export const reviewStatus = pgEnum('review_status', ['PENDING', 'APPROVED', 'REJECTED', 'FLAGGED']);

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
    // The orders of a tool's published reviews, and of the reviews that wait for the moderators.
    index('tool_reviews_published').on(table.toolId, table.createdAt, table.id).where(isApproved),
    index('tool_reviews_published_by_rating')
      .on(table.toolId, table.rating, table.createdAt, table.id)
      .where(isApproved),
    index('tool_reviews_published_latest').on(table.createdAt, table.id).where(isApproved),
    index('tool_reviews_queue').on(table.status, sql`coalesce(moderated_at, updated_at)`, table.id),
    index('tool_reviews_organization_id').on(table.organizationId),
    check('tool_reviews_rating', sql`rating between 1 and 5`),
    ...tenantIsolation('tool_reviews', { insert: sql`reviewer_id = ${currentUserId} and ${isContributor}` }),
  ],
);

/**
 * Flags of people who find a published review wrong. A flag has no organization, because the review is usually another's.
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
    /** The time a moderator looked at it. */
    settledAt: timestamp('settled_at', { withTimezone: true }),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.userId] }),
    index('review_flags_user_id').on(table.userId),
    index('review_flags_open').on(table.reviewId, table.createdAt).where(sql`settled_at is null`),
    genuineRequest(),
    pgPolicy('own_rows_review_flags', {
      to: applicationRole,
      for: 'select',
      using: sql`user_id = ${currentUserId}`,
    }),
  ],
);

/** Approved reviews, as the public reads them: with the reviewer's first name and nothing else about them. */
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

/** A flag on a review, for moderators. */
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
  /** The status; FLAGGED also for a published review with a flag. */
  queue: reviewStatus().notNull(),
  verifiedPurchase: boolean('verified_purchase').notNull(),
  vendorReply: text('vendor_reply'),
  moderationNote: text('moderation_note'),
  moderatedAt: timestamp('moderated_at', { withTimezone: true }),
  moderator: text(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  /** The time its author last wrote it. */
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull(),
  /** The time of its present state: first flagged, decided or written. */
  queuedAt: timestamp('queued_at', { withTimezone: true }).notNull(),
  flags: jsonb().$type<PlatformReviewFlag[]>().notNull(),
  /** Changes whenever something changes that a decision depends on. */
  version: text().notNull(),
}).existing();
