import { z } from 'zod';
import type { FilteredList } from '#db/schema/accounts/saved-filters.ts';
import { incompletePage, lineOfText, staleButton } from '~/services/form-values.ts';

/** The lists that keep filters, with their names and addresses. */
export const filteredLists = {
  tools: { label: 'Tools', path: '/admin/tools' },
  bundles: { label: 'Bundles', path: '/admin/bundles' },
  orders: { label: 'Orders', path: '/admin/orders' },
  organizations: { label: 'Organizations', path: '/admin/organizations' },
  reviews: { label: 'Reviews', path: '/admin/reviews' },
} as const satisfies Record<FilteredList, { label: string; path: string }>;

export const longestName = 60;

const list = z.custom<FilteredList>(
  (value) => typeof value === 'string' && Object.hasOwn(filteredLists, value),
  incompletePage,
);

/** Forms about the filters that somebody keeps. */
export const savedFilterSchema = z.discriminatedUnion(
  'intent',
  [
    z.object({
      intent: z.literal('save'),
      list,
      name: lineOfText('a name for these filters', longestName),
      /** What stands behind the question mark of the list's address. */
      search: z
        .string(incompletePage)
        .max(1000, incompletePage)
        .regex(/^[!-~]*$/, incompletePage)
        .default(''),
    }),
    z.object({ intent: z.literal('remove'), filter: z.guid(incompletePage) }),
  ],
  { error: staleButton },
);

/** The address of a list with filters that were kept. */
export function savedFilterAddress({ list, search }: { list: FilteredList; search: string }): string {
  const { path } = filteredLists[list];
  return search === '' ? path : `${path}?${search}`;
}

/** What stands behind the question mark of an address. */
export function searchOf(address: string): string {
  const place = address.indexOf('?');
  return place < 0 ? '' : address.slice(place + 1);
}
