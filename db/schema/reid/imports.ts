import { sql } from 'drizzle-orm';
import {
  check,
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
import { count, counts, createdAt, id, moment, named, texted, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies } from '../policies.ts';

/**
 * UPLOADED waits for what only a person knows; CHECKING reads every line; READY waits for "Apply"; APPLYING and UNDOING are at work.
 * A REFUSED one brought nothing in.
 */
export const reidImportStatus = pgEnum('reid_import_status', [
  'UPLOADED',
  'CHECKING',
  'READY',
  'APPLYING',
  'APPLIED',
  'REFUSED',
  'CANCELLED',
  'UNDOING',
  'UNDONE',
]);
/** What a row of a file is about. */
export const reidRowKind = pgEnum('reid_row_kind', ['MARKET', 'SERIES', 'DEMOGRAPHICS', 'SCHOOL']);
/** What an import does to a row. */
export const reidRowOutcome = pgEnum('reid_row_outcome', ['NEW', 'RESTATED', 'UNCHANGED', 'WITHDRAWN']);

/** A file of a publisher that was brought in. Functions write it, which know the steps of an import. */
export const reidImports = pgTable(
  'reid_imports',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull().unique(),
    fileSizeBytes: integer('file_size_bytes').notNull(),
    /** SHA-256 of the file, hex. */
    contentHash: text('content_hash').notNull(),
    /** The publisher's layout, once it is known. */
    format: text(),
    /** The published series family. One file of Redfin holds two. */
    dataSources: text('data_sources').array().notNull().default(sql`'{}'::text[]`),
    status: reidImportStatus().notNull().default('UPLOADED'),
    /** Encoding, separator, header and first rows, as they were found. */
    detected: jsonb().notNull().default({}),
    /** What people chose: first month, states, figure, year. */
    choices: jsonb().notNull().default({}),
    /** Cells of the header, in the order of the file. */
    header: jsonb(),
    /** Unpacked parts of the file: key, bytes and first line of each. */
    parts: jsonb().notNull().default([]),
    /** Where checking goes on: part, byte, line. */
    checkedThrough: jsonb('checked_through'),
    /** The last row that was applied, or that is still to be undone. */
    appliedThrough: count('applied_through'),
    /** Rows that the next slice takes: more while it is quick, fewer after a slice that took too long. */
    sliceRows: integer('slice_rows').notNull().default(2000),
    rowsCount: count('rows_count'),
    newCount: count('new_count'),
    restatedCount: count('restated_count'),
    unchangedCount: count('unchanged_count'),
    withdrawnCount: count('withdrawn_count'),
    problemsCount: count('problems_count'),
    /** Why it was refused, or stopped. */
    problem: text(),
    /** Whoever works on it does so until then. */
    leasedUntil: moment('leased_until'),
    appliedAt: moment('applied_at'),
    undoneAt: moment('undone_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_imports_organization_id_id').on(table.organizationId, table.id),
    index('reid_imports_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('reid_imports_content_hash').on(table.organizationId, table.contentHash),
    // The schedule goes on with these.
    index('reid_imports_at_work').on(table.leasedUntil).where(sql`status in ('CHECKING', 'APPLYING', 'UNDOING')`),
    named('reid_imports', 'file_name'),
    texted('reid_imports', 2_000, 'problem'),
    check('reid_imports_file_size', sql`file_size_bytes between 1 and 26214400`),
    check('reid_imports_content_hash_format', sql`content_hash ~ '^[0-9a-f]{64}$'`),
    check('reid_imports_file_key_prefix', sql`starts_with(file_key, 'imports/' || organization_id || '/')`),
    counts(
      'reid_imports',
      'applied_through',
      'rows_count',
      'new_count',
      'restated_count',
      'unchanged_count',
      'withdrawn_count',
      'problems_count',
    ),
    check('reid_imports_slice_rows', sql`slice_rows between 1 and 100000`),
    ...modulePolicies('reid-dashboard', 'reid_imports', {}),
  ],
);

/** A row of an import as it was understood, and what it replaced. */
export const reidImportRows = pgTable(
  'reid_import_rows',
  {
    organizationId,
    importId: uuid('import_id').notNull(),
    /** Its place among the rows of the import, from 1. */
    number: integer().notNull(),
    /** Its line in the file. */
    line: integer().notNull(),
    kind: reidRowKind().notNull(),
    /** What a file may say once only: source, area, property type and period; series and day; area and year; school. */
    rowKey: text('row_key').notNull(),
    /** The columns of the row that it becomes. */
    record: jsonb().notNull(),
    /** The cells that it was read from, in the order of the file. */
    raw: jsonb(),
    outcome: reidRowOutcome(),
    /** The row that it changed, as it was; null where there was none. */
    before: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.importId, table.number] }),
    unique('reid_import_rows_key').on(table.organizationId, table.importId, table.rowKey),
    foreignKey({
      name: 'reid_import_rows_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }).onDelete('cascade'),
    ...modulePolicies('reid-dashboard', 'reid_import_rows', {}),
  ],
);

/** Something wrong in a file: where it is, what is there, and what should be. */
export const reidImportProblems = pgTable(
  'reid_import_problems',
  {
    organizationId,
    importId: uuid('import_id').notNull(),
    number: integer().notNull(),
    line: integer().notNull(),
    columnName: text('column_name'),
    found: text(),
    expected: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.importId, table.number] }),
    foreignKey({
      name: 'reid_import_problems_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }).onDelete('cascade'),
    texted('reid_import_problems', 100, 'found'),
    check('reid_import_problems_number', sql`number between 1 and 1000`),
    ...modulePolicies('reid-dashboard', 'reid_import_problems', {}),
  ],
);
