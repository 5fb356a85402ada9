import { sql } from 'drizzle-orm';
import {
  boolean,
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
import { count, counts, createdAt, id, moment, named, texted, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { bookRows, currentUserId, maySeeTaxes, modulePolicies } from '../policies.ts';

export const importFormat = pgEnum('import_format', ['CSV', 'OFX']);
/**
 * UPLOADED waits for its mapping; STAGING reads the lines; CHECKED waits for the choice of lines; COMMITTING writes the chosen ones,
 * UNDOING takes them back. A FAILED one cannot be read.
 */
export const importStatus = pgEnum('import_status', [
  'UPLOADED',
  'STAGING',
  'CHECKED',
  'COMMITTING',
  'COMPLETED',
  'UNDOING',
  'UNDONE',
  'FAILED',
]);
export const importLineState = pgEnum('import_line_state', [
  'READY',
  'POSSIBLE_DUPLICATE',
  'KNOWN',
  'SKIPPED',
  'PROBLEM',
  'IMPORTED',
  'UNDONE',
]);

/** A statement of a bank or card that was brought in. */
export const expenseImports = pgTable(
  'expense_imports',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull().unique(),
    fileSizeBytes: integer('file_size_bytes').notNull(),
    /** SHA-256 of the file, hex. */
    contentHash: text('content_hash').notNull(),
    format: importFormat().notNull(),
    /** The account of the statement, as people name it: a mapping is remembered for it. */
    account: text(),
    /** Format, encoding and first lines, as they were found when the file was uploaded. */
    detected: jsonb().notNull().default({}),
    /** The choices of people: columns, order of dates, sign, money in. They are remembered for the account. */
    mapping: jsonb().notNull().default({}),
    status: importStatus().notNull().default('UPLOADED'),
    /** Where work goes on: the next byte and the next line to read, the next line to write or to take back. */
    nextByte: integer('next_byte').notNull().default(0),
    nextLine: integer('next_line').notNull().default(1),
    linesCount: count('lines_count'),
    importedCount: count('imported_count'),
    problem: text(),
    /** Whoever works on it does so until then. */
    leasedUntil: moment('leased_until'),
    completedAt: moment('completed_at'),
    undoneAt: moment('undone_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('expense_imports_organization_id_id').on(table.organizationId, table.id),
    index('expense_imports_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    named('expense_imports', 'file_name'),
    texted('expense_imports', 200, 'account'),
    texted('expense_imports', 2_000, 'problem'),
    check('expense_imports_file_size', sql`file_size_bytes between 1 and 10485760`),
    check('expense_imports_content_hash_format', sql`content_hash ~ '^[0-9a-f]{64}$'`),
    check('expense_imports_file_key_prefix', sql`starts_with(file_key, 'imports/' || organization_id || '/')`),
    counts('expense_imports', 'next_byte', 'next_line', 'lines_count', 'imported_count'),
    // Functions write it, which know the steps of an import.
    ...modulePolicies('expense-tax', 'expense_imports', { select: bookRows('user_id').select }),
  ],
);

// Whoever sees the import sees its lines; but what came in to an account tells of income, which not everybody may see.
const isOfVisibleImport = sql`import_id in (select id from expense_imports) and (amount > 0 or amount is null or ${maySeeTaxes}
  or import_id in (select id from expense_imports where user_id = ${currentUserId}))`;

/** A line of an import, as it was understood, and what became of it. */
export const expenseImportLines = pgTable(
  'expense_import_lines',
  {
    organizationId,
    importId: uuid('import_id').notNull(),
    line: integer().notNull(),
    date: date(),
    /** Cents; negative for money that came in. */
    amount: integer(),
    merchant: text(),
    description: text(),
    account: text(),
    bankId: text('bank_id'),
    /** Which of the lines of this file that are alike in everything else. */
    occurrence: integer().notNull().default(1),
    state: importLineState().notNull(),
    isSelected: boolean('is_selected').notNull().default(false),
    categoryId: uuid('category_id'),
    listingId: uuid('listing_id'),
    /** The expense that it may be already. */
    duplicateOf: uuid('duplicate_of'),
    /** The expense or income that it became. */
    becameId: uuid('became_id'),
    /** What is wrong with the line: column, found, expected; or why it was kept when the others were taken back. */
    problems: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.importId, table.line] }),
    foreignKey({
      name: 'expense_import_lines_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [expenseImports.organizationId, expenseImports.id],
    }).onDelete('cascade'),
    index('expense_import_lines_identity').on(table.organizationId, table.account, table.date, table.amount),
    check('expense_import_lines_line', sql`line between 1 and 1000000 and occurrence >= 1`),
    texted('expense_import_lines', 200, 'merchant', 'account', 'bank_id'),
    texted('expense_import_lines', 2_000, 'description'),
    ...modulePolicies('expense-tax', 'expense_import_lines', { select: isOfVisibleImport }),
  ],
);
