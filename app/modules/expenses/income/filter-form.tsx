import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { judgeDays } from '~/utils/ranges.ts';
import { type IncomeFilters, incomeFilterLabels, isFiltered } from './filters.ts';
import type { Property } from './queries.server.ts';

/** Narrows the list of income. The form only reads, so its answer has an address. */
export function IncomeFilterForm({
  filters,
  properties,
  years,
}: {
  filters: IncomeFilters;
  properties: readonly Property[];
  years: readonly number[];
}) {
  const { query, year, kind, property, from, to } = filters;
  return (
    <details className="card" open={isFiltered(filters)}>
      <summary className="cursor-pointer px-5 py-3 font-medium">Filters</summary>
      <form method="get" action="/expenses/income" className="grid gap-4 p-5 pt-2 sm:grid-cols-2 lg:grid-cols-3">
        <TextField name="q" label="Payer or description" type="search" maxLength={100} defaultValue={query ?? ''} />
        <SelectField
          name="year"
          label="Year"
          defaultValue={year ? String(year) : ''}
          options={[{ value: '', label: 'All' }, ...years.map((one) => ({ value: String(one), label: String(one) }))]}
        />
        <SelectField
          name="kind"
          label="Kind"
          defaultValue={kind ?? ''}
          options={optionsOf(incomeFilterLabels, 'All')}
        />
        <SelectField
          name="property"
          label="Property"
          defaultValue={property ?? ''}
          options={[
            { value: '', label: 'All' },
            ...properties.map(({ id, address }) => ({ value: id, label: address })),
          ]}
        />
        <TextField name="from" label="From" type="date" defaultValue={from ?? ''} />
        <TextField name="to" label="To" type="date" defaultValue={to ?? ''} error={judgeDays(from, to)} />
        <div className="flex flex-wrap gap-2 sm:col-span-2 lg:col-span-3">
          <Button>Filter</Button>
          {isFiltered(filters) && (
            <LinkButton variant="quiet" href="/expenses/income">
              Clear
            </LinkButton>
          )}
        </div>
      </form>
    </details>
  );
}
