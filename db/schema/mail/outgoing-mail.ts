import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/organizations.ts';

/**
 * Mail to send, written in the transaction it speaks of and sent after it. It holds no secret: the request that makes a token
 * sends its mail itself. Only functions read and write it.
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
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** The earliest time to send it: later after each failure. */
    sendAfter: timestamp('send_after', { withTimezone: true }).notNull().defaultNow(),
    claimedAt: timestamp('claimed_at', { withTimezone: true }),
    sentAt: timestamp('sent_at', { withTimezone: true }),
    attempts: integer().notNull().default(0),
    lastError: text('last_error'),
  },
  (table) => [
    index('outgoing_mail_organization_id').on(table.organizationId),
    index('outgoing_mail_unsent').on(table.sendAfter).where(sql`sent_at is null`),
  ],
).enableRLS();
