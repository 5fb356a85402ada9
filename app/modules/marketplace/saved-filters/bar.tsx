import type { FilteredList } from '#db/schema/accounts/saved-filters.ts';
import { Button } from '~/components/ui/button.tsx';
import { TextField } from '~/components/ui/field.tsx';
import { useMayWrite } from '~/modules/accounts/platform/area-forms.tsx';
import type { SavedFilter } from './queries.server.ts';
import { longestName, savedFilterAddress, searchOf } from './schema.ts';

/**
 * The filters of a list that the viewer keeps, and a form that keeps those it shows now.
 * @param address  of the list as it is shown, from its first page
 */
export function SavedFilters({
  list,
  filters,
  address,
}: {
  list: FilteredList;
  filters: readonly SavedFilter[];
  address: string;
}) {
  const mayWrite = useMayWrite('filters');
  const search = searchOf(address);
  const current = filters.find((filter) => filter.search === search);
  const maySave = mayWrite && search !== '' && !current;
  if (filters.length === 0 && !maySave) return null;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
      {filters.length > 0 && (
        <nav aria-label="Your filters">
          <ul className="flex flex-wrap gap-1.5">
            {filters.map((filter) => (
              <li key={filter.id}>
                <a
                  href={savedFilterAddress(filter)}
                  aria-current={filter === current ? 'page' : undefined}
                  className="button button-secondary button-small max-w-full wrap-anywhere max-md:min-h-11 aria-[current]:border-accent-ink aria-[current]:text-accent-ink"
                >
                  {filter.name}
                </a>
              </li>
            ))}
            <li>
              <a href="/admin/filters" className="button button-quiet button-small max-md:min-h-11">
                Manage
              </a>
            </li>
          </ul>
        </nav>
      )}
      {maySave && (
        <details>
          <summary className="link w-fit max-md:py-2.5 md:py-1">Keep these filters</summary>
          <form method="post" action="/admin/filters" className="mt-2 flex flex-wrap items-end gap-2">
            <input type="hidden" name="list" value={list} />
            <input type="hidden" name="search" value={search} />
            <TextField
              name="name"
              id="filter-name"
              label="Their name, for you alone"
              maxLength={longestName}
              required
              className="min-w-48"
            />
            <Button name="intent" value="save" className="min-h-10 max-md:min-h-11">
              Keep
            </Button>
          </form>
        </details>
      )}
    </div>
  );
}
