import { sql } from 'drizzle-orm';
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';

// The audit trail holds digests in place of what tells who somebody is. Erasing a person removes what the digests stand for and
// leaves every entry, and with it every hash of the chain, as it was.

/** The salt of a person's digests. The id is a user's, or that of an invitation to somebody without an account. Only functions use it. */
export const auditPeople = pgTable('audit_people', {
  personId: uuid('person_id').primaryKey(),
  salt: text().notNull(),
}).enableRLS();

/** What a digest in the trail stands for: SHA-256 over salt and value, hex. Only functions read and write it. */
export const auditValues = pgTable(
  'audit_values',
  {
    digest: text().primaryKey(),
    personId: uuid('person_id')
      .notNull()
      .references(() => auditPeople.personId, { onDelete: 'cascade' }),
    value: text().notNull(),
  },
  (table) => [
    index('audit_values_person_id').on(table.personId),
    // The address of somebody who is erased, wherever it stands.
    index('audit_values_value').on(sql`lower(value)`),
  ],
).enableRLS();
