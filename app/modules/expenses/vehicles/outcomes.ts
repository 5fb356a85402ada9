import type { Outcome } from '#db/call-function.server.ts';
import { unreachable } from '~/utils/unreachable.ts';
import { changedMeanwhile } from '../kept-entry.ts';

/** Answers of the forms of vehicles that are no success. */
type Refusal = Exclude<
  Outcome<'save_vehicle'> | Outcome<'save_vehicle_year'> | Outcome<'delete_vehicle'>,
  'SAVED' | 'DELETED'
>;

/** What a refused form is told, and beside which field; null where there is no such vehicle for the viewer. */
export function explainVehicle(
  outcome: Refusal,
): { field?: 'method' | 'firstUsedOn' | 'lastUsedOn'; message: string } | null {
  switch (outcome) {
    case 'NOT_FOUND':
    case 'NOT_ALLOWED':
      return null;
    case 'CHANGED':
      return { message: changedMeanwhile };
    case 'FIVE_VEHICLES':
      return {
        field: 'method',
        message:
          'Choose actual costs for every vehicle of the business first: five or more at once cannot have the standard rate.',
      };
    case 'STAYS_ACTUAL':
      return {
        field: 'method',
        message: 'Choose actual costs: a vehicle that has them in its first year keeps them in every year.',
      };
    case 'OF_PERSON':
      return { field: 'method', message: 'Choose the standard rate: actual costs are for vehicles of the business.' };
    case 'TRIPS_OUTSIDE':
      return { field: 'firstUsedOn', message: 'Enter days around all of its trips: some would be outside.' };
    case 'NOT_IN_USE':
      return { message: 'Nothing was saved: the vehicle was not in use in that year.' };
    case 'CLOSED':
      return { message: 'Nothing was saved: that year is closed. An owner or admin can open it again.' };
    case 'IN_USE':
      return {
        message:
          'Nothing was deleted: trips or costs are booked on this vehicle. Enter the last day it was driven instead.',
      };
    default:
      return unreachable(outcome);
  }
}
