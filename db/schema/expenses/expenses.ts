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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { organizations } from '../accounts/organizations.ts';
import {
  createdAt,
  currency,
  enteredAmount,
  id,
  inRange,
  miles,
  moment,
  percent,
  percentages,
  taxYearOf,
  taxYears,
  texted,
  updatedAt,
  version,
} from '../columns.ts';
import { listings } from '../listings/listings.ts';
import { organizationId, person } from '../owners.ts';
import { bookRows, isManager, isOwner, isOwnToChange, modulePolicies } from '../policies.ts';
import { expenseCategories } from './categories.ts';
import { expenseImports } from './imports.ts';
import { payees } from './payees.ts';
import { expensePaymentMethod } from './payment-methods.ts';
import { recurringExpenses } from './recurring.ts';
import { vehicles } from './vehicles.ts';

export const expenseStatus = pgEnum('expense_status', ['PENDING', 'APPROVED', 'REJECTED', 'NEEDS_REVIEW']);

const sign = 'case when is_refund then -1 else 1 end';
const netAmount = `case when mileage_distance is null then amount * ${sign} else 0 end`;
const deductibleAmount = `case when is_deductible then (round(amount * deduction_percent / 100) * ${sign})::integer else 0 end`;

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
    /** Money that came back: the amount is positive, and counts against the year of its own day. */
    isRefund: boolean('is_refund').notNull().default(false),
    refundOf: uuid('refund_of'),
    /** The parts that one payment was split into have it in common: the id of the first part. */
    splitId: uuid('split_id'),
    payeeId: uuid('payee_id'),
    paymentMethod: expensePaymentMethod('payment_method'),
    vehicleId: uuid('vehicle_id'),
    /** Odometer, miles. */
    mileageStart: miles('mileage_start'),
    mileageEnd: miles('mileage_end'),
    /** Miles driven for business. A row that has them is a trip. */
    mileageDistance: numeric('mileage_distance', { precision: 7, scale: 1, mode: 'number' }),
    mileagePurpose: text('mileage_purpose'),
    mileageFrom: text('mileage_from'),
    mileageTo: text('mileage_to'),
    /** Cents a mile, as it was on the day. */
    mileageRate: numeric('mileage_rate', { precision: 5, scale: 2, mode: 'number' }),
    /** Cents that the person whose vehicle it was got back for the trip; null where nothing was, or where it is an expense of its own. */
    reimbursedAmount: integer('reimbursed_amount'),
    /** Whether a cost of a vehicle is deductible beside its miles. */
    isParkingOrToll: boolean('is_parking_or_toll').notNull().default(false),
    /** Cents that left the account, negative for those that came back. A trip costs none. */
    netAmount: integer('net_amount').notNull().generatedAlwaysAs(sql.raw(netAmount)),
    /** Cents of the amount that taxes count, negative for a refund. */
    deductibleAmount: integer('deductible_amount').notNull().generatedAlwaysAs(sql.raw(deductibleAmount)),
    recurringId: uuid('recurring_id'),
    importId: uuid('import_id'),
    importLine: integer('import_line'),
    quickbooksId: text('quickbooks_id'),
    quickbooksSynced: boolean('quickbooks_synced').notNull().default(false),
    status: expenseStatus().notNull().default('PENDING'),
    /** The person who approved or rejected it, and the time: kept by trigger. */
    approvedBy: person('approved_by'),
    approvedAt: moment('approved_at'),
    /** Why it was rejected, or the question of who decides. */
    decisionNote: text('decision_note'),
    version,
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
    foreignKey({
      name: 'expenses_refunded',
      columns: [table.organizationId, table.refundOf],
      foreignColumns: [table.organizationId, table.id],
    }),
    foreignKey({
      name: 'expenses_payee',
      columns: [table.organizationId, table.payeeId],
      foreignColumns: [payees.organizationId, payees.id],
    }),
    foreignKey({
      name: 'expenses_vehicle',
      columns: [table.organizationId, table.vehicleId],
      foreignColumns: [vehicles.organizationId, vehicles.id],
    }),
    foreignKey({
      name: 'expenses_recurring',
      columns: [table.organizationId, table.recurringId],
      foreignColumns: [recurringExpenses.organizationId, recurringExpenses.id],
    }),
    foreignKey({
      name: 'expenses_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [expenseImports.organizationId, expenseImports.id],
    }),
    // However often the schedule or a commit runs, a date or a line becomes one expense.
    uniqueIndex('expenses_recurring_once')
      .on(table.organizationId, table.recurringId, table.date)
      .where(sql`recurring_id is not null`),
    uniqueIndex('expenses_import_line_once')
      .on(table.organizationId, table.importId, table.importLine)
      .where(sql`import_id is not null`),
    index('expenses_organization_id_refund_of')
      .on(table.organizationId, table.refundOf)
      .where(sql`refund_of is not null`),
    index('expenses_organization_id_split_id').on(table.organizationId, table.splitId).where(sql`split_id is not null`),
    index('expenses_organization_id_payee_id')
      .on(table.organizationId, table.payeeId, table.date)
      .where(sql`payee_id is not null`),
    index('expenses_organization_id_vehicle_id')
      .on(table.organizationId, table.vehicleId, table.date)
      .where(sql`vehicle_id is not null`),
    index('expenses_organization_id_user_id').on(table.organizationId, table.userId, table.date, table.id),
    index('expenses_organization_id_amount').on(table.organizationId, table.amount, table.date),
    index('expenses_organization_id_date').on(table.organizationId, table.date, table.id),
    index('expenses_organization_id_category_id').on(table.organizationId, table.categoryId, table.date),
    index('expenses_organization_id_listing_id').on(table.organizationId, table.listingId, table.date),
    // Its sums are read from the index alone. Drizzle has no INCLUDE: the columns follow the key.
    index('expenses_organization_id_tax_year').on(
      table.organizationId,
      table.taxYear,
      table.date,
      table.id,
      table.netAmount,
      table.deductibleAmount,
    ),
    index('expenses_organization_id_status').on(table.organizationId, table.status, table.date),
    // Enum comparison is not leakproof, so under row-level security the index above is only used up to the
    // organization. This one holds only the expenses that wait for a decision.
    index('expenses_undecided').on(table.organizationId, table.date, table.id).where(isUndecided),
    index('expenses_trips')
      .on(table.organizationId, table.taxYear, table.date, table.id)
      .where(sql`mileage_distance is not null`),
    index('expenses_category_id').on(table.categoryId),
    check('expenses_merchant_length', sql`char_length(merchant) between 1 and 200`),
    enteredAmount('expenses'),
    check('expenses_currency', sql`currency = 'USD'`),
    taxYearOf('expenses', 'date'),
    check('expenses_refund', sql`refund_of is null or is_refund`),
    check('expenses_trip_is_no_refund', sql`mileage_distance is null or not is_refund`),
    check(
      'expenses_trip_distance',
      sql`mileage_distance is null or mileage_start is null or mileage_end is null or mileage_distance <= mileage_end - mileage_start`,
    ),
    check(
      'expenses_reimbursed_trip',
      sql`reimbursed_amount is null or (mileage_distance is not null and reimbursed_amount between 1 and 100000000)`,
    ),
    check('expenses_imported', sql`(import_id is null) = (import_line is null)`),
    texted('expenses', 200, 'mileage_purpose', 'mileage_from', 'mileage_to'),
    texted('expenses', 2_000, 'description', 'notes', 'decision_note'),
    percentages('expenses', 'deduction_percent'),
    taxYears('expenses'),
    inRange('expenses_mileage', ['mileage_start', 'mileage_end', 'mileage_distance'], 0),
    check('expenses_mileage_order', sql`mileage_end >= mileage_start`),
    check('expenses_decision', sql`(${isUndecided}) = (approved_at is null)`),
    ...modulePolicies('expense-tax', 'expenses', {
      select: bookRows('user_id').select,
      insert: sql`${isOwnToChange('user_id')} and (${isUndecided} or ${isManager})`,
      update: {
        before: sql`(${isOwnToChange('user_id')} and status <> 'APPROVED') or ${isManager}`,
        after: sql`(${isOwnToChange('user_id')} and ${isUndecided}) or ${isManager}`,
      },
      delete: sql`(${isOwnToChange('user_id')} and status <> 'APPROVED') or ${isManager}`,
    }),
  ],
);

/** How an organization keeps its books. Without a row: everybody who decides decides their own, too. */
export const expenseSettings = pgTable(
  'expense_settings',
  {
    organizationId: uuid('organization_id')
      .primaryKey()
      .references(() => organizations.id),
    /** Whether an OWNER or ADMIN needs another one to approve what they spent themselves. */
    approvalNeedsAnotherPerson: boolean('approval_needs_another_person').notNull().default(false),
    updatedAt,
  },
  () => [...modulePolicies('expense-tax', 'expense_settings', { insert: isOwner, update: isOwner })],
);
