import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { applicationRole, currentOrganizationId, currentUserId, isManager, tenantReads } from '../policies.ts';

/** Declared from the lowest to the highest: the database compares tiers by this order. */
export const subscriptionTier = pgEnum('subscription_tier', [
  'FREE',
  'CUSTOM',
  'STARTER',
  'GROWTH',
  'ELITE',
  'ENTERPRISE',
]);
export const organizationRole = pgEnum('org_role', ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER']);

const createdAt = timestamp('created_at', { withTimezone: true }).notNull().defaultNow();
const updatedAt = timestamp('updated_at', { withTimezone: true }).notNull().defaultNow();

export const organizations = pgTable(
  'organizations',
  {
    id: uuid().primaryKey().defaultRandom(),
    name: text().notNull(),
    slug: text().notNull().unique(),
    subscriptionTier: subscriptionTier('subscription_tier').notNull().default('FREE'),
    /** Cents that ADMINs may order in a calendar month (UTC) before an OWNER has to; null: no limit. */
    monthlySpendingLimit: integer('monthly_spending_limit'),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('organizations_name').on(table.name, table.id),
    check('organizations_spending_limit', sql`monthly_spending_limit >= 0`),
    check('organizations_name_length', sql`char_length(name) between 1 and 120`),
    pgPolicy('tenant_isolation_organizations', {
      to: applicationRole,
      for: 'select',
      using: sql`id = ${currentOrganizationId}`,
    }),
  ],
);

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    isPlatformAdmin: boolean('is_platform_admin').notNull().default(false),
    createdAt,
    updatedAt,
  },
  () => [
    uniqueIndex('users_email_key').on(sql`lower(email)`),
    check('users_email_length', sql`char_length(email) between 3 and 254`),
    check('users_name_length', sql`char_length(name) between 1 and 120`),
    pgPolicy('colleagues_read_users', {
      to: applicationRole,
      for: 'select',
      using: sql`id = ${currentUserId} or exists (select 1 from memberships where memberships.organization_id = ${currentOrganizationId} and memberships.user_id = users.id)`,
    }),
  ],
);

export const memberships = pgTable(
  'memberships',
  {
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: organizationRole().notNull(),
    createdAt,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index('memberships_user_id').on(table.userId),
    tenantReads('memberships'),
  ],
);

/** Never readable by the application role: only `app.begin_request` and its siblings look inside. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    organizationId: uuid('organization_id').references(() => organizations.id, { onDelete: 'set null' }),
    createdAt,
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('sessions_organization_id').on(table.organizationId),
    index('sessions_user_id').on(table.userId),
    index('sessions_expires_at').on(table.expiresAt),
  ],
).enableRLS();

export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: organizationRole().notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: uuid('invited_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt,
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    acceptedAt: timestamp('accepted_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('invitations_open_key').on(table.organizationId, sql`lower(email)`).where(sql`accepted_at is null`),
    tenantReads('invitations', isManager),
  ],
);

/** Never readable by the application role. */
export const passwordResets = pgTable(
  'password_resets',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt,
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (table) => [index('password_resets_user_id').on(table.userId)],
).enableRLS();

/**
 * Back-off per account, kept by a digest of the email so that known and unknown addresses behave alike and
 * no list of attempted addresses exists. Never readable by the application role.
 */
export const signInAttempts = pgTable('sign_in_attempts', {
  emailDigest: text('email_digest').primaryKey(),
  failures: integer().notNull().default(0),
  blockedUntil: timestamp('blocked_until', { withTimezone: true }),
  updatedAt,
}).enableRLS();

/**
 * How often something that is limited was done, in the hour that began with the first time. By the id of a person, or by
 * a digest of a network address that only the Worker can make. Never readable by the application role; the schedule
 * forgets what is past.
 */
export const limitedUses = pgTable(
  'limited_uses',
  {
    purpose: text({ enum: ['SIGN_UP', 'PASSWORD_RESET', 'REVIEW', 'INVITATION'] }).notNull(),
    subject: text().notNull(),
    uses: integer().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.purpose, table.subject] }),
    index('limited_uses_started_at').on(table.startedAt),
    check('limited_uses_purpose', sql`purpose in ('SIGN_UP', 'PASSWORD_RESET', 'REVIEW', 'INVITATION')`),
  ],
).enableRLS();
