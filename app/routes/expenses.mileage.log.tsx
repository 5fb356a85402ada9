import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { useLoaderData } from '@remix-run/react';
import { EmptyState } from '~/components/ui/layout.tsx';
import { useViewer } from '~/components/ui/use-viewer.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { readTripFilters, tripsAddress } from '~/modules/expenses/trips/filters.ts';
import { VehicleLog } from '~/modules/expenses/trips/log.tsx';
import { listTripsForLog } from '~/modules/expenses/trips/queries.server.ts';
import { listVehicleYears } from '~/modules/expenses/vehicles/queries.server.ts';
import { YearFilter } from '~/modules/expenses/year-filter.tsx';
import { requireModule } from '~/modules/gate.server.ts';
import type { RouteHandle } from '~/request/rendering.ts';
import { pageTitle } from '~/utils/page-meta.ts';

export const handle = { hydrate: false } satisfies RouteHandle;
export const meta = pageTitle('Mileage log');

export async function loader(args: LoaderFunctionArgs) {
  const { year, vehicle } = readTripFilters(new URL(args.request.url).searchParams);
  const [{ user, role }, { years, trips }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({
      years: listVehicleYears(handle, year),
      trips: listTripsForLog(handle, { year, vehicle }),
    })),
  ]);
  const logs = years
    .filter(({ id }) => !vehicle || id === vehicle)
    .map((one) => ({ vehicle: one, trips: trips.filter(({ vehicleId }) => vehicleId === one.id) }))
    .filter(({ trips, vehicle: { odometerStart } }) => trips.length > 0 || odometerStart !== null);
  return { year, vehicle, logs, of: role === 'MEMBER' ? user.name : null };
}

export default function MileageLogPage() {
  const { year, vehicle, logs, of } = useLoaderData<typeof loader>();
  const organization = useViewer()?.organization?.name;
  return (
    <div className="flex flex-col gap-6" data-print>
      <p className="no-print flex flex-wrap items-center gap-4">
        <span>Print this page with your browser, or save it as a PDF from there.</span>
        <a href={tripsAddress('/expenses/mileage', { year, vehicle })} className="link">
          Back to the trips
        </a>
      </p>
      <YearFilter action="/expenses/mileage/log" year={year} />
      <div>
        <h1>{`Mileage log ${year}`}</h1>
        <p className="mt-1 text-muted">
          <bdi>{organization}</bdi>
          {of && (
            <>
              , trips of <bdi>{of}</bdi>
            </>
          )}
        </p>
      </div>
      {logs.length === 0 ? (
        <EmptyState icon="map-pinned" title="Nothing to print">
          {`No trips were entered for ${year}.`}
        </EmptyState>
      ) : (
        logs.map((log) => <VehicleLog key={log.vehicle.id} {...log} year={year} />)
      )}
    </div>
  );
}
