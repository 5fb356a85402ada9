import { sql } from 'drizzle-orm';
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id } from '../columns.ts';

// The audit trail holds digests in place of what tells who somebody is. Erasing a person removes what the digests stand for and
// leaves every entry, and with it every hash of the chain, as it was.

/** The salt of a person's digests. The id is a user's, or that of an invitation, or of an address for invoices, of somebody without an account. Only functions use it. */
export const auditPeople = pgTable('audit_people', {
  personId: uuid('person_id').primaryKey(),
  salt: text().notNull(),
}).enableRLS();

/** What a digest in the trail stands for: SHA-256 over salt and value, hex. Only functions read and write it. */
export const auditValues = pgTable(
  'audit_values',
  {
    id,
    digest: text().notNull(),
    /** The organization in whose chain it stands, with which it goes; null for the platform's. */
    chain: uuid(),
    personId: uuid('person_id')
      .notNull()
      .references(() => auditPeople.personId, { onDelete: 'cascade' }),
    value: text().notNull(),
  },
  (table) => [
    unique('audit_values_digest').on(table.digest, table.chain).nullsNotDistinct(),
    index('audit_values_person_id').on(table.personId),
    index('audit_values_chain').on(table.chain),
    // The address of somebody who is erased, wherever it stands.
    index('audit_values_value').on(sql`lower(value)`),
  ],
).enableRLS();
