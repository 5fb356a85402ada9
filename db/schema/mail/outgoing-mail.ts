import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/organizations.ts';

/**
 * Mail to send, written in the transaction it speaks of and sent after it. Only functions read and write it, and only what
 * takes mail to send it learns its secret.
 */
export const outgoingMail = pgTable(
  'outgoing_mail',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Its subject and, where that can come again, which time it is. The same key is never sent twice. */
    key: text().notNull().unique(),
    organizationId: uuid('organization_id').references(() => organizations.id),
    recipient: text().notNull(),
    /** Its kind and its content, as `app/modules/mail` defines them. */
    kind: text().notNull(),
    content: jsonb().notNull(),
    /** The token, the code, or both with a space between, that the mail brings to its recipient; null once it was sent. */
    secret: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** The earliest time to send it: later after each failure. */
    sendAfter: timestamp('send_after', { withTimezone: true }).notNull().defaultNow(),
    /** Where it stands in the hour of its organization and the day of its address; null for mail that nobody of it caused. */
    countedAt: timestamp('counted_at', { withTimezone: true }),
    /** Whether it waits until its address takes invoices of the organization; it is never due meanwhile. */
    isHeld: boolean('is_held').notNull().default(false),
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
  },
  (table) => [
    index('outgoing_mail_organization_id').on(table.organizationId),
    index('outgoing_mail_counted').on(table.organizationId, table.countedAt.desc()).where(sql`counted_at is not null`),
    index('outgoing_mail_counted_recipient')
      .on(sql`lower(recipient)`, table.countedAt.desc())
      .where(sql`counted_at is not null`),
    index('outgoing_mail_held').on(table.organizationId, sql`lower(recipient)`).where(sql`is_held`),
    index('outgoing_mail_unsent').on(table.sendAfter).where(sql`sent_at is null`),
  ],
).enableRLS();
