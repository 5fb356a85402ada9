import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  pgEnum,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/organizations.ts';
import { createdAt, id, inRange, named, percent, percentages, texted, updatedAt } from '../columns.ts';
import { listings } from '../listings/listings.ts';
import { organizationId } from '../owners.ts';
import { applicationRole, managedRows, modulePolicies } from '../policies.ts';

/** The kinds of expenses the tax office tells apart. Which line of which form each is on changes from year to year. */
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

/** Kinds of things money is spent on. Rows without organization belong to the system: everybody reads them, nobody changes them. */
export const expenseCategories = pgTable(
  'expense_categories',
  {
    id,
    organizationId: uuid('organization_id').references(() => organizations.id),
    name: text().notNull(),
    code: text().notNull(),
    description: text(),
    /** Null while nobody has decided: reported with the other expenses. Null with a limit of 0 percent: on no line of any form. */
    irsCategory: irsCategory('irs_category'),
    /** Whether its expenses are deductible unless one says otherwise. */
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
    ...modulePolicies('expense-tax', 'expense_categories', managedRows),
    pgPolicy('public_read_expense_categories', {
      to: applicationRole,
      for: 'select',
      using: sql`organization_id is null`,
    }),
  ],
);

/** What an expense is taken for whose merchant holds the rule's text: the longest text that fits decides. */
export const merchantRules = pgTable(
  'merchant_rules',
  {
    id,
    organizationId,
    /** Part of the merchant's name, whatever its case. */
    merchant: text().notNull(),
    categoryId: uuid('category_id')
      .notNull()
      .references(() => expenseCategories.id),
    listingId: uuid('listing_id'),
    createdAt,
    updatedAt,
  },
  (table) => [
    uniqueIndex('merchant_rules_organization_id_merchant').on(table.organizationId, sql`lower(merchant)`),
    foreignKey({
      name: 'merchant_rules_listing',
      columns: [table.organizationId, table.listingId],
      foreignColumns: [listings.organizationId, listings.id],
    }),
    index('merchant_rules_category_id').on(table.categoryId),
    index('merchant_rules_listing_id').on(table.organizationId, table.listingId),
    texted('merchant_rules', 200, 'merchant'),
    ...modulePolicies('expense-tax', 'merchant_rules', managedRows),
  ],
);
