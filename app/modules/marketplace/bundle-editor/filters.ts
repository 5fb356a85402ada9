import { readSort, type Sort, type SortColumns, writeSort } from '~/components/ui/sorting.ts';
import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';
import { bundleStatusLabels } from './changes.ts';
import type { BundleStatus } from './draft.ts';

export const administeredBundlesPerPage = 50;

export type AdministeredBundleColumn =
  | 'name'
  | 'status'
  | 'tools'
  | 'sum'
  | 'price'
  | 'discount'
  | 'owners'
  | 'changed';

/** The columns that the list is sorted by. */
export const administeredBundleColumns: SortColumns<AdministeredBundleColumn> = {
  name: 'asc',
  status: 'asc',
  tools: 'desc',
  sum: 'desc',
  price: 'asc',
  discount: 'desc',
  owners: 'desc',
  changed: 'desc',
};

/** The bundles that the administration lists. */
export interface BundleListFilters {
  /** Part of a name or an address; empty for any. */
  query: string;
  status: BundleStatus | null;
  sort: Sort<AdministeredBundleColumn>;
  page: number;
}

/** Reads the list's form from an address. Leaves values without a meaning out. */
export function parseBundleListFilters(search: URLSearchParams): BundleListFilters {
  return {
    query: readSearchText(search.get('q')),
    status: readKey(bundleStatusLabels, search.get('status')) ?? null,
    sort: readSort(administeredBundleColumns, search.get('sort'), 'changed'),
    page: readPage(search.get('page')) ?? 1,
  };
}

/** The address of a page of these bundles. */
export function bundleListAddress({ query, status, sort, page }: BundleListFilters): string {
  return writeAddress('/admin/bundles', {
    q: query,
    status,
    sort: writeSort(administeredBundleColumns, sort, 'changed'),
    page: page > 1 && page,
  });
}
