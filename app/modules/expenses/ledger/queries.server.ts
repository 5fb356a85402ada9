import { and, asc, desc, eq, gte, isNotNull, isNull, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { expenseCategories, expenses, listings, memberships, payees, receipts, users } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import { carrierOfReceipts } from '../receipts/queries.server.ts';
import { type Cursor, type ExpenseFilters, type ExpenseSort, expensesPerPage, noProperty } from './filters.ts';

// Under row-level security an index is used for ids, days and whole numbers only; everything else leaves rows out afterwards,
// of those that the organization has.

const today = sql`app.today()`;
const counts = sql`${expenses.status} <> 'REJECTED'`;

const hasReceipt = sql<boolean>`exists (
  select 1 from ${receipts} where ${receipts.organizationId} = ${expenses.organizationId}
    and ${receipts.expenseId} = ${carrierOfReceipts(expenses)} and ${receipts.deletedAt} is null)`;

// A query of its own rows, so that lists and sums ask it alike, whether they join the properties or not.
const isOfRental = sql`exists (
  select 1 from listings property where property.organization_id = ${expenses.organizationId}
    and property.id = ${expenses.listingId} and property.kind = 'RENTAL')`;

function ofListing(listing: ExpenseFilters['listing']): SQL | undefined {
  switch (listing) {
    case null:
      return undefined;
    case noProperty:
      return isNull(expenses.listingId);
    case 'schedule-c':
      return sql`not ${isOfRental}`;
    case 'schedule-e':
      return isOfRental;
    default:
      return eq(expenses.listingId, listing);
  }
}

/**
 * Whether the merchant or the description holds a text. Postgres expects next to nothing to hold it, and then reads and sorts all
 * expenses of the organization for a page of fifty. Of `coalesce` it expects half, and goes down the index in the order of the list.
 */
const holdsText = (pattern: string): SQL =>
  sql`coalesce(${expenses.merchant} ilike ${pattern} or ${expenses.description} ilike ${pattern}, false)`;

/** The conditions of the filters, without the place in the list. */
function selectionOf(filters: ExpenseFilters): SQL | undefined {
  const { query, listing, kind, receipt } = filters;
  return and(
    filters.year === null ? undefined : eq(expenses.taxYear, filters.year),
    filters.from ? gte(expenses.date, filters.from) : undefined,
    filters.to ? lte(expenses.date, filters.to) : undefined,
    filters.status ? eq(expenses.status, filters.status) : undefined,
    filters.categoryId ? eq(expenses.categoryId, filters.categoryId) : undefined,
    ofListing(listing),
    filters.memberId ? eq(expenses.userId, filters.memberId) : undefined,
    filters.payeeId ? eq(expenses.payeeId, filters.payeeId) : undefined,
    filters.min === null ? undefined : gte(expenses.amount, filters.min),
    filters.max === null ? undefined : lte(expenses.amount, filters.max),
    query ? holdsText(patternHolding(query)) : undefined,
    kind === 'refund' ? eq(expenses.isRefund, true) : undefined,
    kind === 'trip' ? isNotNull(expenses.mileageDistance) : undefined,
    kind === 'expense' ? and(eq(expenses.isRefund, false), isNull(expenses.mileageDistance)) : undefined,
    receipt === 'with' ? hasReceipt : undefined,
    receipt === 'without' ? sql`not ${hasReceipt}` : undefined,
  );
}

function placeBehind({ value, id }: Cursor, sort: ExpenseSort): SQL {
  switch (sort) {
    case 'newest':
      return sql`(${expenses.date}, ${expenses.id}) < (${value}::date, ${id}::uuid)`;
    case 'oldest':
      return sql`(${expenses.date}, ${expenses.id}) > (${value}::date, ${id}::uuid)`;
    case 'largest':
      return sql`(${expenses.amount}, ${expenses.id}) < (${value}::integer, ${id}::uuid)`;
    case 'smallest':
      return sql`(${expenses.amount}, ${expenses.id}) > (${value}::integer, ${id}::uuid)`;
  }
}

const orders = {
  newest: [desc(expenses.date), desc(expenses.id)],
  oldest: [asc(expenses.date), asc(expenses.id)],
  largest: [desc(expenses.amount), desc(expenses.id)],
  smallest: [asc(expenses.amount), asc(expenses.id)],
} as const satisfies Record<ExpenseSort, SQL[]>;

/**
 * Expenses that the viewer may read and the filters let through, in the order of the list, from its place on.
 * @param limit  one more than a page by default, to tell whether another follows
 */
export function listExpenses(handle: QueryHandle, filters: ExpenseFilters, limit = expensesPerPage + 1) {
  return handle
    .select({
      id: expenses.id,
      version: expenses.version,
      date: expenses.date,
      merchant: expenses.merchant,
      amount: expenses.amount,
      netAmount: expenses.netAmount,
      deductibleAmount: expenses.deductibleAmount,
      category: expenseCategories.name,
      property: listings.address,
      payee: payees.name,
      paymentMethod: expenses.paymentMethod,
      /** Null once they have left the organization. */
      member: users.name,
      userId: expenses.userId,
      description: expenses.description,
      status: expenses.status,
      isRefund: expenses.isRefund,
      isPart: sql<boolean>`${expenses.splitId} is not null`,
      miles: expenses.mileageDistance,
      hasReceipt: sql<boolean>`${hasReceipt}`,
    })
    .from(expenses)
    .innerJoin(expenseCategories, eq(expenseCategories.id, expenses.categoryId))
    .leftJoin(listings, eq(listings.id, expenses.listingId))
    .leftJoin(payees, eq(payees.id, expenses.payeeId))
    .leftJoin(users, eq(users.id, expenses.userId))
    .where(and(selectionOf(filters), filters.before ? placeBehind(filters.before, filters.sort) : undefined))
    .orderBy(...orders[filters.sort])
    .limit(limit);
}

/** A row of the list of expenses. */
export type ExpenseRow = Awaited<ReturnType<typeof listExpenses>>[number];

/** Sums (cents) of every expense that the filters let through, on whatever page. Those that were rejected are in none of them. */
export function totalExpenses(handle: QueryHandle, filters: ExpenseFilters) {
  const sum = (column: SQLWrapper, only: SQL) =>
    sql<number>`coalesce(sum(${column}) filter (where ${only}), 0)::float8`;
  return handle
    .select({
      count: sql<number>`(count(*) filter (where ${counts}))::integer`,
      rejected: sql<number>`(count(*) filter (where not ${counts}))::integer`,
      spent: sum(expenses.netAmount, sql`${counts} and not ${expenses.isRefund}`),
      refunded: sum(sql`-${expenses.netAmount}`, sql`${counts} and ${expenses.isRefund}`),
      net: sum(expenses.netAmount, counts),
      deductible: sum(expenses.deductibleAmount, counts),
      mileage: sum(expenses.deductibleAmount, sql`${counts} and ${expenses.mileageDistance} is not null`),
    })
    .from(expenses)
    .where(selectionOf(filters));
}

/** Sums of all the filtered rows. */
export type ExpenseTotals = Awaited<ReturnType<typeof totalExpenses>>[number];

/**
 * The months of this tax year up to today, January first, each with its sums (cents); what was rejected counts nowhere. There is
 * always one month at least.
 */
export function sumMonths(handle: QueryHandle) {
  const booked = sql`(
    select extract(month from ${expenses.date})::integer as month, sum(${expenses.netAmount}) as net,
      sum(${expenses.deductibleAmount}) as deductible,
      count(*) filter (where receipted.expense_id is null and not ${expenses.isRefund} and ${expenses.mileageDistance} is null)
        as without_receipt
    from ${expenses}
    left join (select distinct ${receipts.expenseId} as expense_id from ${receipts} where ${receipts.deletedAt} is null) as receipted
      on receipted.expense_id = ${carrierOfReceipts(expenses)}
    where ${expenses.taxYear} = extract(year from ${today})::smallint and ${expenses.date} <= ${today} and ${counts}
    group by 1) as booked`;
  return handle
    .select({
      year: sql<number>`extract(year from ${today})::integer`,
      net: sql<number>`coalesce(booked.net, 0)::float8`,
      deductible: sql<number>`coalesce(booked.deductible, 0)::float8`,
      withoutReceipt: sql<number>`coalesce(booked.without_receipt, 0)::integer`,
    })
    .from(sql`generate_series(1, extract(month from ${today})::integer) as months (month)`)
    .leftJoin(booked, sql`booked.month = months.month`)
    .orderBy(sql`months.month`);
}

/** The sums of a month. */
export type MonthSums = Awaited<ReturnType<typeof sumMonths>>[number];

/** The people of the organization by name. */
export function listSpenders(handle: QueryHandle) {
  return handle
    .select({ id: users.id, name: users.name })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .orderBy(inNameOrder(users.name), asc(users.id));
}
