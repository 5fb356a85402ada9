import { z } from 'zod';
import { readDay, readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { parseDollars, writeDollars } from '~/utils/money.ts';
import { type ExpenseStatus, expenseStatusLabels } from '../labels.ts';

export const expensesPerPage = 50;

/** The kinds of rows in the books. */
export const expenseKindLabels = { expense: 'Expenses', refund: 'Refunds', trip: 'Trips' } as const;
export const receiptLabels = { with: 'With receipt', without: 'Without receipt' } as const;
export const sortLabels = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  largest: 'Largest first',
  smallest: 'Smallest first',
} as const;
export type ExpenseSort = keyof typeof sortLabels;

/** The `listing` of expenses that are of no property. */
export const noProperty = 'none';

/** Groups of properties that `listing` can name: those whose expenses are on the one form or the other. */
export const propertyGroups = {
  'schedule-c': 'All of Schedule C (no rental)',
  'schedule-e': 'All of Schedule E (rentals)',
} as const;

/** The last row of the page before: its value in the order of the list, and its id. */
export interface Cursor {
  value: string;
  id: string;
}

/** Filters of the expenses; null where anything will do. Days are both included, amounts are cents. */
export interface ExpenseFilters {
  /** Part of the merchant's name or the description; empty for any. */
  query: string;
  year: number | null;
  from: string | null;
  to: string | null;
  status: ExpenseStatus | null;
  categoryId: string | null;
  /** Id of a property, `noProperty`, or a group. */
  listing: string | null;
  memberId: string | null;
  payeeId: string | null;
  receipt: keyof typeof receiptLabels | null;
  kind: keyof typeof expenseKindLabels | null;
  min: number | null;
  max: number | null;
  sort: ExpenseSort;
  before: Cursor | null;
}

const isId = (text: string | null) => z.guid().safeParse(text).data ?? null;
const mostCents = 100_000_000;

/** Reads the filters of the expenses from an address. Leaves values without a meaning out. */
export function parseExpenseFilters(search: URLSearchParams): ExpenseFilters {
  const listing = search.get('listing');
  const sort = readKey(sortLabels, search.get('sort')) ?? 'newest';
  return {
    query: readSearchText(search.get('q')),
    year: readYear(search.get('year')),
    from: readDay(search.get('from')) ?? null,
    to: readDay(search.get('to')) ?? null,
    status: readKey(expenseStatusLabels, search.get('status')) ?? null,
    categoryId: isId(search.get('category')),
    listing: listing === noProperty ? noProperty : (readKey(propertyGroups, listing) ?? isId(listing)),
    memberId: isId(search.get('member')),
    payeeId: isId(search.get('payee')),
    receipt: readKey(receiptLabels, search.get('receipt')) ?? null,
    kind: readKey(expenseKindLabels, search.get('kind')) ?? null,
    min: readAmount(search.get('min')),
    max: readAmount(search.get('max')),
    sort,
    before: readCursor(search.get('before'), sort),
  };
}

function readYear(text: string | null): number | null {
  return /^20[2-9]\d$/.test(text ?? '') ? Number(text) : null;
}

function readAmount(text: string | null): number | null {
  const cents = parseDollars(text ?? '');
  return cents !== null && cents <= mostCents ? cents : null;
}

const isByDay = (sort: ExpenseSort) => sort === 'newest' || sort === 'oldest';

function readCursor(text: string | null, sort: ExpenseSort): Cursor | null {
  const [value = '', id = ''] = (text ?? '').split('_');
  const isValue = isByDay(sort) ? readDay(value) !== undefined : /^\d{1,9}$/.test(value);
  return isValue && isId(id) ? { value, id } : null;
}

/** The place in the list behind a row of it. */
export function cursorBehind(row: { id: string; date: string; amount: number }, sort: ExpenseSort): Cursor {
  return { value: isByDay(sort) ? row.date : String(row.amount), id: row.id };
}

/** The one address of a selection, of the page or of the file. */
export function expensesAddress(path: '/expenses' | '/expenses.csv', filters: ExpenseFilters): string {
  const { min, max, sort, before } = filters;
  return writeAddress(path, {
    q: filters.query,
    year: filters.year,
    from: filters.from,
    to: filters.to,
    status: filters.status,
    category: filters.categoryId,
    listing: filters.listing,
    member: filters.memberId,
    payee: filters.payeeId,
    receipt: filters.receipt,
    kind: filters.kind,
    min: min !== null && writeDollars(min),
    max: max !== null && writeDollars(max),
    sort: sort !== 'newest' && sort,
    before: before && `${before.value}_${before.id}`,
  });
}

/** How many filters narrow the list. */
export function countFilters(filters: ExpenseFilters): number {
  const address = expensesAddress('/expenses', { ...filters, sort: 'newest', before: null });
  return new URLSearchParams(address.split('?')[1]).size;
}
