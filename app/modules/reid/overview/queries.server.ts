import { desc, eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { reidAlertEvents, reidAlerts, reidImports } from '#db/schema/index.ts';
import type { SeriesRow } from '../markets/series-query.server.ts';

/** An area that the viewer follows, with two years of its prices and what a year before them was. */
export interface WatchedArea {
  key: string;
  rows: SeriesRow[];
}

/** Months of the line of each watched area. */
export const watchedMonths = 24;

/** The areas that the viewer follows, those first that they have followed longest, each by the source that shows it best. */
export function listWatchedAreas(handle: QueryHandle) {
  const call = sql`app.read_market_series(array[watched.area_key], null, null, null, false, null, null, ${watchedMonths}::integer, null)`;
  return handle
    .select({ key: sql<string>`watched.area_key`, rows: sql<SeriesRow[]>`series.rows` })
    .from(
      sql`(select area_key, created_at from reid_watched_areas order by created_at, area_key limit 24) watched
        cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('areaKey', row.area_key, 'areaName', row.area_name,
            'areaType', row.area_type, 'source', row.data_source, 'propertyType', row.property_type, 'periodType', row.period_type,
            'id', row.id, 'date', row.report_date, 'isShown', row.is_shown, 'isFlagged', row.is_flagged,
            'figures', jsonb_strip_nulls(jsonb_build_object('median_price', row.figures -> 'median_price',
              'typical_value', row.figures -> 'typical_value', 'median_list_price', row.figures -> 'median_list_price',
              'median_rent', row.figures -> 'median_rent', 'inventory_months', row.figures -> 'inventory_months',
              'active_listings', row.figures -> 'active_listings', 'sold_listings', row.figures -> 'sold_listings')))
            order by row.report_date), '[]') as rows
          from ${call} row) series`,
    )
    .orderBy(sql`watched.created_at, watched.area_key`);
}

/** What alerts found last, of those the viewer reads. */
export function listLatestEvents(handle: QueryHandle) {
  return handle
    .select({
      id: reidAlertEvents.id,
      areaKey: reidAlertEvents.areaKey,
      sentence: reidAlertEvents.sentence,
      alert: reidAlerts.name,
      createdAt: reidAlertEvents.createdAt,
    })
    .from(reidAlertEvents)
    .innerJoin(reidAlerts, eq(reidAlerts.id, reidAlertEvents.alertId))
    .orderBy(desc(reidAlertEvents.createdAt), desc(reidAlertEvents.id))
    .limit(5);
}

/** The newest imports, whatever became of them. */
export function listLatestImports(handle: QueryHandle) {
  return handle
    .select({
      id: reidImports.id,
      fileName: reidImports.fileName,
      status: reidImports.status,
      rows: reidImports.rowsCount,
      createdAt: reidImports.createdAt,
    })
    .from(reidImports)
    .orderBy(desc(reidImports.createdAt), desc(reidImports.id))
    .limit(5);
}
