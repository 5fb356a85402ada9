import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';

/** How often a tool was opened by the viewer's organization on each of the last 90 days (UTC), today included, oldest first. */
export function listDailyOpens(handle: QueryHandle, slug: string) {
  return handle
    .select({ day: sql<string>`to_char(calendar.day, 'YYYY-MM-DD')`, count: sql<number>`coalesce(used.opens, 0)` })
    .from(
      sql`(select (now() at time zone 'utc')::date - ago as day from generate_series(0, 89) as ago) calendar
        left join tool_usage_daily used on used.organization_id = app.current_organization_id()
          and used.tool_id = app.find_tool(${slug}) and used.day = calendar.day`,
    )
    .orderBy(sql`calendar.day`);
}
