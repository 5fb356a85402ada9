import { z } from 'zod';
import type { SubscriptionTier } from '#db/request-db.server.ts';
import { readSort, type Sort, type SortColumns, writeSort } from '~/components/ui/sorting.ts';
import { requiredTierLabels } from '~/modules/marketplace/labels.ts';
import { readKey, readPage, readSearchText, writeAddress } from '~/utils/addresses.ts';

/** The name is compared exactly, so an altered one is of no use: it is taken as it is or not at all. */
const cursor = z.object({ name: z.string().regex(/^\P{Cc}{0,120}$/u), id: z.guid() });

export type OrganizationColumn = 'name' | 'tier' | 'people' | 'orders' | 'spent' | 'created';

/** The columns that organizations are sorted by. */
export const organizationColumns: SortColumns<OrganizationColumn> = {
  name: 'asc',
  tier: 'asc',
  people: 'desc',
  orders: 'desc',
  spent: 'desc',
  created: 'desc',
};

/** The organizations that the platform's administration asks for. */
export interface OrganizationFilters {
  /** Part of a name. */
  name: string | null;
  tier: SubscriptionTier | null;
  sort: Sort<OrganizationColumn>;
  /** By name: the last organization of the page before. */
  after: z.infer<typeof cursor> | null;
  /** Sorted otherwise: the page, from 1. */
  page: number;
}

/** Whether pages follow each other by the name of the last organization, as an index has them, and not by their number. */
export const isByName = ({ sort: { column, direction } }: Pick<OrganizationFilters, 'sort'>) =>
  column === 'name' && direction === 'asc';

/** Reads the form above the organizations from an address. Leaves values without a meaning out. */
export function parseOrganizationFilters(search: URLSearchParams): OrganizationFilters {
  const sort = readSort(organizationColumns, search.get('sort'), 'name');
  const after = cursor.safeParse({ name: search.get('after'), id: search.get('afterId') }).data ?? null;
  return {
    name: readSearchText(search.get('name'), 120) || null,
    tier: readKey(requiredTierLabels, search.get('tier')) ?? null,
    sort,
    after: isByName({ sort }) ? after : null,
    page: isByName({ sort }) ? 1 : (readPage(search.get('page')) ?? 1),
  };
}

/** The address of these organizations. */
export function organizationsAddress({ name, tier, sort, after, page }: OrganizationFilters): string {
  return writeAddress('/admin/organizations', {
    name,
    tier,
    sort: writeSort(organizationColumns, sort, 'name'),
    after: after?.name,
    afterId: after?.id,
    page: page > 1 && page,
  });
}
