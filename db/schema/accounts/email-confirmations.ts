import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from '../columns.ts';
import { isManager, tenantReads } from '../policies.ts';
import { organizations } from './organizations.ts';
import { users } from './people.ts';

/**
 * The address that a person is asked to confirm: that of a new account, or the one it changes to. One for each person; a newer
 * mail replaces it. The application role can never read it.
 */
export const emailConfirmations = pgTable(
  'email_confirmations',
  {
    userId: uuid('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    /** SHA-256 of the token of the link, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    /** SHA-256 of the person's id and the six digits, hex. */
    codeHash: text('code_hash').notNull(),
    /** Wrong codes so far. */
    tries: integer().notNull().default(0),
    createdAt,
    /** The end of link and code. Until the row is forgotten, the link still says that it was not them. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  () => [check('email_confirmations_tries', sql`tries >= 0`)],
).enableRLS();

/**
 * An address that an organization gave for its invoices and that belongs to none of its people. It gets one mail that asks;
 * invoices follow once it agreed.
 */
export const billingEmails = pgTable(
  'billing_emails',
  {
    id: uuid().primaryKey().defaultRandom(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** In small letters. */
    email: text().notNull(),
    /** SHA-256 of the token of the link, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    /** When it was asked last. */
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
    refusedAt: timestamp('refused_at', { withTimezone: true }),
  },
  (table) => [
    unique('billing_emails_email').on(table.organizationId, table.email),
    check('billing_emails_small_letters', sql`email = lower(email)`),
    check('billing_emails_one_answer', sql`confirmed_at is null or refused_at is null`),
    ...tenantReads('billing_emails', isManager),
  ],
);
