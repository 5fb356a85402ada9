import { and, eq, isNull, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, listings, recurringExpenses, users } from '#db/schema/index.ts';

export const templatesPerPage = 50;

/**
 * A page of the recurring expenses that the viewer may read: by their next day, those without one last; one more row when there is
 * another page.
 * @param before  the last row of the page before: its next day or "none", and its id
 */
export function listRecurringExpenses(handle: QueryHandle, before: { value: string; id: string } | null) {
  const { nextOn, id } = recurringExpenses;
  const behind =
    before &&
    (before.value === 'none'
      ? and(isNull(nextOn), sql`${id} > ${before.id}::uuid`)
      : sql`((${nextOn}, ${id}) > (${before.value}::date, ${before.id}::uuid) or ${nextOn} is null)`);
  return handle
    .select({
      id,
      merchant: recurringExpenses.merchant,
      amount: recurringExpenses.amount,
      category: expenseCategories.name,
      property: listings.address,
      recurrence: recurringExpenses.recurrence,
      nextOn,
      endsOn: recurringExpenses.endsOn,
      isPaused: recurringExpenses.isPaused,
      stoppedBecause: recurringExpenses.stoppedBecause,
      userId: recurringExpenses.userId,
      /** Null once they have left the organization. */
      member: users.name,
    })
    .from(recurringExpenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, recurringExpenses.categoryId))
    .leftJoin(listings, eq(listings.id, recurringExpenses.listingId))
    .leftJoin(users, eq(users.id, recurringExpenses.userId))
    .where(behind ?? undefined)
    .orderBy(sql`${nextOn} asc nulls last`, id)
    .limit(templatesPerPage + 1);
}

/** An expense that comes again. */
export type RecurringExpense = Awaited<ReturnType<typeof listRecurringExpenses>>[number];
