import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  date,
  index,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import {
  amounts,
  cents,
  createdAt,
  id,
  inRange,
  percent,
  stateCode,
  taxYears,
  texted,
  updatedAt,
  version,
} from '../columns.ts';
import { organizationId, person } from '../owners.ts';
import { currentUserId, isOwner, maySeeTaxes, modulePolicies, taxRows } from '../policies.ts';
import { taxCalculationMethod } from './estimates.ts';

/** What the organization is for the tax office. Only the first two are estimated. */
export const taxedAs = pgEnum('taxed_as', [
  'SOLE_PROPRIETOR',
  'SINGLE_MEMBER_LLC',
  'PARTNERSHIP',
  'S_CORPORATION',
  'C_CORPORATION',
]);
export const filingStatus = pgEnum('filing_status', [
  'SINGLE',
  'MARRIED_JOINT',
  'MARRIED_SEPARATE',
  'HEAD_OF_HOUSEHOLD',
  'SURVIVING_SPOUSE',
]);
export const homeOfficeMethod = pgEnum('home_office_method', ['NONE', 'SIMPLIFIED', 'FORM_8829']);
export const instalmentMethod = pgEnum('instalment_method', ['EQUAL', 'ANNUALIZED']);
export const taxJurisdiction = pgEnum('tax_jurisdiction', ['FEDERAL', 'STATE']);

const typed = (name: string) => cents(name).notNull().default(0);
const typedAmounts = {
  w2Wages: typed('w2_wages'),
  w2SocialSecurityWages: typed('w2_social_security_wages'),
  federalWithholding: typed('federal_withholding'),
  stateWithholding: typed('state_withholding'),
  itemizedDeductions: typed('itemized_deductions'),
  additionalDeductions: typed('additional_deductions'),
  otherIncome: typed('other_income'),
  netCapitalGain: typed('net_capital_gain'),
  otherInvestmentIncome: typed('other_investment_income'),
  healthInsurance: typed('health_insurance'),
  retirementContributions: typed('retirement_contributions'),
  otherAdjustments: typed('other_adjustments'),
  credits: typed('credits'),
  otherTaxes: typed('other_taxes'),
  wagesPaid: typed('wages_paid'),
  qualifiedProperty: typed('qualified_property'),
  homeOfficeAmount: typed('home_office_amount'),
  customIncome: typed('custom_income'),
  customExpenses: typed('custom_expenses'),
  stateDeduction: typed('state_deduction'),
};

/** What the taxpayer says of a year and the books do not tell. Amounts are of the whole year, in cents. */
export const taxSettings = pgTable(
  'tax_settings',
  {
    organizationId,
    taxYear: smallint('tax_year').notNull(),
    taxedAs: taxedAs('taxed_as').notNull().default('SOLE_PROPRIETOR'),
    filingStatus: filingStatus('filing_status').notNull().default('SINGLE'),
    ...typedAmounts,
    /** Null while unknown. The income of last year may be negative. */
    lastYearTax: cents('last_year_tax'),
    lastYearIncome: cents('last_year_income'),
    hadNoTaxLastYear: boolean('had_no_tax_last_year').notNull().default(false),
    rentalQualifies: boolean('rental_qualifies').notNull().default(false),
    isRealEstateProfessional: boolean('is_real_estate_professional').notNull().default(false),
    materiallyParticipates: boolean('materially_participates').notNull().default(true),
    homeOfficeMethod: homeOfficeMethod('home_office_method').notNull().default('NONE'),
    homeOfficeSquareFeet: smallint('home_office_square_feet').notNull().default(0),
    homeOfficeMonths: smallint('home_office_months').notNull().default(12),
    calculationMethod: taxCalculationMethod('calculation_method').notNull().default('STANDARD'),
    /** Percent of the profit, for the method SIMPLIFIED. */
    simplifiedRate: percent('simplified_rate').notNull().default(0),
    instalmentMethod: instalmentMethod('instalment_method').notNull().default('EQUAL'),
    state: char({ length: 2 }),
    /** Percent; null while nobody said. */
    stateRate: numeric('state_rate', { precision: 5, scale: 3, mode: 'number' }),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.taxYear] }),
    taxYears('tax_settings'),
    stateCode('tax_settings'),
    amounts(
      'tax_settings',
      // All sums of money but last year's income, which may be a loss.
      ...Object.values(table)
        .filter(({ columnType, name }) => columnType === 'PgBigInt53' && name !== 'last_year_income')
        .map(({ name }) => name),
    ),
    inRange('tax_settings_rates', ['simplified_rate', 'state_rate'], 0, 100),
    inRange('tax_settings_home_office_square_feet', ['home_office_square_feet'], 0, 30_000),
    inRange('tax_settings_home_office_months', ['home_office_months'], 0, 12),
    check('tax_settings_social_security_wages', sql`w2_social_security_wages <= w2_wages`),
    ...modulePolicies('expense-tax', 'tax_settings', taxRows),
  ],
);

/** People whom an OWNER lets see the taxes, while they are ADMIN or VIEWER. */
export const taxReaders = pgTable(
  'tax_readers',
  {
    organizationId,
    userId: person('user_id').notNull(),
    namedBy: person('named_by').notNull(),
    createdAt,
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.userId] }),
    index('tax_readers_user_id').on(table.userId),
    ...modulePolicies('expense-tax', 'tax_readers', {
      select: maySeeTaxes,
      insert: sql`${isOwner} and named_by = ${currentUserId}`,
      delete: isOwner,
    }),
  ],
);

/** A payment of estimated tax. */
export const taxPayments = pgTable(
  'tax_payments',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    taxYear: smallint('tax_year').notNull(),
    /** The instalment it is for; null for one with an extension or the return. */
    quarter: smallint(),
    jurisdiction: taxJurisdiction().notNull().default('FEDERAL'),
    paidOn: date('paid_on').notNull(),
    /** Cents. */
    amount: cents('amount').notNull(),
    /** The number the tax office confirmed it with. */
    confirmation: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt,
  },
  (table) => [
    index('tax_payments_organization_id_tax_year').on(table.organizationId, table.taxYear, table.paidOn, table.id),
    taxYears('tax_payments'),
    check('tax_payments_quarter_range', sql`quarter between 1 and 4`),
    inRange('tax_payments_amount_range', ['amount'], 1, 10_000_000_000),
    texted('tax_payments', 200, 'confirmation'),
    ...modulePolicies('expense-tax', 'tax_payments', taxRows),
  ],
);
