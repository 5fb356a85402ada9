import {
  type PaymentMethod,
  type PaymentStatus,
  paymentMethodLabels,
  paymentStatusLabels,
} from '~/modules/marketplace/labels.ts';
import { readDay, readKey, readSearchText, writeAddress } from '~/utils/addresses.ts';

/** The order after which a page of the list begins. */
interface OrderCursor {
  /** Microseconds since 1970, as the database counts them. */
  placedAt: number;
  number: string;
}

/** Filters of the orders of all organizations. */
export interface OrderFilters {
  /** An order's number, or part of the name of an organization or of a buyer's name or email address. */
  query: string;
  status: PaymentStatus | null;
  method: PaymentMethod | null;
  /** The first and last day (UTC) of placing it, as 2026-03-04. */
  from: string | null;
  to: string | null;
  before: OrderCursor | null;
}

/** Reads the form above the orders from an address. Leaves values without a meaning out. */
export function parseOrderFilters(search: URLSearchParams): OrderFilters {
  return {
    query: readSearchText(search.get('q')),
    status: readKey(paymentStatusLabels, search.get('status')) ?? null,
    method: readKey(paymentMethodLabels, search.get('method')) ?? null,
    from: readDay(search.get('from')) ?? null,
    to: readDay(search.get('to')) ?? null,
    before: parseCursor(search.get('before') ?? ''),
  };
}

/** The address of these orders. */
export function ordersAddress({ query, status, method, from, to, before }: Partial<OrderFilters>): string {
  const cursor = before && `${before.placedAt}_${before.number}`;
  return writeAddress('/admin/orders', { q: query, status, method, from, to, before: cursor });
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
