import { z } from 'zod';
import { type PurchaseStatus, purchaseStatusLabels } from '~/modules/marketplace/labels.ts';
import { readDay, readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';

export const purchasesPerPage = 25;

/** The two kinds of items that people buy. */
export const purchaseKindLabels = { TOOL: 'Tool', BUNDLE: 'Bundle' } as const;

/** Filters of the purchases; null where anything will do. Days are days of UTC, both included. */
export interface PurchaseFilters {
  /** Part of the name of a tool or a bundle; empty for any. */
  query: string;
  kind: keyof typeof purchaseKindLabels | null;
  status: PurchaseStatus | null;
  buyerId: string | null;
  from: string | null;
  to: string | null;
  page: number;
}

/** Reads the form of the purchases from an address. Leaves values without a meaning out. */
export function parsePurchaseFilters(search: URLSearchParams): PurchaseFilters {
  return {
    query: readSearchText(search.get('q')),
    kind: readKey(purchaseKindLabels, search.get('kind')) ?? null,
    status: readKey(purchaseStatusLabels, search.get('status')) ?? null,
    buyerId: z.guid().safeParse(search.get('buyer')).data ?? null,
    from: readDay(search.get('from')) ?? null,
    to: readDay(search.get('to')) ?? null,
    page: readPage(search.get('page')) ?? 1,
  };
}

/** The one address of a selection, of the page or of the file. */
export function purchasesAddress(path: '/purchases' | '/purchases.csv', filters: PurchaseFilters): string {
  const { query, kind, status, buyerId, from, to, page } = filters;
  return writeAddress(path, { q: query, kind, status, buyer: buyerId, from, to, page: page > 1 && page });
}

/** Whether a filter narrows the list. */
export function isFiltered(filters: PurchaseFilters): boolean {
  return purchasesAddress('/purchases', { ...filters, page: 1 }) !== '/purchases';
}
