import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, id, inRange, texted } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { isChangeable, isOwnToChange, modulePolicies } from '../policies.ts';

/** A picture for emails and posts. Whoever knows its key sees it, as a reader of mail has no account. */
export const mediaFiles = pgTable(
  'media_files',
  {
    id,
    organizationId,
    /** 128 random bits, hex; its object is `media/` and this. */
    key: text().notNull().unique(),
    fileName: text('file_name').notNull(),
    fileType: text('file_type').notNull(),
    fileSizeBytes: integer('file_size_bytes').notNull(),
    contentHash: text('content_hash').notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    createdBy: person('created_by').notNull(),
    createdAt,
  },
  (table) => [
    index('media_files_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    texted('media_files', 200, 'file_name'),
    check('media_files_key_format', sql`key ~ '^[0-9a-f]{32}$'`),
    check('media_files_type', sql`file_type in ('image/png', 'image/jpeg', 'image/gif', 'image/webp')`),
    inRange('media_files_size', ['file_size_bytes'], 1, 2_097_152),
    inRange('media_files_dimensions', ['width', 'height'], 1, 4000),
    ...modulePolicies('campaigns', 'media_files', {
      insert: isOwnToChange('created_by'),
      delete: isChangeable('created_by'),
    }),
  ],
);
