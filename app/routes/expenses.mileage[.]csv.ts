import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { expenses } from '~/modules/expenses/module.ts';
import { readTripFilters } from '~/modules/expenses/trips/filters.ts';
import { listTripsForLog } from '~/modules/expenses/trips/queries.server.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';

const headings = [
  'Date',
  'From',
  'To',
  'Purpose',
  'Vehicle',
  'Driver',
  'Odometer start',
  'Odometer end',
  'Miles',
  'Cents a mile',
  'Amount',
  'Deductible',
  'Property',
  'Status',
  'Notes',
];

/** The trips that the same filters show at `/expenses/mileage`, all pages of them, oldest first. */
export async function loader(args: LoaderFunctionArgs) {
  const { year, vehicle } = readTripFilters(new URL(args.request.url).searchParams);
  const [, { trips }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ trips: listTripsForLog(handle, { year, vehicle }) })),
  ]);
  const rows = trips.map((trip) => [
    trip.date,
    trip.from,
    trip.to,
    trip.purpose,
    trip.vehicle,
    trip.driver,
    trip.odometerStart,
    trip.odometerEnd,
    trip.miles,
    trip.rate,
    dollarCell(trip.amount),
    dollarCell(trip.deductible),
    trip.property,
    trip.status,
    trip.notes,
  ]);
  return csvResponse(`trips-${year}.csv`, writeCsv(headings, rows));
}
