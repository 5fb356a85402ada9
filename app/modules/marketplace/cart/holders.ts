import type { Viewer } from '#db/request-db.server.ts';

/** Whether whoever looks may hold a cart: a guest, and everybody in an organization but a VIEWER. The database decides. */
export function mayHoldCart(viewer: Viewer | null): boolean {
  return viewer === null || (viewer.role !== null && viewer.role !== 'VIEWER');
}
