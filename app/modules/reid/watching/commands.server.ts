import { eq } from 'drizzle-orm';
import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import { reidWatchedAreas } from '#db/schema/index.ts';

/** Follows the first of these areas that something is known of, for the viewer. */
export function watchArea(handle: QueryHandle, areaKeys: readonly string[]) {
  return callFunction(handle, 'watch_area', { areaKeys });
}

/** Stops following an area; row-level security leaves other people's alone. No row where it was not followed. */
export function unwatchArea(handle: QueryHandle, areaKey: string) {
  return handle
    .delete(reidWatchedAreas)
    .where(eq(reidWatchedAreas.areaKey, areaKey))
    .returning({ areaKey: reidWatchedAreas.areaKey });
}
