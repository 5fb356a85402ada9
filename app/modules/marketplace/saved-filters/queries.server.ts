import { asc, eq } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { FilteredList } from '#db/schema/accounts/saved-filters.ts';
import { savedFilters } from '#db/schema/index.ts';
import { inNameOrder } from '#db/schema/name-order.ts';

const columns = {
  id: savedFilters.id,
  list: savedFilters.list,
  name: savedFilters.name,
  search: savedFilters.search,
};

/** The filters of a list that the viewer keeps, by name. */
export function listSavedFilters(handle: QueryHandle, list: FilteredList) {
  return handle
    .select(columns)
    .from(savedFilters)
    .where(eq(savedFilters.list, list))
    .orderBy(inNameOrder(savedFilters.name));
}

/** All filters that the viewer keeps, by list and name. */
export function listAllSavedFilters(handle: QueryHandle) {
  return handle.select(columns).from(savedFilters).orderBy(asc(savedFilters.list), inNameOrder(savedFilters.name));
}

/** Keeps a filter under a name, in place of an earlier one of that name; refused (42501) for who only reads in the administration. */
export function saveFilter(handle: QueryHandle, filter: { list: FilteredList; name: string; search: string }) {
  return callFunction(handle, 'save_filter', filter);
}

/** Forgets a filter of the viewer. */
export function removeFilter(handle: QueryHandle, id: string) {
  return callFunction(handle, 'remove_filter', { id });
}

export type SavedFilter = Awaited<ReturnType<typeof listSavedFilters>>[number];
