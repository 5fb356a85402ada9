import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, enteredAmount, id, named, percent, percentages, texted, updatedAt, version } from '../columns.ts';
import { listings } from '../listings/listings.ts';
import { organizationId, person } from '../owners.ts';
import { bookRows, modulePolicies } from '../policies.ts';
import { expenseCategories } from './categories.ts';
import { payees } from './payees.ts';
import { expensePaymentMethod } from './payment-methods.ts';

export const recurrence = pgEnum('recurrence', ['WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY']);

/** An expense that comes again. On each of its days the schedule makes one that waits for a decision. */
export const recurringExpenses = pgTable(
  'recurring_expenses',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    merchant: text().notNull(),
    /** Cents. */
    amount: integer().notNull(),
    categoryId: uuid('category_id')
      .notNull()
      .references(() => expenseCategories.id),
    listingId: uuid('listing_id'),
    payeeId: uuid('payee_id'),
    paymentMethod: expensePaymentMethod('payment_method'),
    deductionPercent: percent('deduction_percent').notNull().default(100),
    description: text(),
    recurrence: recurrence().notNull(),
    /** The first day. Its day of the month is that of all later ones, or the last one where a month is shorter. */
    startsOn: date('starts_on').notNull(),
    endsOn: date('ends_on'),
    /** The day of the next expense; null after the last one. */
    nextOn: date('next_on'),
    isPaused: boolean('is_paused').notNull().default(false),
    /** Why the schedule paused it, as a sentence; null when a person did. */
    stoppedBecause: text('stopped_because'),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('recurring_expenses_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'recurring_expenses_listing',
      columns: [table.organizationId, table.listingId],
      foreignColumns: [listings.organizationId, listings.id],
    }),
    foreignKey({
      name: 'recurring_expenses_payee',
      columns: [table.organizationId, table.payeeId],
      foreignColumns: [payees.organizationId, payees.id],
    }),
    index('recurring_expenses_organization_id_next_on').on(table.organizationId, table.nextOn, table.id),
    index('recurring_expenses_due').on(table.nextOn).where(sql`not is_paused`),
    index('recurring_expenses_category_id').on(table.categoryId),
    index('recurring_expenses_listing_id').on(table.organizationId, table.listingId),
    index('recurring_expenses_payee_id').on(table.organizationId, table.payeeId),
    named('recurring_expenses', 'merchant'),
    texted('recurring_expenses', 2_000, 'description', 'stopped_because'),
    enteredAmount('recurring_expenses'),
    percentages('recurring_expenses', 'deduction_percent'),
    check('recurring_expenses_days', sql`ends_on >= starts_on and next_on >= starts_on`),
    ...modulePolicies('expense-tax', 'recurring_expenses', bookRows('user_id')),
  ],
);
