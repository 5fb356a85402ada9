import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { LinkButton } from '~/components/ui/button.tsx';
import { SelectField } from '~/components/ui/field.tsx';
import { KeyFigures } from '~/components/ui/key-figures.tsx';
import { Breadcrumbs, EmptyState, PageHeader } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { Steps } from '~/components/ui/pagination.tsx';
import { expenses } from '~/modules/expenses/module.ts';
import { readTripFilters, tripsAddress } from '~/modules/expenses/trips/filters.ts';
import { formatMiles } from '~/modules/expenses/trips/miles.ts';
import { listTrips, sumTrips, tripsPerPage } from '~/modules/expenses/trips/queries.server.ts';
import { RateTable } from '~/modules/expenses/trips/rate-table.tsx';
import { TripList } from '~/modules/expenses/trips/trip-list.tsx';
import { listVehiclesToPick, listVehicleYears } from '~/modules/expenses/vehicles/queries.server.ts';
import { VehicleYears } from '~/modules/expenses/vehicles/year-list.tsx';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';
import { cutPage } from '~/utils/pages.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Mileage');

export async function loader(args: LoaderFunctionArgs) {
  const filters = readTripFilters(new URL(args.request.url).searchParams);
  const [{ mayWrite, role }, { vehicles, years, found, sums }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      vehicles: listVehiclesToPick(handle),
      years: listVehicleYears(handle, filters.year),
      found: listTrips(handle, filters),
      sums: sumTrips(handle, filters),
    })),
  ]);
  const { rows: trips, last } = cutPage(found, tripsPerPage);
  return {
    filters,
    vehicles,
    years,
    trips,
    next: last && { date: last.date, id: last.id },
    sum: sums[0] ?? { count: 0, miles: 0, amount: 0, deductible: 0 },
    mayWrite,
    seesOwnOnly: role === 'MEMBER',
  };
}

const path = '/expenses/mileage';

export default function MileagePage() {
  const { filters, vehicles, years, trips, next, sum, mayWrite, seesOwnOnly } = useLoaderData<typeof loader>();
  const { year, vehicle, before } = filters;
  return (
    <>
      <Breadcrumbs links={[{ href: '/expenses', label: expenses.unlockedBy.title }]} current="Mileage" />
      <PageHeader
        title="Mileage"
        description={`${seesOwnOnly ? 'Your trips' : 'Trips'} for the business in ${year}, each at the rate of its day.`}
        actions={
          <>
            {mayWrite && vehicles.length > 0 && (
              <LinkButton href={`${path}/new`} variant="primary">
                Add trip
              </LinkButton>
            )}
            {mayWrite && (
              <LinkButton href={`${path}/vehicles/new`} variant={vehicles.length > 0 ? 'secondary' : 'primary'}>
                Add vehicle
              </LinkButton>
            )}
            <LinkButton href={tripsAddress(`${path}/log`, { year, vehicle })}>Print log</LinkButton>
          </>
        }
      />
      <YearFilter action={path} year={year}>
        <SelectField
          name="vehicle"
          label="Vehicle"
          options={[
            { value: '', label: 'All vehicles' },
            ...vehicles.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          defaultValue={vehicle ?? ''}
        />
      </YearFilter>
      <KeyFigures
        figures={[
          { label: sum.count === 1 ? 'Trip' : 'Trips', value: sum.count },
          { label: 'Miles', value: formatMiles(sum.miles) },
          { label: 'At the rate', value: <Money cents={sum.amount} /> },
          { label: 'Deductible by the mile', value: <Money cents={sum.deductible} /> },
        ]}
      />
      {years.length > 0 && (
        <section className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <h2>{`Vehicles in ${year}`}</h2>
            <LinkButton href={`${path}/vehicles.csv?year=${year}`} size="small">
              Download CSV
            </LinkButton>
          </div>
          <VehicleYears vehicles={years} year={year} />
        </section>
      )}
      <section className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2>Trips</h2>
          {trips.length > 0 && (
            <LinkButton href={tripsAddress(`${path}.csv`, { year, vehicle })} size="small">
              Download CSV
            </LinkButton>
          )}
        </div>
        {trips.length === 0 ? (
          <EmptyState icon="map-pinned" title={before ? 'No more trips' : 'No trips here'}>
            {vehicles.length === 0
              ? 'Add a vehicle first, then the trips it made for the business.'
              : 'Add a trip with its date, places and purpose, or choose another year.'}
          </EmptyState>
        ) : (
          <TripList trips={trips} mayWrite={mayWrite} />
        )}
        <Steps
          label="Pages of trips"
          back={before !== undefined && { href: tripsAddress(path, { year, vehicle }), label: 'Latest' }}
          next={next !== undefined && { href: tripsAddress(path, { year, vehicle, before: next }), label: 'Earlier' }}
        />
      </section>
      <RateTable />
    </>
  );
}
