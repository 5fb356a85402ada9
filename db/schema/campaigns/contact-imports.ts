import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { count, counts, createdAt, id, moment, texted, texts, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { isManager, modulePolicies } from '../policies.ts';
import { contactLists } from './contacts.ts';

export const contactImportStatus = pgEnum('contact_import_status', [
  'UPLOADED',
  'RUNNING',
  'DONE',
  'FAILED',
  'CANCELLED',
]);

/** A file of contacts, read in slices. Functions write it; an ADMIN or OWNER reads it. */
export const contactImports = pgTable(
  'contact_imports',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull().unique(),
    fileSizeBytes: integer('file_size_bytes').notNull(),
    contentHash: text('content_hash').notNull(),
    status: contactImportStatus().notNull().default('UPLOADED'),
    /** How the file is read, and its first rows: app/modules/campaigns/contact-imports/detection.ts. */
    detected: jsonb().notNull().default({}),
    /** The column of each field, by its place from 0; null until somebody chose. */
    mapping: jsonb(),
    listId: uuid('list_id'),
    tags: texts('tags'),
    consentSource: text('consent_source'),
    consentDate: date('consent_date'),
    consentWording: text('consent_wording'),
    attestedAt: moment('attested_at'),
    /** The byte that the next slice begins at, and the line of the file there. */
    position: bigint({ mode: 'number' }).notNull().default(0),
    line: count('line'),
    lease: uuid(),
    leasedUntil: moment('leased_until'),
    rowsAdded: count('rows_added'),
    rowsChanged: count('rows_changed'),
    rowsUnchanged: count('rows_unchanged'),
    rowsRefused: count('rows_refused'),
    problem: text(),
    finishedAt: moment('finished_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('contact_imports_organization_id_id').on(table.organizationId, table.id),
    index('contact_imports_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('contact_imports_running').on(table.updatedAt).where(sql`status = 'RUNNING'`),
    foreignKey({
      name: 'contact_imports_list',
      columns: [table.organizationId, table.listId],
      foreignColumns: [contactLists.organizationId, contactLists.id],
    }),
    texted('contact_imports', 200, 'file_name', 'consent_source'),
    texted('contact_imports', 2000, 'consent_wording', 'problem'),
    counts('contact_imports', 'line', 'rows_added', 'rows_changed', 'rows_unchanged', 'rows_refused', 'position'),
    check(
      'contact_imports_attested',
      sql`status not in ('RUNNING', 'DONE') or (mapping is not null and consent_source is not null and consent_date is not null and attested_at is not null)`,
    ),
    ...modulePolicies('campaigns', 'contact_imports', { select: isManager }),
  ],
);

/** The rows of a file that were not taken, each with its line and why. */
export const contactImportProblems = pgTable(
  'contact_import_problems',
  {
    organizationId,
    importId: uuid('import_id').notNull(),
    line: integer().notNull(),
    reason: text().notNull(),
    cells: texts('cells'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.importId, table.line] }),
    foreignKey({
      name: 'contact_import_problems_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [contactImports.organizationId, contactImports.id],
    }).onDelete('cascade'),
    ...modulePolicies('campaigns', 'contact_import_problems', { select: isManager }),
  ],
);
