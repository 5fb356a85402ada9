import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, updatedAt } from '../columns.ts';
import { organizations } from './organizations.ts';
import { users } from './people.ts';

/**
 * Guesses that somebody made: each is counted before it is known to fail, and only what was started can be finished. Kept where
 * the count belongs: at a device, a session, or an address.
 */
const attempts = () => ({
  failures: integer().notNull().default(0),
  /** Attempts that were counted and whose password was not compared yet. */
  started: integer().notNull().default(0),
  blockedUntil: timestamp('blocked_until', { withTimezone: true }),
});

/** The application role can never read it: only `app.begin_request` and its siblings do. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    organizationId: uuid('organization_id').references(() => organizations.id, { onDelete: 'set null' }),
    /** Browser and system in words, and the country as Cloudflare told it at sign-in: two letters. */
    device: text(),
    country: text(),
    /** The hash of its device cookie, as in `known_devices`. */
    deviceHash: text('device_hash'),
    /** When its person last proved who they are, by password, passkey or code. */
    provedAt: timestamp('proved_at', { withTimezone: true }),
    /** When a second factor was given for it; null while none was. */
    secondFactorAt: timestamp('second_factor_at', { withTimezone: true }),
    ...attempts(),
    failedAt: timestamp('failed_at', { withTimezone: true }),
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

/** The application role can never read it. */
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
 * Back-off per account for browsers it does not know, kept by a digest of the email so that known and unknown addresses
 * behave alike and no list of attempted addresses exists. The application role can never read it.
 */
export const signInAttempts = pgTable('sign_in_attempts', {
  emailDigest: text('email_digest').primaryKey(),
  ...attempts(),
  updatedAt,
}).enableRLS();

/**
 * Browsers that signed in to an account before, by the hash of their device cookie. Each has a count of failures of its own,
 * which strangers cannot raise. The application role can never read it.
 */
export const knownDevices = pgTable(
  'known_devices',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    tokenHash: text('token_hash').notNull(),
    ...attempts(),
    failedAt: timestamp('failed_at', { withTimezone: true }),
    createdAt,
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.tokenHash] }),
    index('known_devices_last_used_at').on(table.lastUsedAt),
  ],
).enableRLS();

/** Sign-ins that wait for a second factor, ten minutes each. The application role can never read it. */
export const pendingSignIns = pgTable(
  'pending_sign_ins',
  {
    tokenHash: text('token_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    guestCart: jsonb('guest_cart'),
    /** As `describeDevice` writes it. */
    device: jsonb(),
    /** Whether the browser had signed in to the account before. */
    isKnownDevice: boolean('is_known_device').notNull(),
    createdAt,
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (table) => [
    index('pending_sign_ins_user_id').on(table.userId),
    index('pending_sign_ins_expires_at').on(table.expiresAt),
  ],
).enableRLS();

/**
 * Mails that sign somebody in: by a link in the browser that asked, or by a code typed there. Hashes only. The application role
 * can never read it.
 */
export const signInMails = pgTable(
  'sign_in_mails',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Of the cookie of the browser that asked. */
    browserHash: text('browser_hash').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    codeHash: text('code_hash').notNull(),
    /** Codes that were typed and wrong; five at most. */
    tries: integer().notNull().default(0),
    createdAt,
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    usedAt: timestamp('used_at', { withTimezone: true }),
  },
  (table) => [
    index('sign_in_mails_user_id').on(table.userId),
    index('sign_in_mails_browser_hash').on(table.browserHash),
    index('sign_in_mails_expires_at').on(table.expiresAt),
  ],
).enableRLS();

/**
 * The key of the salts that are made up for addresses without an account, so that each stays the same. One row. The application
 * role can never read it.
 */
export const signInKeys = pgTable(
  'sign_in_keys',
  {
    saltKey: text('salt_key').primaryKey(),
  },
  () => [uniqueIndex('sign_in_keys_one_row').on(sql`(true)`)],
).enableRLS();
