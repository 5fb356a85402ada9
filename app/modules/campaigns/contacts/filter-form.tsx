import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { Card } from '~/components/ui/layout.tsx';
import { type ContactFilters, contactsPath, isFiltered } from './filters.ts';
import type { ListChoice } from './queries.server.ts';
import { standingLabels } from './standing.ts';

/** Narrows the list of contacts. The form only reads, so its answer has an address. */
export function ContactFilterForm({ filters, lists }: { filters: ContactFilters; lists: readonly ListChoice[] }) {
  return (
    <Card className="no-print p-5">
      <form method="get" action={contactsPath} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          name="q"
          label="Name or email begins with"
          type="search"
          maxLength={100}
          autoCapitalize="none"
          defaultValue={filters.query}
        />
        <SelectField
          name="list"
          label="List"
          defaultValue={filters.listId ?? ''}
          options={[{ value: '', label: 'Any' }, ...lists.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <TextField name="tag" label="Tag" maxLength={50} defaultValue={filters.tag ?? ''} />
        <SelectField
          name="status"
          label="Status"
          defaultValue={filters.standing ?? ''}
          options={optionsOf(standingLabels, 'Any')}
        />
        <div className="flex flex-wrap gap-2 sm:col-span-2 lg:col-span-4">
          <Button>Search</Button>
          {isFiltered(filters) && (
            <LinkButton variant="quiet" href={contactsPath}>
              Clear
            </LinkButton>
          )}
        </div>
      </form>
    </Card>
  );
}
