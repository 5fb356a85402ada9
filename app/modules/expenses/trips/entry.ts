import { today } from '~/utils/dates.ts';
import { writeDollars } from '~/utils/money.ts';
import type { FoundTrip } from './queries.server.ts';

type Entry = Record<string, string>;

/** The texts of an empty form. The only vehicle is chosen already. */
export function newTrip(vehicles: readonly { id: string; lastUsedOn: string | null }[]): Entry {
  const used = vehicles.filter(({ lastUsedOn }) => lastUsedOn === null);
  const only = used.length === 1 ? used[0] : undefined;
  return { id: crypto.randomUUID(), date: today(), vehicleId: only?.id ?? '' };
}

/** The texts of a kept trip's form. */
export function keptTrip(trip: FoundTrip): Entry {
  return { ...describe(trip), id: trip.id, version: String(trip.version) };
}

/** The texts for the way back: from and to are exchanged, and the odometer goes on where it stood. */
export function returnTrip(trip: FoundTrip): Entry {
  const { from, to, ...others } = describe(trip);
  const { odometerStart: _, odometerEnd, notes: __, reimbursedAmount: ___, ...kept } = others;
  return { ...kept, id: crypto.randomUUID(), from: to ?? '', to: from ?? '', odometerStart: odometerEnd ?? '' };
}

function describe(trip: FoundTrip): Entry {
  const { date, from, to, purpose, vehicleId, odometerStart, odometerEnd, miles, listingId, notes } = trip;
  return {
    date,
    from: from ?? '',
    to: to ?? '',
    purpose: purpose ?? '',
    vehicleId: vehicleId ?? '',
    odometerStart: odometerStart === null ? '' : String(odometerStart),
    odometerEnd: odometerEnd === null ? '' : String(odometerEnd),
    distance: String(miles),
    listingId: listingId ?? '',
    reimbursedAmount: trip.reimbursedAmount === null ? '' : writeDollars(trip.reimbursedAmount),
    notes: notes ?? '',
  };
}
