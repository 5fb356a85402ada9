import { and, asc, desc, eq, lte, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import {
  closedTaxYears,
  depreciableAssets,
  expenseCategories,
  expenses,
  incomeEntries,
  listings,
  taxEstimates,
  taxFormLines,
  taxPayments,
  taxSettings,
  users,
} from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

const isOfRental = sql<boolean>`coalesce(${listings.kind} = 'RENTAL', false)`;

/** Deductible cents of a year's approved expenses, by month, category and whether they are on Schedule E. */
function sumExpenses(handle: QueryHandle, year: number) {
  const month = sql<number>`extract(month from ${expenses.date})::integer`;
  return handle
    .select({
      month,
      categoryId: expenses.categoryId,
      category: expenseCategories.name,
      irsCategory: expenseCategories.irsCategory,
      isRental: isOfRental,
      deductible: sql<number>`sum(${expenses.deductibleAmount})::float8`,
    })
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .leftJoin(listings, eq(listings.id, expenses.listingId))
    .where(and(eq(expenses.taxYear, year), eq(expenses.status, 'APPROVED')))
    .groupBy(month, expenses.categoryId, expenseCategories.name, expenseCategories.irsCategory, isOfRental)
    .orderBy(inNameOrder(expenseCategories.name), asc(month));
}

/** Cents of a year's income, by month and whether they are rents of Schedule E, with the tax that was withheld. */
function sumIncome(handle: QueryHandle, year: number) {
  const month = sql<number>`extract(month from ${incomeEntries.date})::integer`;
  const isRent = sql<boolean>`(${incomeEntries.kind} = 'RENT' and ${isOfRental})`;
  return handle
    .select({
      month,
      isRent,
      amount: sql<number>`sum(${incomeEntries.amount})::float8`,
      federalWithheld: sql<number>`sum(${incomeEntries.federalWithheld})::float8`,
      stateWithheld: sql<number>`sum(${incomeEntries.stateWithheld})::float8`,
    })
    .from(incomeEntries)
    .leftJoin(listings, eq(listings.id, incomeEntries.listingId))
    .where(eq(incomeEntries.taxYear, year))
    .groupBy(month, isRent);
}

function listAssets(handle: QueryHandle) {
  return handle
    .select({
      assetClass: depreciableAssets.assetClass,
      basis: depreciableAssets.basis,
      inService: depreciableAssets.inServiceOn,
      yearlyAmounts: depreciableAssets.yearlyAmounts,
      isRental: isOfRental,
    })
    .from(depreciableAssets)
    .leftJoin(listings, eq(listings.id, depreciableAssets.listingId));
}

/** The typed facts of a year; no row before they were saved. */
export function findSettings(handle: QueryHandle, year: number) {
  return handle.select().from(taxSettings).where(eq(taxSettings.taxYear, year));
}

/** The payments of a year, oldest first. */
export function listPayments(handle: QueryHandle, year: number) {
  return handle
    .select({
      id: taxPayments.id,
      quarter: taxPayments.quarter,
      jurisdiction: taxPayments.jurisdiction,
      paidOn: taxPayments.paidOn,
      amount: taxPayments.amount,
      confirmation: taxPayments.confirmation,
      recordedBy: users.name,
    })
    .from(taxPayments)
    .leftJoin(users, eq(users.id, taxPayments.userId))
    .where(eq(taxPayments.taxYear, year))
    .orderBy(asc(taxPayments.paidOn), asc(taxPayments.id));
}

/** The saved estimate of a year and of its quarters; no rows before it was saved. */
function listSavedEstimates(handle: QueryHandle, year: number) {
  return handle
    .select({
      quarter: taxEstimates.quarter,
      assumptions: taxEstimates.assumptions,
      lines: taxEstimates.lines,
      calculationVersion: taxEstimates.calculationVersion,
      figuresHash: taxEstimates.figuresHash,
      calculatedAt: taxEstimates.calculatedAt,
    })
    .from(taxEstimates)
    .where(eq(taxEstimates.taxYear, year));
}

/** When a year was closed; no row while it is open. */
export function findClosing(handle: QueryHandle, year: number) {
  return handle
    .select({ closedAt: closedTaxYears.closedAt })
    .from(closedTaxYears)
    .where(eq(closedTaxYears.taxYear, year));
}

/** The lines of the forms as they are in a year. */
function listFormLines(handle: QueryHandle, year: number) {
  return handle
    .selectDistinctOn([taxFormLines.form, taxFormLines.irsCategory], {
      form: taxFormLines.form,
      irsCategory: taxFormLines.irsCategory,
      line: taxFormLines.line,
      label: taxFormLines.label,
    })
    .from(taxFormLines)
    .where(lte(taxFormLines.firstTaxYear, year))
    .orderBy(taxFormLines.form, taxFormLines.irsCategory, desc(taxFormLines.firstTaxYear));
}

/** Everything that the estimate of a year is made of, in one batch. Nothing of it for who may not see taxes. */
export function readTaxYear(handle: QueryHandle, year: number) {
  return {
    expenseSums: sumExpenses(handle, year),
    incomeSums: sumIncome(handle, year),
    assets: listAssets(handle),
    settings: findSettings(handle, year),
    payments: listPayments(handle, year),
    saved: listSavedEstimates(handle, year),
    closing: findClosing(handle, year),
    formLines: listFormLines(handle, year),
  };
}

/** What `readTaxYear` answers. */
export type TaxYearRows = {
  [Name in keyof ReturnType<typeof readTaxYear>]: Awaited<ReturnType<typeof readTaxYear>[Name]>;
};
export type TaxSettingsRow = TaxYearRows['settings'][number];
export type TaxPayment = TaxYearRows['payments'][number];
