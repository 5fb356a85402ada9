import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { PeriodType } from '../figures/periods.ts';

/** The organization's sources of market data, those with prices first, the usual one before others. */
export function listSources(handle: QueryHandle) {
  return handle
    .select({
      source: sql<string>`data_source`,
      newest: sql<string>`newest::text`,
      periodType: sql<PeriodType>`period_type`,
      hasPrice: sql<boolean>`has_price`,
    })
    .from(sql`app.list_market_sources()`);
}
