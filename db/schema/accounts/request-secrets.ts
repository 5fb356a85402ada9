import { sql } from 'drizzle-orm';
import { check, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

/**
 * The secret that proves who set the viewer of a transaction: one row, made where the database is. Only functions read it; whoever
 * knew it could be anybody.
 */
export const requestSecrets = pgTable(
  'request_secrets',
  {
    /** 64 hex digits, 244 bits of them by chance. */
    secret: text().primaryKey().default(sql`replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`),
  },
  () => [
    uniqueIndex('request_secrets_one_row').on(sql`(true)`),
    check('request_secrets_length', sql`char_length(secret) >= 64`),
  ],
).enableRLS();
