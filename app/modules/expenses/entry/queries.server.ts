import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, expenses, listings, payees, recurringExpenses, users, vehicles } from '#db/schema/index.ts';

const decider = alias(users, 'decider');

/** One expense, if the viewer may read it; no row without an id. Amounts are cents. */
export function findExpense(handle: QueryHandle, id: string | null) {
  return handle
    .select({
      id: expenses.id,
      version: expenses.version,
      userId: expenses.userId,
      date: expenses.date,
      merchant: expenses.merchant,
      amount: expenses.amount,
      netAmount: expenses.netAmount,
      deductibleAmount: expenses.deductibleAmount,
      categoryId: expenses.categoryId,
      category: expenseCategories.name,
      listingId: expenses.listingId,
      property: listings.address,
      payeeId: expenses.payeeId,
      payee: payees.name,
      paymentMethod: expenses.paymentMethod,
      vehicleId: expenses.vehicleId,
      vehicle: vehicles.name,
      isParkingOrToll: expenses.isParkingOrToll,
      /** Percent that taxes count. */
      percent: sql<number>`(case when ${expenses.isDeductible} then ${expenses.deductionPercent} else 0 end)::float8`,
      limit: sql<number>`app.deduction_limit(${expenses.categoryId}, ${expenses.date})::float8`,
      description: expenses.description,
      notes: expenses.notes,
      status: expenses.status,
      decisionNote: expenses.decisionNote,
      decider: decider.name,
      decidedAt: expenses.approvedAt,
      /** Who spent it; null once they have left the organization. */
      member: users.name,
      isRefund: expenses.isRefund,
      refundOf: expenses.refundOf,
      splitId: expenses.splitId,
      recurringId: recurringExpenses.id,
      isImported: sql<boolean>`${expenses.importId} is not null`,
      miles: expenses.mileageDistance,
      purpose: expenses.mileagePurpose,
      createdAt: expenses.createdAt,
      isClosed: sql<boolean>`exists (select 1 from closed_tax_years closed
        where closed.organization_id = ${expenses.organizationId} and closed.tax_year = ${expenses.taxYear})`,
    })
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .leftJoin(listings, eq(listings.id, expenses.listingId))
    .leftJoin(payees, eq(payees.id, expenses.payeeId))
    .leftJoin(vehicles, eq(vehicles.id, expenses.vehicleId))
    .leftJoin(users, eq(users.id, expenses.userId))
    .leftJoin(decider, eq(decider.id, expenses.approvedBy))
    .leftJoin(recurringExpenses, eq(recurringExpenses.id, expenses.recurringId))
    .where(sql`${expenses.id} = ${id}::uuid`);
}

/** An expense as its page shows it. */
export type ShownExpense = Awaited<ReturnType<typeof findExpense>>[number];

const related = {
  id: expenses.id,
  date: expenses.date,
  merchant: expenses.merchant,
  amount: expenses.amount,
  status: expenses.status,
  isRefund: expenses.isRefund,
  category: expenseCategories.name,
};

/** What the viewer may read that belongs to an expense: its refunds and what it refunds, and the other parts of its split. */
export function listRelatedExpenses(handle: QueryHandle, id: string) {
  const self = alias(expenses, 'self');
  return handle
    .select({
      ...related,
      relation: sql<'refund' | 'refunded' | 'part'>`case when ${expenses.refundOf} = ${self.id} then 'refund'
        when ${self.refundOf} = ${expenses.id} then 'refunded' else 'part' end`,
    })
    .from(self)
    .innerJoin(
      expenses,
      and(
        eq(expenses.organizationId, self.organizationId),
        sql`(${expenses.refundOf} = ${self.id} or ${expenses.id} = ${self.refundOf} or ${expenses.splitId} = ${self.splitId})`,
        ne(expenses.id, self.id),
      ),
    )
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .where(eq(self.id, id))
    .orderBy(asc(expenses.date), asc(expenses.id))
    .limit(50);
}

/** A row that belongs to an expense. */
export type RelatedExpense = Awaited<ReturnType<typeof listRelatedExpenses>>[number];

/** What a possible duplicate is compared with. */
interface Likeness {
  /** Cents. */
  amount: number;
  /** Without a day nothing is alike. */
  date: string | null;
  /** Id of the expense itself. */
  exceptId: string | undefined;
}

/** Most possible duplicates that are shown. */
const mostDuplicates = 5;

/** Expenses that the viewer may read with the same amount, at most three days away, the nearest first. */
export function listDuplicatesOf(handle: QueryHandle, { amount, date, exceptId }: Likeness) {
  return handle
    .select(related)
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .where(
      and(
        eq(expenses.amount, amount),
        sql`${expenses.date} between ${date}::date - 3 and ${date}::date + 3`,
        eq(expenses.isRefund, false),
        exceptId ? ne(expenses.id, exceptId) : undefined,
      ),
    )
    .orderBy(sql`abs(${expenses.date} - ${date}::date)`, desc(expenses.date), expenses.id)
    .limit(mostDuplicates);
}

/** Possible duplicates of an expense, as `listDuplicatesOf` finds them; other parts of its split are none. */
export function listDuplicates(handle: QueryHandle, id: string) {
  const self = alias(expenses, 'self');
  return handle
    .select(related)
    .from(self)
    .innerJoin(
      expenses,
      and(
        eq(expenses.organizationId, self.organizationId),
        eq(expenses.amount, self.amount),
        sql`${expenses.date} between ${self.date} - 3 and ${self.date} + 3`,
        eq(expenses.isRefund, self.isRefund),
        ne(expenses.id, self.id),
        sql`(${expenses.splitId} is null or ${expenses.splitId} is distinct from ${self.splitId})`,
      ),
    )
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .where(and(eq(self.id, id), sql`${self.mileageDistance} is null`))
    .orderBy(sql`abs(${expenses.date} - ${self.date})`, desc(expenses.date), expenses.id)
    .limit(mostDuplicates);
}

/** An expense that may be the same as another. */
export type PossibleDuplicate = Awaited<ReturnType<typeof listDuplicates>>[number];

/** What happened to an expense, the oldest first. */
export function listHistory(handle: QueryHandle, id: string) {
  return callFunction(handle, 'expense_history', { id });
}

/** What the rule for a merchant gives a new expense, by name; no row where there is none. */
export function findRule(handle: QueryHandle, merchant: string) {
  return handle
    .select({ category: expenseCategories.name, property: listings.address })
    .from(sql`app.find_merchant_rule(app.current_organization_id(), ${merchant}) as rule`)
    .innerJoin(expenseCategories, sql`${expenseCategories.id} = rule.category_id`)
    .leftJoin(listings, sql`${listings.id} = rule.listing_id`);
}
