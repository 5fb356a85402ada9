import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

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
