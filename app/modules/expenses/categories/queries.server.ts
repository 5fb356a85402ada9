import { eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, listings, merchantRules, taxFormLines } from '#db/schema/index.ts';

export const categoriesPerPage = 50;
export const rulesPerPage = 50;

/** The line of a form that a category goes to in a year; without a line of its own, that of the other expenses. */
const lineOf = (form: 'SCHEDULE_C' | 'SCHEDULE_E', year: number) =>
  // Columns of the only table of a query are written without its name, which would be those of the line in here.
  sql<string | null>`(
    select line.line || ' ' || line.label from ${taxFormLines} line
    where line.form = ${form} and line.first_tax_year <= ${year}
      and (line.irs_category = expense_categories.irs_category or line.irs_category = 'OTHER_EXPENSES')
      and (expense_categories.irs_category is not null or expense_categories.deduction_limit > 0)
    order by line.irs_category is not distinct from expense_categories.irs_category desc, line.first_tax_year desc limit 1)`;

/**
 * The categories of the organization and then those of the tax forms, by name, those in use first, with the lines of the tax forms
 * in a year.
 * @param after  the id of the last one of the page before
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listCategories(handle: QueryHandle, year: number, after: string | null, limit = categoriesPerPage + 1) {
  const place = sql`is_system, not is_active, name collate human, id`;
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
    .where(
      after === null
        ? undefined
        : sql`(${place}) > (select ${place} from ${expenseCategories} last where last.id = ${after})`,
    )
    .orderBy(place)
    .limit(limit);
}

/** A category with its lines. */
export type CategoryRow = Awaited<ReturnType<typeof listCategories>>[number];

/**
 * The rules about merchants, by their texts.
 * @param after  the id of the last one of the page before
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listMerchantRules(handle: QueryHandle, after: string | null, limit = rulesPerPage + 1) {
  const place = [sql`lower(${merchantRules.merchant})`, merchantRules.id] as const;
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
    .where(
      after === null
        ? undefined
        : sql`(${place[0]}, ${place[1]}) > (select lower(last.merchant), last.id from ${merchantRules} last where last.id = ${after})`,
    )
    .orderBy(...place)
    .limit(limit);
}

/** A rule about merchants. */
export type MerchantRule = Awaited<ReturnType<typeof listMerchantRules>>[number];
