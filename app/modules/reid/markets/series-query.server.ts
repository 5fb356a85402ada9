import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { AreaType } from '../areas/areas.ts';
import type { FigureKey } from '../figures/definitions.ts';
import type { PeriodType } from '../figures/periods.ts';

/** What people choose of the series of an area. What is null, or not there, the database chooses: `app.choose_market_series`. */
export interface SeriesChoice {
  source: string | null;
  propertyType: string | null;
  periodType: PeriodType | null;
  /** Of a source that its publisher also adjusts for the seasons: whether that is the one. */
  isAdjusted: boolean;
}

/** A series of areas, and the part of it to read. */
export interface SeriesRequest extends SeriesChoice {
  areaKeys: readonly string[];
  /** Last days of the first and last period to show, ISO. */
  from: string | null;
  to: string | null;
  /** Shown from so many months before the newest on, where `from` is null. */
  months: number;
  /** Shows what was known at the end of this day of UTC; null for what is known now. */
  asOf: string | null;
}

/** A period of a series with all its figures, by their columns. */
export interface SeriesRow {
  areaKey: string;
  areaName: string;
  areaType: AreaType;
  source: string;
  propertyType: string | null;
  periodType: PeriodType;
  id: string;
  /** Its last day, ISO. */
  date: string;
  figures: Partial<Record<FigureKey, number | null>>;
  /** Whether it is in the part that was asked for. Others are there to compare with. */
  isShown: boolean;
  /** Whether the source itself doubts it. */
  isFlagged: boolean;
}

/** A list of texts for `= any`, which uses an index. */
export const textArray = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** The arguments of `app.choose_market_series`. */
export const choiceArguments = (
  areaKeys: readonly string[],
  { source, propertyType, periodType, isAdjusted }: SeriesChoice,
) =>
  sql`${textArray(areaKeys)}, ${source}::text, ${propertyType}::text, ${periodType}::reid_period_type, ${isAdjusted}::boolean`;

/** The call of `app.read_market_series`. */
export const seriesCall = (request: SeriesRequest) =>
  sql`app.read_market_series(${choiceArguments(request.areaKeys, request)}, ${request.from}::date, ${request.to}::date,
    ${request.months}::integer, ${request.asOf}::date)`;

/** The rows of a series, the earliest first; of several areas all of one source. */
export function readSeries(handle: QueryHandle, request: SeriesRequest) {
  return handle
    .select({
      areaKey: sql<string>`area_key`,
      areaName: sql<string>`area_name`,
      areaType: sql<AreaType>`area_type`,
      source: sql<string>`data_source`,
      propertyType: sql<string | null>`property_type`,
      periodType: sql<PeriodType>`period_type`,
      id: sql<string>`id`,
      date: sql<string>`report_date::text`,
      figures: sql<SeriesRow['figures']>`figures`,
      isShown: sql<boolean>`is_shown`,
      isFlagged: sql<boolean>`is_flagged`,
    })
    .from(sql`${seriesCall(request)}`);
}

/** The columns of a row of `app.read_market_series` as JSON that is a `SeriesRow`. */
export const seriesRowAsJson = sql`jsonb_build_object('areaKey', area_key, 'areaName', area_name, 'areaType', area_type, 'source', data_source,
  'propertyType', property_type, 'periodType', period_type, 'id', id, 'date', report_date, 'figures', figures, 'isShown', is_shown,
  'isFlagged', is_flagged)`;
