import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const purposes = [
  'SIGN_UP',
  'PASSWORD_RESET',
  'SIGN_IN_MAIL',
  'REVIEW',
  'INVITATION',
  'NEW_ORGANIZATION',
  'RECEIPT_UPLOAD',
  'EXPENSE_IMPORT',
  'TAX_REPORT',
  'REID_UPLOAD',
  'REID_JUDGING',
  'REID_WEBHOOK_TEST',
  'PUBLIC_REPORT',
  'TEST_SEND',
  'FORM_SIGN_UP',
  'CONTACT_IMPORT',
  'PICTURE_UPLOAD',
  'DOMAIN_CHECK',
  'ACCOUNT_TEST',
  'EMAIL_CLICK',
  'EMAIL_CONFIRMATION',
  'CONTACT',
  'UPGRADE',
] as const;

/**
 * Counts of limited acts, each within the hour that began with the first one. The key is the id of a person, or a digest of a
 * network address that only the Worker can make. The application role can never read it; the schedule forgets old counts.
 */
export const limitedUses = pgTable(
  'limited_uses',
  {
    purpose: text({ enum: purposes }).notNull(),
    subject: text().notNull(),
    uses: integer().notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.purpose, table.subject] }),
    index('limited_uses_started_at').on(table.startedAt),
    check('limited_uses_purpose', sql.raw(`purpose in (${purposes.map((purpose) => `'${purpose}'`).join(', ')})`)),
  ],
).enableRLS();
