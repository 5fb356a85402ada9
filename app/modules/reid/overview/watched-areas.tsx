import { Sparkline } from '~/components/charts/sparkline.tsx';
import { Button } from '~/components/ui/button.tsx';
import { type FieldError, TextField } from '~/components/ui/field.tsx';
import { OrganizationForm } from '~/components/ui/organization-form.tsx';
import { areaKindNames } from '../areas/area-search.ts';
import { findChangeOverYear } from '../figures/changes.ts';
import { findFigure } from '../figures/definitions.ts';
import { dollars } from '../figures/listed-figures.ts';
import { writePeriod } from '../figures/periods.ts';
import { nameSource } from '../figures/sources.ts';
import { writeChange } from '../figures/writing.ts';
import { MarketTag } from '../markets/area-headline.tsx';
import { marketHref } from '../markets/list-address.ts';
import { arrangeSeries, findNewest, findPriceFigure, listShownDates, valuesOf } from '../markets/series.ts';
import type { WatchedArea } from './queries.server.ts';

const form = 'unwatch';

/** The areas that somebody follows, side by side at one scale of time: price, change in a year, and a line of two years. */
export function WatchedAreas({ areas, mayWrite }: { areas: readonly WatchedArea[]; mayWrite: boolean }) {
  return (
    <>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {areas.map((area) => (
          <li key={area.key} className="card flex min-w-0 flex-col gap-2 p-4">
            <AreaTile area={area} />
            {mayWrite && (
              <button
                type="submit"
                form={form}
                name="area"
                value={area.key}
                className="button button-quiet button-small -mb-2 -ml-2.5 self-start max-sm:min-h-11"
                aria-label={`Stop watching ${area.rows[0]?.areaName ?? area.key}`}
              >
                Stop watching
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayWrite && (
        <OrganizationForm id={form} action="/reid?index">
          <input type="hidden" name="intent" value="unwatch" />
        </OrganizationForm>
      )}
    </>
  );
}

function AreaTile({ area: { key, rows } }: { area: WatchedArea }) {
  const [series] = arrangeSeries(rows);
  const newest = series && findNewest(series);
  if (!series || !newest)
    return (
      <>
        <h3>
          <a href={marketHref(key)} className="link">
            {key}
          </a>
        </h3>
        <p className="text-muted">Its figures are gone.</p>
      </>
    );
  const price = findPriceFigure(series);
  const figure = findFigure(price ?? 'median_rent');
  const values = valuesOf(series, price ?? 'median_rent');
  const dates = listShownDates([series]);
  const last = dates.findLast((date) => values.has(date));
  const value = last === undefined ? undefined : values.get(last);
  const change = figure && last ? findChangeOverYear({ figure, periodType: series.periodType, values }, last) : null;
  const period = last && writePeriod(last, series.periodType, series.isRolling);
  const words = `${figure?.name ?? ''} ${value === undefined ? 'unknown' : dollars.write(value)}`;
  return (
    <>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 className="wrap-anywhere">
            <a href={marketHref(key, series.source)} className="link">
              {series.areaName}
            </a>
          </h3>
          <p className="text-xs text-muted">{areaKindNames[series.areaType]}</p>
        </div>
        <MarketTag months={newest.figures.get('inventory_months') ?? null} />
      </div>
      <div className="flex items-end justify-between gap-3">
        <p className="flex flex-col">
          <strong className="text-lg tabular-nums">{value === undefined ? '–' : dollars.write(value)}</strong>
          <span className="text-muted tabular-nums">
            {change === null ? 'No figure a year before' : `${writeChange({ unit: 'MONEY' }, change)} in a year`}
          </span>
        </p>
        {values.size > 1 && (
          <Sparkline
            title={`${words} in ${period}, over ${dates.length} periods`}
            values={dates.map((date) => values.get(date) ?? null)}
            holdsZero={false}
          />
        )}
      </div>
      <p className="text-xs text-muted">{`${figure?.name}, ${period}, ${nameSource(series.source)}`}</p>
    </>
  );
}

/** Follows an area by its name. @param typed  what was typed into a refused form */
export function WatchForm({ typed, error }: { typed: string | undefined; error: FieldError }) {
  return (
    <OrganizationForm action="/reid?index" className="flex flex-wrap items-start gap-3">
      <TextField
        name="area"
        label="Area"
        defaultValue={typed}
        placeholder="ZIP code, or Austin, TX"
        error={error}
        autoComplete="off"
        className="w-72 max-w-full"
      />
      <Button name="intent" value="watch" className="mt-6.5">
        Watch an area
      </Button>
    </OrganizationForm>
  );
}
