import type { Viewer } from '#db/request-db.server.ts';

/** Whether the viewer may hold a cart: a guest may, and everybody in an organization but a VIEWER. The database decides. */
export function mayHoldCart(viewer: Viewer | null): boolean {
  return viewer === null || (viewer.role !== null && viewer.role !== 'VIEWER');
}
