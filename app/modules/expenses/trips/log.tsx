import { Table } from '~/components/ui/layout.tsx';
import { Day, Money } from '~/components/ui/money.tsx';
import { MemberName } from '~/components/ui/name.tsx';
import { toWords } from '~/utils/words.ts';
import type { VehicleYear } from '../vehicles/queries.server.ts';
import { vehicleMethodLabels } from '../vehicles/schema.ts';
import { formatMiles, formatRate } from './miles.ts';
import type { LoggedTrip } from './queries.server.ts';

const reading = (miles: number | null) => (miles === null ? 'Not noted' : formatMiles(miles));

/** The log of a vehicle in a year as an auditor reads it: every trip, then the year's totals and Schedule C, lines 43 to 47. */
export function VehicleLog({
  vehicle,
  trips,
  year,
}: {
  vehicle: VehicleYear;
  trips: readonly LoggedTrip[];
  year: number;
}) {
  const counted = trips.filter(({ status }) => status === 'APPROVED');
  const sum = (value: (trip: LoggedTrip) => number) => counted.reduce((total, trip) => total + value(trip), 0);
  const { odometerStart, odometerEnd, businessPercent, commutingMiles } = vehicle;
  const allMiles = odometerStart === null || odometerEnd === null ? null : odometerEnd - odometerStart;
  return (
    <section className="flex flex-col gap-3">
      <h2>{vehicle.name}</h2>
      <p className="text-muted">
        {'Vehicle of '}
        {vehicle.personId === null ? (
          'the business'
        ) : (
          <MemberName name={vehicle.personName} unknown="somebody who has left" />
        )}
        {', in use since '}
        <Day date={vehicle.firstUsedOn} />
        {` · ${vehicleMethodLabels[vehicle.method]}`}
      </p>
      <Table caption={`Trips with ${vehicle.name} in ${year}`} flush>
        <thead>
          <tr>
            <th scope="col">Date</th>
            <th scope="col">From, to and purpose</th>
            <th scope="col" className="number max-sm:hidden print:table-cell">
              Odometer
            </th>
            <th scope="col" className="number">
              Miles
            </th>
            <th scope="col" className="number max-sm:hidden print:table-cell">
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
              <td className="whitespace-nowrap">
                <Day date={trip.date} />
              </td>
              <th scope="row" className="w-full min-w-32 font-normal wrap-anywhere">
                {`${trip.from ?? 'Not noted'} to ${trip.to ?? 'Not noted'}`}
                <span className="block text-xs text-muted">
                  {trip.purpose ?? 'Purpose not noted'}
                  {trip.driver && (
                    <>
                      {' · '}
                      <bdi>{trip.driver}</bdi>
                    </>
                  )}
                  {trip.status !== 'APPROVED' && ` · ${toWords(trip.status)}, not counted`}
                </span>
              </th>
              <td className="number whitespace-nowrap max-sm:hidden print:table-cell">
                {trip.odometerStart !== null && trip.odometerEnd !== null
                  ? `${formatMiles(trip.odometerStart)} – ${formatMiles(trip.odometerEnd)}`
                  : ''}
              </td>
              <td className="number">{formatMiles(trip.miles)}</td>
              <td className="number max-sm:hidden print:table-cell">
                {trip.rate === null ? '' : formatRate(trip.rate)}
              </td>
              <td className="number">
                <Money cents={trip.amount} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>{`Approved trips in ${year}`}</th>
            <td className="max-sm:hidden print:table-cell" />
            <td className="number font-semibold">{formatMiles(sum(({ miles }) => miles))}</td>
            <td className="max-sm:hidden print:table-cell" />
            <td className="number font-semibold">
              <Money cents={sum(({ amount }) => amount)} />
            </td>
          </tr>
        </tfoot>
      </Table>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-4">
        {[
          ['Odometer 1 January', reading(odometerStart)],
          ['Odometer 31 December', reading(odometerEnd)],
          ['All miles', reading(allMiles)],
          ['Business miles', formatMiles(sum(({ miles }) => miles))],
          ['Commuting miles', formatMiles(commutingMiles ?? 0)],
          ['Driven for the business', businessPercent === null ? 'Not known yet' : `${businessPercent} %`],
          ['Deductible by the mile', <Money key="deductible" cents={sum(({ deductible }) => deductible)} />],
        ].map(([term, details]) => (
          <div key={String(term)}>
            <dt className="text-xs text-muted">{term}</dt>
            <dd className="font-medium tabular-nums">{details}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
