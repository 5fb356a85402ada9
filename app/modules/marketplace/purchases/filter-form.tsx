import { Button, LinkButton } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { purchaseStatusLabels } from '~/modules/marketplace/labels.ts';
import { judgeDays } from '~/utils/ranges.ts';
import { isFiltered, type PurchaseFilters, purchaseKindLabels } from './filters.ts';

/** Narrows the list of purchases. The form only reads, so its answer has an address. */
export function PurchaseFiltersForm({
  filters,
  buyers,
}: {
  filters: PurchaseFilters;
  buyers: { id: string; name: string }[];
}) {
  const { query, kind, status, buyerId, from, to } = filters;
  return (
    <form method="get" action="/purchases" className="card grid gap-4 p-5 sm:grid-cols-2 lg:grid-cols-3">
      <TextField name="q" label="Name" type="search" maxLength={100} defaultValue={query ?? ''} />
      <SelectField name="kind" label="Kind" defaultValue={kind ?? ''} options={optionsOf(purchaseKindLabels, 'All')} />
      <SelectField
        name="status"
        label="Status"
        defaultValue={status ?? ''}
        options={optionsOf(purchaseStatusLabels, 'All')}
      />
      <SelectField
        name="buyer"
        label="Bought by"
        defaultValue={buyerId ?? ''}
        options={[{ value: '', label: 'Anybody' }, ...buyers.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <TextField name="from" label="From" type="date" defaultValue={from ?? ''} />
      <TextField name="to" label="To" type="date" defaultValue={to ?? ''} error={judgeDays(from, to)} />
      <div className="flex flex-wrap gap-2 sm:col-span-2 lg:col-span-3">
        <Button>Filter</Button>
        {isFiltered(filters) && (
          <LinkButton variant="quiet" href="/purchases">
            Clear
          </LinkButton>
        )}
      </div>
    </form>
  );
}
