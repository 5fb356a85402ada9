import { Button } from '~/components/ui/button.tsx';
import { optionsOf, SelectField, TextField } from '~/components/ui/field.tsx';
import { compareNames } from '~/utils/name-order.ts';
import { areaTypeNames } from '../areas/area-search.ts';
import { usStates } from '../areas/us-states.ts';
import { listedFigures } from '../figures/listed-figures.ts';
import { nameSource } from '../figures/sources.ts';
import { type MarketListAddress, marketSorts } from './list-address.ts';

/** A source that the organization has. */
export interface KnownSource {
  source: string;
  /** Last day of its newest period, ISO. */
  newest: string;
}

export const sourceOptions = (sources: readonly KnownSource[]) =>
  sources.map(({ source }) => ({ value: source, label: nameSource(source) }));

const states = usStates
  .map(({ code, name }) => ({ value: code, label: name }))
  .toSorted((one, other) => compareNames(one.label, other.label));

export const stateOptions = [{ value: '', label: 'All states' }, ...states];

export const figureOptions = listedFigures.map(({ key, name }) => ({ value: key, label: name }));

/** Narrows and sorts the list of markets. */
export function MarketFilters({
  address,
  sources,
  source,
}: {
  address: MarketListAddress;
  sources: readonly KnownSource[];
  source: string | null;
}) {
  return (
    <form action="/reid/markets" className="no-print grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <TextField name="q" label="Area" type="search" defaultValue={address.text} placeholder="Name or ZIP code" />
      <SelectField
        name="type"
        label="Kind of area"
        defaultValue={address.type ?? ''}
        options={optionsOf(areaTypeNames, 'All kinds')}
      />
      <SelectField name="state" label="State" defaultValue={address.state ?? ''} options={stateOptions} />
      <SelectField name="source" label="Source" defaultValue={source ?? ''} options={sourceOptions(sources)} />
      <SelectField name="figure" label="Figure" defaultValue={address.figure} options={figureOptions} />
      <SelectField name="sort" label="Sort by" defaultValue={address.sort} options={optionsOf(marketSorts)} />
      <Button>Search</Button>
    </form>
  );
}
