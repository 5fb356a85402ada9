import { desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, expenses } from '#db/schema/index.ts';

const thisTaxYear = sql`extract(year from now() at time zone 'utc')::integer`;

/** This year's expenses of the organization in numbers (cents). */
export function summarizeExpenses(handle: QueryHandle) {
  const ofThisYear = sql`${expenses} where ${expenses.taxYear} = ${thisTaxYear}`;
  return handle
    .select({
      taxYear: sql<number>`${thisTaxYear}`,
      count: sql<number>`(select count(*)::integer from ${ofThisYear})`,
      total: sql<number>`(select coalesce(sum(amount), 0)::float8 from ${ofThisYear} and currency = 'USD')`,
      undecided: sql<number>`(select count(*)::integer from ${ofThisYear} and status in ('PENDING', 'NEEDS_REVIEW'))`,
    })
    .from(sql`(select 1) as once`);
}

/** Sums of this tax year by category, the largest first. */
export function listExpensesByCategory(handle: QueryHandle) {
  const total = sql<number>`sum(${expenses.amount})::float8`;
  return handle
    .select({
      category: expenseCategories.name,
      currency: expenses.currency,
      count: sql<number>`count(*)::integer`,
      total,
    })
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .where(eq(expenses.taxYear, thisTaxYear))
    .groupBy(expenseCategories.id, expenseCategories.name, expenses.currency)
    .orderBy(desc(total), expenseCategories.name);
}

/** The newest expenses. */
export function listLatestExpenses(handle: QueryHandle) {
  return handle
    .select({
      id: expenses.id,
      date: expenses.date,
      merchant: expenses.merchant,
      category: expenseCategories.name,
      amount: expenses.amount,
      currency: expenses.currency,
      status: expenses.status,
    })
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .orderBy(desc(expenses.date), desc(expenses.id))
    .limit(10);
}
