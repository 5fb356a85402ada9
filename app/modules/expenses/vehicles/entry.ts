import type { FoundVehicle } from './queries.server.ts';

type Entry = Record<string, string>;

/** The texts of a kept vehicle's form. */
export function keptVehicle({ id, name, personId, firstUsedOn, lastUsedOn, version }: FoundVehicle): Entry {
  return {
    id,
    name,
    personId: personId ?? '',
    firstUsedOn,
    lastUsedOn: lastUsedOn ?? '',
    version: String(version),
  };
}

/** The texts of the form of its year. What was never said starts as the tables have it. */
export function keptYear(vehicle: FoundVehicle): Entry {
  const { method, odometerStart, odometerEnd, commutingMiles, yearVersion } = vehicle;
  const box = (name: string, isTicked: boolean | null) => (isTicked ? { [name]: 'on' } : {});
  return {
    method,
    odometerStart: odometerStart === null ? '' : String(odometerStart),
    odometerEnd: odometerEnd === null ? '' : String(odometerEnd),
    commutingMiles: String(commutingMiles ?? 0),
    ...box('isAvailableForPersonalUse', vehicle.isAvailableForPersonalUse),
    ...box('hasAnotherVehicle', vehicle.hasAnotherVehicle),
    ...box('hasEvidence', vehicle.hasEvidence ?? true),
    ...box('isEvidenceWritten', vehicle.isEvidenceWritten ?? true),
    ...(yearVersion !== null && { version: String(yearVersion) }),
  };
}
