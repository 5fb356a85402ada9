import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { PropertyEntry } from './schema.ts';

/** Adds a property, or changes it. A retired one keeps its expenses. */
export function saveProperty(handle: QueryHandle, { isRetired, ...entry }: PropertyEntry) {
  return callFunction(handle, 'save_property', { ...entry, isActive: !isRetired });
}
