import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/accounts.ts';
import {
  confidence,
  createdAt,
  currency,
  id,
  inRange,
  moment,
  named,
  organizationId,
  percent,
  percentages,
  person,
  taxYears,
  updatedAt,
} from '../columns.ts';
import { listings } from '../listings.ts';
import { applicationRole, isManager, isOwnToChange, tenantPolicies } from '../policies.ts';

export const expenseStatus = pgEnum('expense_status', ['PENDING', 'APPROVED', 'REJECTED', 'NEEDS_REVIEW']);

/** What kind of expense it is to the tax office, whatever line of whatever form that is in a year. */
export const irsCategory = pgEnum('irs_category', [
  'ADVERTISING',
  'CAR_AND_TRUCK',
  'CLEANING_AND_MAINTENANCE',
  'COMMISSIONS_AND_FEES',
  'CONTRACT_LABOR',
  'DEPRECIATION',
  'EMPLOYEE_BENEFITS',
  'ENERGY_EFFICIENT_BUILDINGS',
  'INSURANCE',
  'LEGAL_AND_PROFESSIONAL',
  'MANAGEMENT_FEES',
  'MEALS',
  'MORTGAGE_INTEREST',
  'OFFICE_EXPENSE',
  'OTHER_EXPENSES',
  'OTHER_INTEREST',
  'RENT_EQUIPMENT',
  'RENT_PROPERTY',
  'REPAIRS_AND_MAINTENANCE',
  'SUPPLIES',
  'TAXES_AND_LICENSES',
  'TRAVEL',
  'UTILITIES',
  'WAGES',
]);
export const taxForm = pgEnum('tax_form', ['SCHEDULE_C', 'SCHEDULE_E']);

/**
 * The line of a form that a kind of expense goes to, from a tax year on and until a later row says otherwise. The forms
 * are renumbered now and then; an old year keeps its lines.
 */
export const taxFormLines = pgTable(
  'tax_form_lines',
  {
    form: taxForm().notNull(),
    irsCategory: irsCategory('irs_category').notNull(),
    firstTaxYear: smallint('first_tax_year').notNull(),
    line: text().notNull(),
    label: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.form, table.irsCategory, table.firstTaxYear] }),
    inRange('tax_form_lines_first_tax_year_range', ['first_tax_year'], 2020, 2100),
    check('tax_form_lines_line_format', sql`line ~ '^[0-9]{1,2}[a-z]?$'`),
    pgPolicy('public_read_tax_form_lines', { to: applicationRole, for: 'select', using: sql`true` }),
  ],
);

/** What money is spent on. Rows without organization belong to the system: everybody reads them, nobody changes them. */
export const expenseCategories = pgTable(
  'expense_categories',
  {
    id,
    organizationId: uuid('organization_id').references(() => organizations.id),
    name: text().notNull(),
    code: text().notNull(),
    description: text(),
    /** Null: not settled, and reported with the other expenses. */
    irsCategory: irsCategory('irs_category'),
    /** Whether an expense in it is deductible unless it says otherwise. */
    defaultDeductible: boolean('default_deductible').notNull().default(true),
    /** Percent of the amount that may be deducted. */
    deductionLimit: percent('deduction_limit').notNull().default(100),
    color: text(),
    icon: text(),
    isActive: boolean('is_active').notNull().default(true),
    isSystem: boolean('is_system').notNull().generatedAlwaysAs(sql`organization_id is null`),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('expense_categories_organization_id_code').on(table.organizationId, table.code).nullsNotDistinct(),
    index('expense_categories_organization_id_name').on(table.organizationId, table.name),
    named('expense_categories'),
    check('expense_categories_code_format', sql`code ~ '^[A-Z][A-Z0-9_]{0,39}$'`),
    percentages('expense_categories', 'deduction_limit'),
    check('expense_categories_color_format', sql`color ~ '^#[0-9a-f]{6}$'`),
    ...tenantPolicies('expense_categories', { insert: isManager, update: isManager, delete: isManager }),
    pgPolicy('public_read_expense_categories', {
      to: applicationRole,
      for: 'select',
      using: sql`organization_id is null`,
    }),
  ],
);

