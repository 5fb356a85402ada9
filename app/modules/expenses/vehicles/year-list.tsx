import { Table } from '~/components/ui/layout.tsx';
import { Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { countWords } from '~/utils/words.ts';
import { formatMiles } from '../trips/miles.ts';
import type { VehicleYear } from './queries.server.ts';
import { vehicleMethodLabels } from './schema.ts';

/** The vehicles of a year: how their costs are deducted, and how far they were driven. */
export function VehicleYears({ vehicles, year }: { vehicles: readonly VehicleYear[]; year: number }) {
  return (
    <Table caption={`Vehicles in ${year}`}>
      <thead>
        <tr>
          <th scope="col">Vehicle</th>
          <th scope="col" className="number">
            Business miles
          </th>
          <th scope="col" className="number">
            Of all miles
          </th>
          <th scope="col" className="number">
            Deductible
          </th>
        </tr>
      </thead>
      <tbody>
        {vehicles.map((vehicle) => (
          <tr key={vehicle.id}>
            <th scope="row" className="w-full">
              <a href={`/expenses/mileage/vehicles/${vehicle.id}?year=${year}`} className="link">
                {vehicle.name}
              </a>
              <span className="block text-xs font-normal text-muted">
                {vehicle.personId === null ? (
                  vehicleMethodLabels[vehicle.method]
                ) : (
                  <>
                    Of <MemberName name={vehicle.personName} unknown="somebody who has left" />
                  </>
                )}
                {vehicle.waitingTrips > 0 && ` · ${countWords(vehicle.waitingTrips, 'trip')} to be approved`}
              </span>
              <YearTags vehicle={vehicle} />
            </th>
            <td className="number">{formatMiles(vehicle.businessMiles)}</td>
            <td className="number">
              {vehicle.businessPercent === null ? 'Not known' : `${vehicle.businessPercent} %`}
            </td>
            <td className="number">
              <Money cents={vehicle.tripsDeductible + vehicle.costsDeductible} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function YearTags({ vehicle }: { vehicle: VehicleYear }) {
  const { personId, method, businessPercent, costs, odometerStart, odometerEnd, businessMiles, commutingMiles } =
    vehicle;
  const driven = odometerStart === null || odometerEnd === null ? null : odometerEnd - odometerStart;
  const isTooFar = driven !== null && businessMiles + (commutingMiles ?? 0) > driven;
  const needsReadings = personId === null && businessPercent === null && (method === 'ACTUAL' || costs > 0);
  if (!isTooFar && !needsReadings) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1 font-normal">
      {needsReadings && <Tag hue="warning">Odometer missing</Tag>}
      {isTooFar && <Tag hue="warning">More miles than the odometer says</Tag>}
    </span>
  );
}
