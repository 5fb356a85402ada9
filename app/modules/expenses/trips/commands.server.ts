import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TripEntry } from './schema.ts';

/** Adds a trip, or changes it. The database works out what it costs. */
export function saveTrip(handle: QueryHandle, entry: TripEntry) {
  return callFunction(handle, 'save_trip', entry);
}

/** Deletes a trip that is at the version the page showed. */
export function deleteTrip(handle: QueryHandle, id: string, version: number | null) {
  return callFunction(handle, 'delete_trip', { id, version });
}
