import { LinkButton } from '~/components/ui/button.tsx';
import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { Tag } from '~/components/ui/tag.tsx';
import { toWords } from '~/utils/words.ts';
import { formatMiles, formatRate } from './miles.ts';
import type { ListedTrip } from './queries.server.ts';

/** Trips as rows; on a phone what belongs to a trip stands below where it led. */
export function TripList({ trips, mayWrite }: { trips: readonly ListedTrip[]; mayWrite: boolean }) {
  return (
    <Table caption="Trips">
      <thead>
        <tr>
          <th scope="col">Trip</th>
          <th scope="col" className="max-lg:hidden">
            Vehicle
          </th>
          <th scope="col" className="number">
            Miles
          </th>
          <th scope="col" className="number">
            Rate
          </th>
          <th scope="col" className="number">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {trips.map((trip) => (
          <tr key={trip.id}>
            <th scope="row" className="w-full">
              <a href={`/expenses/mileage/${trip.id}`} className="link">
                {trip.from ? `${trip.from} to ${trip.to}` : 'Trip without places'}
              </a>
              <span className="block text-xs font-normal text-muted">
                <Day date={trip.date} />
                {trip.purpose && ` · ${trip.purpose}`}
              </span>
              <span className="block text-xs font-normal text-muted lg:hidden">{trip.vehicle ?? 'No vehicle'}</span>
              <TripTags trip={trip} />
              {mayWrite && trip.vehicleId && (
                <span className="mt-2 block">
                  <LinkButton href={`/expenses/mileage/new?return=${trip.id}`} size="small">
                    Add return trip
                  </LinkButton>
                </span>
              )}
            </th>
            <td className="max-lg:hidden">
              {trip.vehicle ?? 'No vehicle'}
              {trip.odometerStart !== null && trip.odometerEnd !== null && (
                <span className="block text-xs whitespace-nowrap text-muted tabular-nums">
                  {`${formatMiles(trip.odometerStart)} – ${formatMiles(trip.odometerEnd)}`}
                </span>
              )}
            </td>
            <td className="number">{formatMiles(trip.miles)}</td>
            <td className="number">{trip.rate === null ? '' : formatRate(trip.rate)}</td>
            <td className="number">
              <Money cents={trip.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function TripTags({ trip: { status, overlaps, amount, deductible } }: { trip: ListedTrip }) {
  return (
    <span className="mt-1 flex flex-wrap gap-1 font-normal">
      {status !== 'APPROVED' && <Tag hue={status === 'REJECTED' ? 'danger' : 'warning'}>{toWords(status)}</Tag>}
      {overlaps && <Tag hue="warning">Odometer overlaps</Tag>}
      {amount > 0 && deductible === 0 && <Tag>Not deductible by the mile</Tag>}
    </span>
  );
}
