import { sql } from 'drizzle-orm';
import { bigint, pgPolicy, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import { applicationRole } from '../policies.ts';

/**
 * Counts the changes of what public pages say about tools, bundles and reviews: one row. A page that was made of another version is made
 * anew.
 */
export const catalogVersion = pgTable('catalog_version', { version: bigint({ mode: 'number' }).primaryKey() }, () => [
  uniqueIndex('catalog_version_one_row').on(sql`(true)`),
  pgPolicy('public_read_catalog_version', { to: applicationRole, for: 'select', using: sql`true` }),
]).enableRLS();
