import { readSort, type Sort, type SortColumns, writeSort } from '~/components/ui/sorting.ts';
import {
  type PaymentMethod,
  type PaymentStatus,
  paymentMethodLabels,
  paymentStatusLabels,
} from '~/modules/marketplace/labels.ts';
import { readDay, readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';

/** The order after which a page of the list begins. */
interface OrderCursor {
  /** Microseconds since 1970, as the database counts them. */
  placedAt: number;
  number: string;
}

export type OrderColumn = 'number' | 'organization' | 'buyer' | 'placed' | 'method' | 'payment' | 'total';

/** The columns that the orders of all organizations are sorted by. */
export const orderColumns: SortColumns<OrderColumn> = {
  number: 'asc',
  organization: 'asc',
  buyer: 'asc',
  placed: 'desc',
  method: 'asc',
  payment: 'asc',
  total: 'desc',
};

/** Filters of the orders of all organizations. */
export interface OrderFilters {
  /** An order's number, or part of the name of an organization or of a buyer's name or email address. */
  query: string;
  status: PaymentStatus | null;
  method: PaymentMethod | null;
  /** The first and last day (UTC) of placing it, as 2026-03-04. */
  from: string | null;
  to: string | null;
  sort: Sort<OrderColumn>;
  /** Newest first: the order behind which the page begins. */
  before: OrderCursor | null;
  /** Sorted otherwise: the page, from 1. */
  page: number;
}

/** Whether pages follow each other by the last order, as an index has them, and not by their number. */
export const isNewestFirst = ({ sort: { column, direction } }: Pick<OrderFilters, 'sort'>) =>
  column === 'placed' && direction === 'desc';

/** Reads the form above the orders from an address. Leaves values without a meaning out. */
export function parseOrderFilters(search: URLSearchParams): OrderFilters {
  const sort = readSort(orderColumns, search.get('sort'), 'placed');
  const isByPlace = isNewestFirst({ sort });
  return {
    query: readSearchText(search.get('q')),
    status: readKey(paymentStatusLabels, search.get('status')) ?? null,
    method: readKey(paymentMethodLabels, search.get('method')) ?? null,
    from: readDay(search.get('from')) ?? null,
    to: readDay(search.get('to')) ?? null,
    sort,
    before: isByPlace ? parseCursor(search.get('before') ?? '') : null,
    page: isByPlace ? 1 : (readPage(search.get('page')) ?? 1),
  };
}

/** The address of these orders. */
export function ordersAddress({
  query,
  status,
  method,
  from,
  to,
  sort,
  before,
  page = 1,
}: Partial<OrderFilters>): string {
  return writeAddress('/admin/orders', {
    q: query,
    status,
    method,
    from,
    to,
    sort: sort && writeSort(orderColumns, sort, 'placed'),
    before: before && `${before.placedAt}_${before.number}`,
    page: page > 1 && page,
  });
}

/**
 * The number of an order, when the search is one: "LOT-7K3M9Q2XH4", "lot-7k3m9q2xh4", "7K3M9Q2XH4", or "100001" as orders
 * were numbered before.
 */
export function orderNumberIn(query: string): string | undefined {
  const written = query.toUpperCase();
  const [, number] =
    /^LOT-([0-9A-Z]{6,12})$/.exec(written) ?? /^(\d{6,12}|(?=.*\d)[0-9A-HJKMNP-TV-Z]{10})$/.exec(written) ?? [];
  return number && `LOT-${number}`;
}

function parseCursor(text: string): OrderCursor | null {
  const [, placedAt, number] = /^(\d{1,16})_([\w-]{1,60})$/.exec(text) ?? [];
  return placedAt && number && Number.isSafeInteger(Number(placedAt)) ? { placedAt: Number(placedAt), number } : null;
}
