import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { changedMeanwhile } from '../kept-entry.ts';

export const yearIsClosed = 'Nothing was changed: that year is closed. An owner or admin can open it again.';
export const vehicleIsUnused =
  'The vehicle was not in use on that day. Choose another one, or correct its first or last day.';

/** Answers of saving or deleting a trip that are no success. */
type Refusal = Exclude<Outcome<'save_trip'> | Outcome<'delete_trip'>, 'SAVED' | 'OVERLAPS' | 'DELETED'>;

/** What a refused trip is told: about a field, or the form as a whole; null where there is no such trip. */
export function explainTrip(
  outcome: Refusal,
): { field?: 'date' | 'vehicleId' | 'listingId' | 'distance'; message: string } | null {
  switch (outcome) {
    case 'NOT_FOUND':
      return null;
    case 'NOT_ALLOWED':
      return { message: 'Nothing was changed: this trip is approved. An owner or admin can change it.' };
    case 'CHANGED':
      return { message: changedMeanwhile };
    case 'CLOSED':
      return { field: 'date', message: yearIsClosed };
    case 'NO_VEHICLE':
      return { field: 'vehicleId', message: 'Choose a vehicle of the list.' };
    case 'NO_PROPERTY':
      return { field: 'listingId', message: 'Choose a property of the list.' };
    case 'NOT_IN_USE':
      return { field: 'vehicleId', message: vehicleIsUnused };
    case 'WRONG_YEAR':
      return { field: 'date', message: 'Enter a day from 2020 to the end of next year.' };
    case 'WRONG_DISTANCE':
      return { field: 'distance', message: 'Enter 0.1 to 9,999.9 miles, and no more than the odometer says.' };
    default:
      return unreachable(outcome);
  }
}
