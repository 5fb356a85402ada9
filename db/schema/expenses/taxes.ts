import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  smallint,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';
import {
  amounts,
  counts,
  createdAt,
  id,
  moment,
  named,
  orderedPeriod,
  people,
  percent,
  percentages,
  periodColumns,
  taxYears,
  updatedAt,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isManager, modulePolicies, personalRows } from '../policies.ts';

export const taxCalculationMethod = pgEnum('tax_calculation_method', ['STANDARD', 'SIMPLIFIED', 'CUSTOM']);
export const taxPaymentStatus = pgEnum('tax_payment_status', ['UNPAID', 'PARTIALLY_PAID', 'PAID']);
export const taxReportTemplate = pgEnum('tax_report_template', [
  'FORM_1099_MISC',
  'FORM_1099_NEC',
  'SCHEDULE_C',
  'SCHEDULE_E',
  'EXPENSE_SUMMARY',
  'CATEGORY_BREAKDOWN',
  'QUARTERLY_ESTIMATE',
  'ANNUAL_SUMMARY',
  'CUSTOM',
]);
export const taxReportStatus = pgEnum('tax_report_status', ['GENERATING', 'COMPLETED', 'FAILED', 'EXPIRED']);

/** Cents; eight bytes, because a year of a large organization exceeds four. */
const sum = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

/** The tax owed for a quarter or (no quarter) a year. One of each for the organization. */
export const taxEstimates = pgTable(
  'tax_estimates',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    taxYear: smallint('tax_year').notNull(),
    quarter: smallint(),
    periodStart: date('period_start').notNull(),
    periodEnd: date('period_end').notNull(),
    totalIncome: sum('total_income'),
    totalExpenses: sum('total_expenses'),
    totalDeductions: sum('total_deductions'),
    /** Negative for a loss. */
    netIncome: sum('net_income'),
    /** Percent. */
    estimatedTaxRate: percent('estimated_tax_rate'),
    federalTaxEstimated: sum('federal_tax_estimated'),
    stateTaxEstimated: sum('state_tax_estimated'),
    selfEmploymentTax: sum('self_employment_tax'),
    totalTaxEstimated: bigint('total_tax_estimated', { mode: 'number' })
      .notNull()
      .generatedAlwaysAs(sql`federal_tax_estimated + state_tax_estimated + self_employment_tax`),
    amountPaid: sum('amount_paid'),
    paymentDueDate: date('payment_due_date'),
    /** Follows from the amounts. An estimate is overdue when it is not PAID and past its date. */
    paymentStatus: taxPaymentStatus('payment_status')
      .notNull()
      .generatedAlwaysAs(
        sql`case when amount_paid >= federal_tax_estimated + state_tax_estimated + self_employment_tax then 'PAID'::tax_payment_status when amount_paid > 0 then 'PARTIALLY_PAID'::tax_payment_status else 'UNPAID'::tax_payment_status end`,
      ),
    quickbooksId: text('quickbooks_id'),
    calculationMethod: taxCalculationMethod('calculation_method').notNull().default('STANDARD'),
    assumptions: jsonb().notNull().default({}),
    calculatedAt: timestamp('calculated_at', { withTimezone: true }).notNull().defaultNow(),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('tax_estimates_organization_id_tax_year_quarter')
      .on(table.organizationId, table.taxYear, table.quarter)
      .nullsNotDistinct(),
    unique('tax_estimates_quickbooks_id').on(table.organizationId, table.quickbooksId),
    taxYears('tax_estimates'),
    check('tax_estimates_quarter_range', sql`quarter between 1 and 4`),
    orderedPeriod('tax_estimates'),
    percentages('tax_estimates', 'estimated_tax_rate'),
    amounts(
      'tax_estimates',
      'total_income',
      'total_expenses',
      'total_deductions',
      'federal_tax_estimated',
      'state_tax_estimated',
      'self_employment_tax',
      'amount_paid',
    ),
    ...modulePolicies('expense-tax', 'tax_estimates', personalRows('user_id')),
  ],
);

/** A form or summary made from the expenses, as a file. */
export const taxReports = pgTable(
  'tax_reports',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    name: text().notNull(),
    templateType: taxReportTemplate('template_type').notNull(),
    taxYear: smallint('tax_year').notNull(),
    ...periodColumns,
    status: taxReportStatus().notNull().default('GENERATING'),
    fileKey: text('file_key'),
    fileFormat: text('file_format'),
    fileSizeBytes: integer('file_size_bytes'),
    totalIncome: sum('total_income'),
    totalExpenses: sum('total_expenses'),
    totalDeductions: sum('total_deductions'),
    categoriesCount: integer('categories_count').notNull().default(0),
    expensesCount: integer('expenses_count').notNull().default(0),
    isShared: boolean('is_shared').notNull().default(false),
    sharedWith: people('shared_with'),
    /** End of sharing, with everybody and with single people. */
    shareExpiresAt: moment('share_expires_at'),
    generatedAt: moment('generated_at'),
    generationTimeMs: integer('generation_time_ms'),
    templateVersion: text('template_version').notNull().default('1'),
    createdAt,
    updatedAt,
  },
  (table) => [
    index('tax_reports_organization_id_created_at').on(table.organizationId, table.createdAt, table.id),
    index('tax_reports_organization_id_tax_year').on(table.organizationId, table.taxYear, table.createdAt),
    named('tax_reports'),
    taxYears('tax_reports'),
    orderedPeriod('tax_reports'),
    counts('tax_reports', 'categories_count', 'expenses_count', 'file_size_bytes', 'generation_time_ms'),
    amounts('tax_reports', 'total_income', 'total_expenses', 'total_deductions'),
    check('tax_reports_file_format', sql`file_format in ('PDF', 'CSV', 'XLSX', 'JSON')`),
    check('tax_reports_completed', sql`status <> 'COMPLETED' or generated_at is not null`),
    ...modulePolicies(
      'expense-tax',
      'tax_reports',
      personalRows(
        'user_id',
        sql`(is_shared or ${currentUserId} = any (shared_with)) and (share_expires_at is null or share_expires_at > now())`,
      ),
    ),
  ],
);

/** Years with closed books: a trigger lets nothing in them change. Deleting the row opens the year again. */
export const closedTaxYears = pgTable(
  'closed_tax_years',
  {
    id,
    organizationId,
    taxYear: smallint('tax_year').notNull(),
    closedBy: person('closed_by').notNull(),
    closedAt: timestamp('closed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    unique('closed_tax_years_organization_id_tax_year').on(table.organizationId, table.taxYear),
    taxYears('closed_tax_years'),
    ...modulePolicies('expense-tax', 'closed_tax_years', {
      insert: sql`closed_by = ${currentUserId} and ${isManager}`,
      delete: isManager,
    }),
  ],
);
