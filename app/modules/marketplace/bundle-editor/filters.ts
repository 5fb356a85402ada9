import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { bundleStatusLabels } from './changes.ts';
import type { BundleStatus } from './draft.ts';

export const administeredBundlesPerPage = 50;

/** The bundles that the administration lists. */
export interface BundleListFilters {
  /** Part of a name or an address; empty for any. */
  query: string;
  status: BundleStatus | null;
  page: number;
}

/** Reads the list's form from an address. Leaves values without a meaning out. */
export function parseBundleListFilters(search: URLSearchParams): BundleListFilters {
  return {
    query: readSearchText(search.get('q')),
    status: readKey(bundleStatusLabels, search.get('status')) ?? null,
    page: readPage(search.get('page')) ?? 1,
  };
}

/** The address of a page of these bundles. */
export function bundleListAddress({ query, status, page }: BundleListFilters): string {
  return writeAddress('/admin/bundles', { q: query, status, page: page > 1 && page });
}
