import { and, eq, isNull, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, listings, recurringExpenses, users } from '#db/schema/index.ts';

export const templatesPerPage = 50;

/** A place in the list: the next day of the row before it, or "none", and its id. */
export interface TemplatePlace {
  value: string;
  id: string;
}

/** The place behind a row. */
export const placeBehind = ({ nextOn, id }: { nextOn: string | null; id: string }): TemplatePlace => ({
  value: nextOn ?? 'none',
  id,
});

/**
 * The recurring expenses that the viewer may read: by their next day, those without one last.
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listRecurringExpenses(handle: QueryHandle, before: TemplatePlace | null, limit = templatesPerPage + 1) {
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
    .limit(limit);
}

/** An expense that comes again. */
export type RecurringExpense = Awaited<ReturnType<typeof listRecurringExpenses>>[number];
