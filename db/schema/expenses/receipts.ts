import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { confidence, createdAt, id, inRange, moment, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { isManager, isOwnToChange, modulePolicies } from '../policies.ts';
import { expenses } from './expenses.ts';

// Everybody who may change the expense may change its receipts.
const isReceiptToChange = sql`exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id
    and ((${isOwnToChange('expenses.user_id')} and expenses.status <> 'APPROVED') or ${isManager}))`;

// Whoever reads the expense reads its receipts: its own policy decides.
const isReceiptToRead = sql`exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id)`;

/** A picture or PDF that proves an expense. */
export const receipts = pgTable(
  'receipts',
  {
    id,
    organizationId,
    expenseId: uuid('expense_id').notNull(),
    fileName: text('file_name').notNull(),
    fileKey: text('file_key').notNull().unique(),
    fileType: text('file_type').notNull(),
    fileSizeBytes: integer('file_size_bytes').notNull(),
    /** SHA-256 of the file, hex: the same receipt twice shows by it. */
    contentHash: text('content_hash').notNull(),
    ocrText: text('ocr_text'),
    ocrConfidence: confidence('ocr_confidence'),
    ocrProcessedAt: moment('ocr_processed_at'),
    ocrMetadata: jsonb('ocr_metadata'),
    merchantName: text('merchant_name'),
    receiptDate: date('receipt_date'),
    /** Cents. */
    receiptTotal: integer('receipt_total'),
    isVerified: boolean('is_verified').notNull().default(false),
    verifiedBy: person('verified_by'),
    verifiedAt: moment('verified_at'),
    /** Taken off its expense; the file goes 30 days later. */
    deletedAt: moment('deleted_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    foreignKey({
      name: 'receipts_expense',
      columns: [table.organizationId, table.expenseId],
      foreignColumns: [expenses.organizationId, expenses.id],
    }).onDelete('cascade'),
    index('receipts_organization_id_expense_id').on(table.organizationId, table.expenseId, table.createdAt),
    index('receipts_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('receipts_organization_id_content_hash').on(table.organizationId, table.contentHash),
    check('receipts_file_type', sql`file_type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')`),
    inRange('receipts_file_size', ['file_size_bytes'], 1, 10_485_760),
    check('receipts_content_hash_format', sql`content_hash ~ '^[0-9a-f]{64}$'`),
    check(
      'receipts_file_key_prefix',
      sql`starts_with(file_key, 'receipts/' || organization_id || '/' || expense_id || '/')`,
    ),
    inRange('receipts_ocr_confidence_range', ['ocr_confidence'], 0, 1),
    inRange('receipts_receipt_total_range', ['receipt_total'], 0),
    check('receipts_verification', sql`is_verified = (verified_at is not null)`),
    // Their sum is what an organization has used of its storage.
    index('receipts_kept').on(table.organizationId, table.fileSizeBytes).where(sql`deleted_at is null`),
    index('receipts_deleted').on(table.deletedAt).where(sql`deleted_at is not null`),
    ...modulePolicies('expense-tax', 'receipts', {
      select: isReceiptToRead,
      insert: isReceiptToChange,
      update: isReceiptToChange,
      delete: isReceiptToChange,
    }),
  ],
);
