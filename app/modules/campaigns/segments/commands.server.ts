import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { TypedSegment } from './schema.ts';

/** Makes a segment, or changes one that has a version. */
export function saveSegment(handle: QueryHandle, { id, version, name, matches, rules }: TypedSegment) {
  return callFunction(handle, 'save_segment', { id, version, name, matchesAll: matches === 'all', rules });
}

/** Deletes a segment. What is scheduled keeps its rules. */
export function deleteSegment(handle: QueryHandle, id: string) {
  return callFunction(handle, 'delete_segment', { id });
}
