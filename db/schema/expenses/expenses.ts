import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  numeric,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, currency, id, inRange, moment, percent, percentages, taxYears, updatedAt } from '../columns.ts';
import { listings } from '../listings/listings.ts';
import { organizationId, person } from '../owners.ts';
import { isManager, isOwnToChange, modulePolicies } from '../policies.ts';
import { expenseCategories } from './categories.ts';

export const expenseStatus = pgEnum('expense_status', ['PENDING', 'APPROVED', 'REJECTED', 'NEEDS_REVIEW']);

const isUndecided = sql`status in ('PENDING', 'NEEDS_REVIEW')`;

/** Money spent. The spender changes it until it is approved; only ADMIN and OWNER decide, and change it afterwards. */
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
      // A system category has no organization to compare; a trigger checks that any other category is the organization's own.
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
    /** The person who approved or rejected it, and the time: kept by trigger. */
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
    // organization. This one holds only the expenses that wait for a decision.
    index('expenses_undecided').on(table.organizationId, table.date, table.id).where(isUndecided),
    index('expenses_category_id').on(table.categoryId),
    check('expenses_merchant_length', sql`char_length(merchant) between 1 and 200`),
    inRange('expenses_amount_range', ['amount'], 1, 100_000_000),
    percentages('expenses', 'deduction_percent'),
    taxYears('expenses'),
    inRange('expenses_mileage', ['mileage_start', 'mileage_end', 'mileage_distance'], 0),
    check('expenses_mileage_order', sql`mileage_end >= mileage_start`),
    check('expenses_decision', sql`(${isUndecided}) = (approved_at is null)`),
    ...modulePolicies('expense-tax', 'expenses', {
      insert: sql`${isOwnToChange('user_id')} and (${isUndecided} or ${isManager})`,
      update: {
        before: sql`(${isOwnToChange('user_id')} and status <> 'APPROVED') or ${isManager}`,
        after: sql`(${isOwnToChange('user_id')} and ${isUndecided}) or ${isManager}`,
      },
      delete: sql`(${isOwnToChange('user_id')} and status <> 'APPROVED') or ${isManager}`,
    }),
  ],
);
