import { sql } from 'drizzle-orm';
import { bigint, check, date, jsonb, pgEnum, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { amounts, cents, createdAt, id, orderedPeriod, percent, percentages, taxYears, updatedAt } from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isManager, modulePolicies, taxRows } from '../policies.ts';

export const taxCalculationMethod = pgEnum('tax_calculation_method', ['STANDARD', 'SIMPLIFIED', 'CUSTOM']);
export const taxPaymentStatus = pgEnum('tax_payment_status', ['UNPAID', 'PARTIALLY_PAID', 'PAID']);

const sum = (name: string) => cents(name).notNull().default(0);

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
    /** What the settings and the books said: the inputs of the calculation. */
    assumptions: jsonb().notNull().default({}),
    /** Which edition of the calculation made it. */
    calculationVersion: text('calculation_version').notNull().default(''),
    /** SHA-256 of the tax office's figures it was made with, hex. */
    figuresHash: text('figures_hash'),
    /** The numbered lines: name, formula, values, source. */
    lines: jsonb().notNull().default([]),
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
    check('tax_estimates_figures_hash_format', sql`figures_hash ~ '^[0-9a-f]{64}$'`),
    ...modulePolicies('expense-tax', 'tax_estimates', taxRows),
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