const isUndecided = sql`status in ('PENDING', 'NEEDS_REVIEW')`;

/** Money spent. Whoever spent it changes it until it is approved; only ADMIN and OWNER decide, and change it afterwards. */
export const expenses = pgTable(
  'expenses',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    date: date().notNull(),
    merchant: text().notNull(),
    /** Cents. */
    amount: integer().notNull(),
    currency,
    categoryId: uuid('category_id')
      .notNull()
      // A system category has no organization to match: a trigger checks that another one is the organization's own.
      .references(() => expenseCategories.id),
    description: text(),
    notes: text(),
    listingId: uuid('listing_id'),
    isDeductible: boolean('is_deductible').notNull().default(true),
    deductionPercent: percent('deduction_percent').notNull().default(100),
    taxYear: smallint('tax_year').notNull(),
    /** Odometer, miles. */
    mileageStart: numeric('mileage_start', { precision: 9, scale: 1, mode: 'number' }),
    mileageEnd: numeric('mileage_end', { precision: 9, scale: 1, mode: 'number' }),
    /** Miles driven for business. */
    mileageDistance: numeric('mileage_distance', { precision: 7, scale: 1, mode: 'number' }),
    mileagePurpose: text('mileage_purpose'),
    quickbooksId: text('quickbooks_id'),
    quickbooksSynced: boolean('quickbooks_synced').notNull().default(false),
    status: expenseStatus().notNull().default('PENDING'),
    /** Who approved or rejected it, and when: kept by trigger. */
    approvedBy: person('approved_by'),
    approvedAt: moment('approved_at'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('expenses_organization_id_id').on(table.organizationId, table.id),
    unique('expenses_quickbooks_id').on(table.organizationId, table.quickbooksId),
    foreignKey({
      name: 'expenses_listing',
      columns: [table.organizationId, table.listingId],
      foreignColumns: [listings.organizationId, listings.id],
    }),
    index('expenses_organization_id_date').on(table.organizationId, table.date, table.id),
    index('expenses_organization_id_category_id').on(table.organizationId, table.categoryId, table.date),
    index('expenses_organization_id_listing_id').on(table.organizationId, table.listingId, table.date),
    index('expenses_organization_id_tax_year').on(table.organizationId, table.taxYear, table.date),
    index('expenses_organization_id_status').on(table.organizationId, table.status, table.date),
    // Enum comparison is not leakproof, so under row-level security the index above is only used up to the
    // organization. This one holds what waits for a decision and nothing else.
    index('expenses_undecided').on(table.organizationId, table.date, table.id).where(isUndecided),
    index('expenses_category_id').on(table.categoryId),
    check('expenses_merchant_length', sql`char_length(merchant) between 1 and 200`),
    inRange('expenses_amount_range', ['amount'], 1, 100_000_000),
    percentages('expenses', 'deduction_percent'),
    taxYears('expenses'),
    inRange('expenses_mileage', ['mileage_start', 'mileage_end', 'mileage_distance'], 0),
    check('expenses_mileage_order', sql`mileage_end >= mileage_start`),
    check('expenses_decision', sql`(${isUndecided}) = (approved_at is null)`),
    ...tenantPolicies('expenses', {
      insert: sql`${isOwnToChange('user_id')} and (${isUndecided} or ${isManager})`,
      update: {
        before: sql`(${isOwnToChange('user_id')} and status <> 'APPROVED') or ${isManager}`,
        after: sql`(${isOwnToChange('user_id')} and ${isUndecided}) or ${isManager}`,
      },
      delete: sql`(${isOwnToChange('user_id')} and status <> 'APPROVED') or ${isManager}`,
    }),
  ],
);

// Whoever may change the expense changes its receipts.
const isReceiptToChange = sql`exists (
  select 1 from expenses where expenses.organization_id = receipts.organization_id and expenses.id = receipts.expense_id
    and ((${isOwnToChange('expenses.user_id')} and expenses.status <> 'APPROVED') or ${isManager}))`;

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
    /** SHA-256 of the file, hex: the same receipt twice is noticed by it. */
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
    ...tenantPolicies('receipts', {
      insert: isReceiptToChange,
      update: isReceiptToChange,
      delete: isReceiptToChange,
    }),
  ],
);
