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
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  cents,
  counts,
  createdAt,
  id,
  inRange,
  moment,
  named,
  orderedPeriod,
  people,
  periodColumns,
  taxYears,
  updatedAt,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isManager, isOwnToChange, maySeeTaxes, modulePolicies } from '../policies.ts';

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

const sum = (name: string) => cents(name).notNull().default(0);

const holdsNoSecret = sql`(not holds_taxes or ${maySeeTaxes})`;
const isShared = sql`(is_shared or ${currentUserId} = any (shared_with)) and (share_expires_at is null or share_expires_at > now())`;
const isReadable = sql`(user_id = ${currentUserId} or ${isManager} or (${isShared})) and ${holdsNoSecret}`;
const isChangedByThem = sql`((${isOwnToChange('user_id')}) or ${isManager}) and ${holdsNoSecret}`;

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
    /** One person whose expenses it holds; null for everybody's. */
    memberId: person('member_id'),
    /** What CUSTOM picks out. */
    filters: jsonb().notNull().default({}),
    isInWholeDollars: boolean('is_in_whole_dollars').notNull().default(false),
    /** Whether it tells income or an estimate. Then only who may see taxes makes, reads and shares it. */
    holdsTaxes: boolean('holds_taxes')
      .notNull()
      .generatedAlwaysAs(sql`template_type in ('SCHEDULE_C', 'SCHEDULE_E', 'QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY')`),
    /** The headings of its rows, in their order, each with its sums and what its lines are computed from. */
    sections: jsonb().notNull().default([]),
    csvKey: text('csv_key'),
    csvSizeBytes: integer('csv_size_bytes'),
    /** SHA-256, hex, of the link's token. */
    linkTokenHash: text('link_token_hash'),
    linkExpiresAt: moment('link_expires_at'),
    /** SHA-256, hex, of the list of everything that the evidence holds. */
    manifestHash: text('manifest_hash'),
    attempts: smallint().notNull().default(0),
    /** When the attempt under way began. */
    startedAt: moment('started_at'),
    problem: text(),
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
    check('tax_reports_file_format', sql`file_format in ('PDF', 'CSV', 'XLSX', 'JSON')`),
    check('tax_reports_completed', sql`status <> 'COMPLETED' or generated_at is not null`),
    unique('tax_reports_organization_id_id').on(table.organizationId, table.id),
    unique('tax_reports_link_token_hash').on(table.linkTokenHash),
    index('tax_reports_unfinished').on(table.startedAt).where(sql`status = 'GENERATING'`),
    check('tax_reports_hashes', sql`link_token_hash ~ '^[0-9a-f]{64}$' and manifest_hash ~ '^[0-9a-f]{64}$'`),
    check(
      'tax_reports_file_key_prefix',
      sql`starts_with(file_key, 'reports/' || organization_id || '/') and starts_with(csv_key, 'reports/' || organization_id || '/')`,
    ),
    check('tax_reports_link', sql`(link_token_hash is null) = (link_expires_at is null)`),
    inRange('tax_reports_attempts', ['attempts'], 0, 100),
    // Reports are made by a function, which starts them.
    ...modulePolicies('expense-tax', 'tax_reports', {
      select: isReadable,
      update: isChangedByThem,
      delete: isChangedByThem,
    }),
  ],
);

const ofReport = sql`exists (select from tax_reports where tax_reports.organization_id = tax_report_rows.organization_id
  and tax_reports.id = tax_report_rows.report_id)`;

/** What a report holds, frozen when it was made: the file is drawn from these rows and from nothing else. */
export const taxReportRows = pgTable(
  'tax_report_rows',
  {
    organizationId,
    reportId: uuid('report_id').notNull(),
    position: integer().notNull(),
    /** The heading it stands under: a line of a form, a category, a payee. */
    section: text().notNull(),
    /** The expense it tells; null for income, depreciation and other lines. It may be gone since. */
    expenseId: uuid('expense_id'),
    date: date(),
    label: text().notNull(),
    netAmount: sum('net_amount'),
    deductibleAmount: sum('deductible_amount'),
    /** Everything else that the report or its evidence says of it. */
    details: jsonb().notNull().default({}),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.reportId, table.position] }),
    foreignKey({
      name: 'tax_report_rows_report',
      columns: [table.organizationId, table.reportId],
      foreignColumns: [taxReports.organizationId, taxReports.id],
    }).onDelete('cascade'),
    ...modulePolicies('expense-tax', 'tax_report_rows', { select: ofReport }),
  ],
);
