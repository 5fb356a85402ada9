import {
  type PaymentMethod,
  type PaymentStatus,
  paymentMethodLabels,
  paymentStatusLabels,
} from '~/modules/marketplace/labels.ts';

/** Where a page of the list goes on: behind this order. */
interface OrderCursor {
  /** Microseconds since 1970, as the database counts them. */
  placedAt: number;
  number: string;
}

/** Which orders of all organizations are asked for. */
export interface OrderFilters {
  /** An order's number, or part of the name of an organization or of a buyer's name or email address. */
  query: string;
  status: PaymentStatus | null;
  method: PaymentMethod | null;
  /** The first and last day (UTC) it was placed on, as 2026-03-04. */
  from: string | null;
  to: string | null;
  before: OrderCursor | null;
}

const longestQuery = 100;

/** Reads the form above the orders from an address. What means nothing is left out. */
export function parseOrderFilters(search: URLSearchParams): OrderFilters {
  const text = (name: string) => (search.get(name) ?? '').trim();
  return {
    query: text('q')
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(0, longestQuery),
    status: keyIn(paymentStatusLabels, text('status')),
    method: keyIn(paymentMethodLabels, text('method')),
    from: parseDay(text('from')),
    to: parseDay(text('to')),
    before: parseCursor(text('before')),
  };
}

/** The address of these orders. */
export function ordersAddress(filters: OrderFilters): string {
  const search = new URLSearchParams();
  if (filters.query) search.set('q', filters.query);
  if (filters.status) search.set('status', filters.status);
  if (filters.method) search.set('method', filters.method);
  if (filters.from) search.set('from', filters.from);
  if (filters.to) search.set('to', filters.to);
  if (filters.before) search.set('before', `${filters.before.placedAt}_${filters.before.number}`);
  return search.size > 0 ? `/admin/orders?${search}` : '/admin/orders';
}

/** The number of an order, when that is what was asked for: "LOT-100001", "lot-100001" or "100001". */
export function orderNumberIn(query: string): string | undefined {
  const [, digits] = /^(?:LOT-)?(\d{6,12})$/i.exec(query) ?? [];
  return digits && `LOT-${digits}`;
}

function keyIn<Key extends string>(labels: Record<Key, string>, text: string): Key | null {
  const isKey = (candidate: string): candidate is Key => Object.hasOwn(labels, candidate);
  return isKey(text) ? text : null;
}

function parseDay(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  // February 31 would be read as March 3, and Postgres refuses it.
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) && day.getUTCFullYear() >= 1970
    ? text
    : null;
}

function parseCursor(text: string): OrderCursor | null {
  const [, placedAt, number] = /^(\d{1,16})_([\w-]{1,60})$/.exec(text) ?? [];
  return placedAt && number && Number.isSafeInteger(Number(placedAt)) ? { placedAt: Number(placedAt), number } : null;
}
