import { z } from 'zod';
import { readSort, type Sort, type SortColumns, writeSort } from '~/components/ui/sorting.ts';
import { areaLabels, categoryLabels, statusLabels, tierLabels } from '~/modules/marketplace/labels.ts';
import { readSearchText } from '~/utils/addresses.ts';

export const managedToolsPerPage = 25;
/** The most tools that are counted and shown; people narrow the list to find one beyond. */
export const countedTools = 1_000;

export type ManagedToolColumn = 'name' | 'status' | 'category' | 'tier' | 'price' | 'owners' | 'changed';

/** The columns that the list is sorted by. */
export const managedToolColumns: SortColumns<ManagedToolColumn> = {
  name: 'asc',
  status: 'asc',
  category: 'asc',
  tier: 'asc',
  price: 'asc',
  owners: 'desc',
  changed: 'desc',
};

function choice<Value extends string>(labels: Record<Value, string>) {
  return z
    .custom<Value>((value) => typeof value === 'string' && Object.hasOwn(labels, value))
    .optional()
    .catch(undefined);
}

// Values without a meaning are left out: people share, shorten and mistype addresses.
const filters = z.object({
  query: z
    .string()
    .transform((text) => readSearchText(text))
    .catch(''),
  status: choice(statusLabels),
  category: choice(categoryLabels),
  tier: choice(tierLabels),
  area: choice(areaLabels),
  sort: z
    .string()
    .optional()
    .catch(undefined)
    .transform((text): Sort<ManagedToolColumn> => readSort(managedToolColumns, text, 'name')),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** Filters of the administration's tools, with the page to show. */
export type ToolListFilters = z.output<typeof filters>;

/** Reads the list's form from an address. */
export function parseToolListFilters(search: URLSearchParams): ToolListFilters {
  const { q: query, ...rest } = Object.fromEntries(search);
  return filters.parse({ ...rest, query });
}

/** The one address of a selection, without default values. */
export function toolListAddress({ query, status, category, tier, area, sort, page }: ToolListFilters): string {
  const search = new URLSearchParams();
  if (query) search.set('q', query);
  for (const [name, value] of Object.entries({ status, category, tier, area })) {
    if (value) search.set(name, value);
  }
  const order = writeSort(managedToolColumns, sort, 'name');
  if (order) search.set('sort', order);
  if (page > 1) search.set('page', String(page));
  return search.size > 0 ? `/admin/tools?${search}` : '/admin/tools';
}

/** Whether a filter narrows the list. */
export function narrows({ query, status, category, tier, area }: ToolListFilters): boolean {
  return query !== '' || [status, category, tier, area].some((value) => value !== undefined);
}
