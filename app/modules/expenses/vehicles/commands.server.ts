import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { VehicleEntry, VehicleYearEntry } from './schema.ts';

/** Adds a vehicle, or changes its name and days. Whose it is stays. */
export function saveVehicle(handle: QueryHandle, entry: VehicleEntry) {
  return callFunction(handle, 'save_vehicle', entry);
}

/** Says how a vehicle was used in a year. A method that changes rewrites the year's trips and costs. */
export function saveVehicleYear(handle: QueryHandle, vehicleId: string, { intent: _, ...entry }: VehicleYearEntry) {
  return callFunction(handle, 'save_vehicle_year', { vehicleId, ...entry });
}

/** Deletes a vehicle that nothing was booked on. */
export function deleteVehicle(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_vehicle', { id });
}
