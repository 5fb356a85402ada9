import { asc, desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, listings, merchantRules, taxFormLines } from '#db/schema/index.ts';

/** Most categories, and most rules, that the page shows. */
export const mostShown = 500;

/** The line of a form that a category goes to in a year; without a line of its own, that of the other expenses. */
const lineOf = (form: 'SCHEDULE_C' | 'SCHEDULE_E', year: number) =>
  // Columns of the only table of a query are written without its name, which would be those of the line in here.
  sql<string | null>`(
    select line.line || ' ' || line.label from ${taxFormLines} line
    where line.form = ${form} and line.first_tax_year <= ${year}
      and (line.irs_category = expense_categories.irs_category or line.irs_category = 'OTHER_EXPENSES')
      and (expense_categories.irs_category is not null or expense_categories.deduction_limit > 0)
    order by line.irs_category is not distinct from expense_categories.irs_category desc, line.first_tax_year desc limit 1)`;

/** System categories and those of the organization, with the lines of the tax forms in a year. */
export function listCategories(handle: QueryHandle, year: number) {
  return handle
    .select({
      id: expenseCategories.id,
      name: expenseCategories.name,
      description: expenseCategories.description,
      limit: expenseCategories.deductionLimit,
      isActive: expenseCategories.isActive,
      isSystem: expenseCategories.isSystem,
      scheduleC: lineOf('SCHEDULE_C', year),
      scheduleE: lineOf('SCHEDULE_E', year),
    })
    .from(expenseCategories)
    .orderBy(asc(expenseCategories.isSystem), desc(expenseCategories.isActive), asc(expenseCategories.name))
    .limit(mostShown);
}

/** A category with its lines. */
export type CategoryRow = Awaited<ReturnType<typeof listCategories>>[number];

/** The rules about merchants, by their texts. */
export function listMerchantRules(handle: QueryHandle) {
  return handle
    .select({
      id: merchantRules.id,
      merchant: merchantRules.merchant,
      category: expenseCategories.name,
      isActive: expenseCategories.isActive,
      property: listings.address,
    })
    .from(merchantRules)
    .innerJoin(expenseCategories, eq(expenseCategories.id, merchantRules.categoryId))
    .leftJoin(listings, eq(listings.id, merchantRules.listingId))
    .orderBy(sql`lower(${merchantRules.merchant})`, merchantRules.id)
    .limit(mostShown);
}

/** A rule about merchants. */
export type MerchantRule = Awaited<ReturnType<typeof listMerchantRules>>[number];
