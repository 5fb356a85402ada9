import { and, asc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, expenseSettings, expenses, listings, users } from '#db/schema/index.ts';
import type { Cursor } from '../ledger/filters.ts';

export const approvalsPerPage = 50;

/**
 * Expenses that wait for a decision and that the viewer may read, the oldest first.
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listUndecided(handle: QueryHandle, before: Cursor | null, limit = approvalsPerPage + 1) {
  return handle
    .select({
      id: expenses.id,
      version: expenses.version,
      date: expenses.date,
      merchant: expenses.merchant,
      amount: expenses.amount,
      deductibleAmount: expenses.deductibleAmount,
      category: expenseCategories.name,
      property: listings.address,
      /** Of a trip. */
      purpose: expenses.mileagePurpose,
      description: expenses.description,
      notes: expenses.notes,
      status: expenses.status,
      decisionNote: expenses.decisionNote,
      isRefund: expenses.isRefund,
      miles: expenses.mileageDistance,
      userId: expenses.userId,
      /** Null once they have left the organization. */
      member: users.name,
      isToCome: sql<boolean>`${expenses.date} > app.today()`,
      receipts: sql<{ id: string; fileName: string; fileType: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('id', receipt.id, 'fileName', receipt.file_name, 'fileType', receipt.file_type)), '[]')
        from app.receipts_of(${expenses.id}) receipt)`,
    })
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .leftJoin(listings, eq(listings.id, expenses.listingId))
    .leftJoin(users, eq(users.id, expenses.userId))
    .where(
      and(
        // As the index of those that wait says it.
        sql`${expenses.status} in ('PENDING', 'NEEDS_REVIEW')`,
        before ? sql`(${expenses.date}, ${expenses.id}) > (${before.value}::date, ${before.id}::uuid)` : undefined,
      ),
    )
    .orderBy(asc(expenses.date), asc(expenses.id))
    .limit(limit);
}

/** An expense that waits for a decision. */
export type UndecidedExpense = Awaited<ReturnType<typeof listUndecided>>[number];

/** How the organization approves; no row where nobody has said anything. */
export function findExpenseSettings(handle: QueryHandle) {
  return handle.select({ needsAnotherPerson: expenseSettings.approvalNeedsAnotherPerson }).from(expenseSettings);
}
