import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ChosenArea } from '../areas/area-choice.tsx';
import { importsAtWork } from '../imports/at-work.server.ts';
import type { ImportAtWork } from '../imports/at-work-notice.tsx';
import { type SeriesRow, seriesCall, seriesRowAsJson, textArray } from './series-query.server.ts';

/** Areas of these keys that something is known of, with their names, in the order of the keys. */
export const knownAreas = (keys: readonly string[], table: 'reid_market_data' | 'reid_demographics', day: string) =>
  sql`(select coalesce(jsonb_agg(jsonb_build_object('key', asked.key, 'name', known.area_name) order by asked.place), '[]')
    from unnest(${textArray(keys)}) with ordinality as asked (key, place)
    cross join lateral (select area_name from ${sql.raw(table)} where area_key = asked.key order by ${sql.raw(day)} desc limit 1) known)`;

/**
 * Two to four areas of one source over three years, and the areas that may be added, in one statement.
 * @param typedKeys  keys that the area may have which somebody typed
 */
export function compareMarkets(handle: QueryHandle, areaKeys: readonly string[], typedKeys: readonly string[]) {
  const call = seriesCall({
    areaKeys,
    source: null,
    propertyType: null,
    periodType: null,
    isAdjusted: false,
    from: null,
    to: null,
    months: 36,
    asOf: null,
  });
  return handle
    .select({
      rows: sql<
        SeriesRow[]
      >`(select coalesce(jsonb_agg(${seriesRowAsJson} order by report_date, area_key), '[]') from ${call})`,
      atWork: sql<ImportAtWork[]>`${importsAtWork}`,
      areas: sql<ChosenArea[]>`${knownAreas(areaKeys, 'reid_market_data', 'report_date')}`,
      found: sql<ChosenArea[]>`${knownAreas(typedKeys, 'reid_market_data', 'report_date')}`,
    })
    .from(sql`(select 1) as once`);
}
