import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { Dashboard } from './figures.ts';

/** The figures of the areas that the viewer's roles of the platform open, with the last twelve months. */
export function findDashboard(handle: QueryHandle) {
  return handle.select({ dashboard: sql<Dashboard>`dashboard` }).from(sql`app.platform_dashboard() as dashboard`);
}
