import { Button } from '~/components/ui/button.tsx';
import { CheckboxField, SelectField, TextField } from '~/components/ui/field.tsx';
import { isAdjusted, nameSource, periodNames, unadjustedSource, writeSeriesName } from '../figures/sources.ts';
import type { KnownSeries } from './market-queries.server.ts';
import type { SeriesAddress } from './series-address.ts';

/** Chooses the series, the months and the day of knowledge that an area's page shows. */
export function AreaFilters({
  action,
  address,
  known,
  chosen,
}: {
  action: string;
  address: SeriesAddress;
  known: readonly KnownSeries[];
  chosen: KnownSeries | undefined;
}) {
  const families = listFamilies(known);
  const ofFamily = known.filter(
    ({ source, periodType }) =>
      chosen && unadjustedSource(source) === unadjustedSource(chosen.source) && periodType === chosen.periodType,
  );
  const types = [...new Set(ofFamily.map(({ propertyType }) => propertyType))];
  const hasBoth = new Set(ofFamily.map(({ source }) => isAdjusted(source))).size > 1;
  return (
    <form action={action} className="no-print grid items-start gap-3 sm:grid-cols-3 xl:grid-cols-6">
      <SelectField
        name="source"
        label="Source"
        defaultValue={chosen && nameOfFamily(chosen)}
        options={families.map((series) => ({ value: nameOfFamily(series), label: labelOf(series) }))}
        className="sm:col-span-2 xl:col-span-1"
      />
      <SelectField
        name="type"
        label="Property type"
        defaultValue={chosen?.propertyType ?? ''}
        options={types.map((type) => ({ value: type ?? '', label: type ?? 'All types' }))}
      />
      <TextField name="from" label="From" type="month" placeholder="2024-01" defaultValue={address.from} />
      <TextField
        name="to"
        label="To"
        type="month"
        placeholder="2024-12"
        defaultValue={address.to}
        error={address.problem}
      />
      <TextField
        name="asof"
        label="As of"
        type="date"
        defaultValue={address.asOf}
        hint="Shows what was known that day."
      />
      <div className="flex flex-col gap-3 sm:pt-6">
        {hasBoth && (
          <CheckboxField
            name="adjusted"
            label="Seasonally adjusted"
            value="1"
            defaultChecked={chosen && isAdjusted(chosen.source)}
          />
        )}
        <Button>Show</Button>
      </div>
    </form>
  );
}

/** Series that differ only in what their publisher did for the seasons are one choice. */
function listFamilies(known: readonly KnownSeries[]): KnownSeries[] {
  const families = new Map<string, KnownSeries>();
  for (const series of known) {
    const name = nameOfFamily(series);
    const other = families.get(name);
    if (!other || (isAdjusted(other.source) && !isAdjusted(series.source))) families.set(name, series);
  }
  return [...families.values()];
}

const nameOfFamily = ({ source, periodType }: KnownSeries) =>
  writeSeriesName({ source: unadjustedSource(source), periodType });

const labelOf = ({ source, periodType }: KnownSeries) => `${nameSource(source)} (${periodNames[periodType]})`;
