import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { AreaType } from '../areas/areas.ts';
import type { FigureKey } from '../figures/definitions.ts';
import type { PeriodType } from '../figures/periods.ts';
import { importsAtWork } from '../imports/at-work.server.ts';
import type { ImportAtWork } from '../imports/at-work-notice.tsx';
import { choiceArguments, type SeriesChoice, type SeriesRequest, seriesCall } from './series-query.server.ts';

/** A series that an area has. */
export interface KnownSeries {
  source: string;
  propertyType: string | null;
  periodType: PeriodType;
  first: string;
  last: string;
  /** Whether a newer file of the source has other areas of the file that brought this one, and not this one. */
  isLeftOut: boolean;
  /** The last import that wrote it; null for rows that no file brought. */
  imported: { id: string; fileName: string; on: string | null } | null;
  /** Whether it is the one that is shown. */
  isChosen: boolean;
}

/** The series of an area, the one that is shown among them. */
export function listSeries(handle: QueryHandle, areaKey: string, choice: SeriesChoice) {
  return handle
    .select({
      source: sql<string>`series.data_source`,
      propertyType: sql<string | null>`series.property_type`,
      periodType: sql<PeriodType>`series.period_type`,
      first: sql<string>`series.first::text`,
      last: sql<string>`series.last::text`,
      isLeftOut: sql<boolean>`exists (
        select from (select import.id, import.applied_at from reid_market_revisions seen
          join reid_imports import on import.organization_id = seen.organization_id and import.id = seen.import_id
          where seen.area_key = ${areaKey} and seen.data_source = series.data_source and seen.period_type = series.period_type
            and seen.property_type is not distinct from series.property_type and seen.figure = 'source_row'
          order by import.applied_at desc nulls first limit 1) mine
        cross join lateral (select area_key from reid_market_revisions
          where import_id = mine.id and data_source = series.data_source and figure = 'source_row' limit 20) neighbor
        join reid_market_revisions later on later.area_key = neighbor.area_key and later.data_source = series.data_source
          and later.figure = 'source_row'
        join reid_imports newer on newer.organization_id = later.organization_id and newer.id = later.import_id
          and newer.applied_at > mine.applied_at)`,
      imported: sql<
        KnownSeries['imported']
      >`(select jsonb_build_object('id', import.id, 'fileName', import.file_name, 'on', import.applied_at)
        from reid_market_data m join reid_imports import on import.id = m.import_id
        where m.area_key = ${areaKey} and m.report_date = series.last and m.data_source = series.data_source
          and m.period_type = series.period_type and m.property_type is not distinct from series.property_type)`,
      isChosen: sql<boolean>`chosen.data_source is not null`,
    })
    .from(
      sql`(select data_source, property_type, period_type, min(report_date) as first, max(report_date) as last
        from reid_market_data where area_key = ${areaKey} group by data_source, property_type, period_type) series
        left join app.choose_market_series(${choiceArguments([areaKey], choice)}) chosen on chosen.data_source = series.data_source
          and chosen.property_type is not distinct from series.property_type and chosen.period_type = series.period_type`,
    )
    .orderBy(sql`series.data_source, series.property_type nulls first, series.period_type`);
}

/**
 * Figures of the newest year of a series that its source took back: they stood there, and a later file had the area without them.
 * Each with the last day of its period.
 */
export function listWithdrawn(handle: QueryHandle, request: SeriesRequest) {
  return handle
    .select({
      figure: sql<FigureKey>`withdrawn.figure`,
      date: sql<string>`row.report_date::text`,
      id: sql<string>`row.id`,
    })
    .from(
      sql`(select * from ${seriesCall({ ...request, from: null, months: 12 })} where is_shown) row
        cross join lateral (select distinct revision.figure from reid_market_revisions revision
          where revision.area_key = row.area_key and revision.data_source = row.data_source and revision.period_type = row.period_type
            and revision.property_type is not distinct from row.property_type
            and revision.old_values[array_position(revision.report_dates, row.report_date)] is not null
            and (row.figures -> revision.figure) is null) withdrawn`,
    )
    .orderBy(sql`row.report_date desc, withdrawn.figure`)
    .limit(20);
}

/** What else is known of an area, and whether the viewer follows it. */
export function findSurroundings(handle: QueryHandle, areaKey: string) {
  return handle
    .select({
      name: sql<string>`place.area_name`,
      atWork: sql<ImportAtWork[]>`${importsAtWork}`,
      isWatched: sql<boolean>`exists (select from reid_watched_areas where area_key = ${areaKey})`,
      peopleYear: sql<number | null>`(select max(report_year) from reid_demographics where area_key = ${areaKey})`,
      zipCode: sql<string | null>`place.zip_code`,
      city: sql<string | null>`place.city`,
      state: sql<string | null>`place.state`,
      areaType: sql<AreaType>`place.area_type`,
      hasSchools: sql<boolean>`case place.area_type
        when 'ZIP' then exists (select from reid_schools where zip_code = place.zip_code)
        when 'CITY' then exists (select from reid_schools where state = place.state and city = place.city)
        when 'STATE' then exists (select from reid_schools where state = place.state) else false end`,
    })
    .from(
      sql`(select area_name, zip_code, city, state, area_type from reid_market_data where area_key = ${areaKey}
        order by report_date desc limit 1) place`,
    );
}
