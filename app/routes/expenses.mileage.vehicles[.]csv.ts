import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { readBookYear } from '~/modules/expenses/book-years.ts';
import { expenses } from '~/modules/expenses/module.ts';
import { countOtherMiles } from '~/modules/expenses/trips/miles.ts';
import { listVehicleYears } from '~/modules/expenses/vehicles/queries.server.ts';
import { vehicleMethodLabels } from '~/modules/expenses/vehicles/schema.ts';
import { requireModule } from '~/modules/gate.server.ts';
import { csvResponse, dollarCell, writeCsv } from '~/services/csv.server.ts';

const headings = [
  'Vehicle',
  'Belongs to',
  'First driven',
  'Last driven',
  'Costs are deducted by',
  'Odometer start',
  'Odometer end',
  'Business miles',
  'Commuting miles',
  'Other miles',
  'Business percent',
  'Deductible by the mile',
  'Other costs',
  'Deductible of them',
];

/** The vehicles in use in a year, with what the year says of each. */
export async function loader(args: LoaderFunctionArgs) {
  const year = readBookYear(new URL(args.request.url).searchParams.get('year'));
  const [, { vehicles }] = await Promise.all([
    requireModule(args, expenses),
    args.context.database.read((handle) => ({ vehicles: listVehicleYears(handle, year) })),
  ]);
  const rows = vehicles.map((vehicle) => [
    vehicle.name,
    vehicle.personId === null ? 'The business' : vehicle.personName,
    vehicle.firstUsedOn,
    vehicle.lastUsedOn,
    vehicleMethodLabels[vehicle.method],
    vehicle.odometerStart,
    vehicle.odometerEnd,
    vehicle.businessMiles,
    vehicle.commutingMiles,
    countOtherMiles(vehicle),
    vehicle.businessPercent,
    dollarCell(vehicle.tripsDeductible),
    dollarCell(vehicle.costs),
    dollarCell(vehicle.costsDeductible),
  ]);
  return csvResponse(`vehicles-${year}.csv`, writeCsv(headings, rows));
}
