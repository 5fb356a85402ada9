import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  amounts,
  cents,
  createdAt,
  id,
  inRange,
  named,
  taxYearOf,
  taxYears,
  texted,
  updatedAt,
  version,
} from '../columns.ts';
import { listings } from '../listings/listings.ts';
import { organizationId, person } from '../owners.ts';
import { modulePolicies, taxRows } from '../policies.ts';
import { expenseImports } from './imports.ts';

export const incomeKind = pgEnum('income_kind', ['COMMISSION', 'RENT', 'OTHER']);

/** Money that the business earned, on the day it came in. Rent of a rental property goes to Schedule E. */
export const incomeEntries = pgTable(
  'income_entries',
  {
    id,
    organizationId,
    userId: person('user_id').notNull(),
    date: date().notNull(),
    taxYear: smallint('tax_year').notNull(),
    kind: incomeKind().notNull(),
    payer: text().notNull(),
    description: text(),
    /** Cents, before anything was withheld. */
    amount: cents('amount').notNull(),
    listingId: uuid('listing_id'),
    federalWithheld: cents('federal_withheld').notNull().default(0),
    stateWithheld: cents('state_withheld').notNull().default(0),
    importId: uuid('import_id'),
    importLine: integer('import_line'),
    version,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('income_entries_organization_id_id').on(table.organizationId, table.id),
    foreignKey({
      name: 'income_entries_listing',
      columns: [table.organizationId, table.listingId],
      foreignColumns: [listings.organizationId, listings.id],
    }),
    foreignKey({
      name: 'income_entries_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [expenseImports.organizationId, expenseImports.id],
    }),
    uniqueIndex('income_entries_import_line_once').on(table.organizationId, table.importId, table.importLine),
    index('income_entries_organization_id_tax_year').on(table.organizationId, table.taxYear, table.date, table.id),
    index('income_entries_organization_id_listing_id').on(table.organizationId, table.listingId, table.date),
    named('income_entries', 'payer'),
    texted('income_entries', 2_000, 'description'),
    inRange('income_entries_amount_range', ['amount'], 1, 10_000_000_000),
    amounts('income_entries', 'federal_withheld', 'state_withheld'),
    check('income_entries_withheld', sql`federal_withheld + state_withheld <= amount`),
    check('income_entries_rent_of_property', sql`kind <> 'RENT' or listing_id is not null`),
    check('income_entries_imported', sql`(import_id is null) = (import_line is null)`),
    taxYears('income_entries'),
    taxYearOf('income_entries', 'date'),
    ...modulePolicies('expense-tax', 'income_entries', taxRows),
  ],
);
