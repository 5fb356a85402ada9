import { type SQL, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { patternHolding } from '~/utils/sql-patterns.ts';
import type { AreaType } from '../areas/areas.ts';
import type { ListedFigure } from '../figures/listed-figures.ts';
import type { PeriodType } from '../figures/periods.ts';
import type { priceFigures } from '../figures/prices.ts';
import { importsAtWork } from '../imports/at-work.server.ts';
import type { ImportAtWork } from '../imports/at-work-notice.tsx';
import { type MarketSort, marketsPerPage } from './list-address.ts';
import { textArray } from './series-query.server.ts';

export type PriceFigure = (typeof priceFigures)[number];

/** An area with its newest figures of one source. */
export interface ListedMarket {
  key: string;
  name: string;
  type: AreaType;
  id: string;
  date: string;
  periodType: PeriodType;
  propertyType: string | null;
  /** Cents. */
  price: number | null;
  /** Percent in a year. */
  priceChange: number | null;
  months: number | null;
  days: number | null;
  /** The chosen figure. */
  value: number | null;
  isWatched: boolean;
}

/** A page of the areas of a source, and what is drawn of all of them. */
export interface MarketList {
  source: string | null;
  newest: string | null;
  /** The figure that is the source's price; null for one without prices. */
  priceFigure: PriceFigure | null;
  count: number;
  /** The four values between the fifths of the chosen figure. */
  thresholds: number[] | null;
  rows: ListedMarket[];
  /** Imports that change figures just now. */
  atWork: ImportAtWork[];
  /** All areas of the mapped type with a value of the chosen figure; empty where none is. */
  mapped: { key: string; name: string; value: number }[];
}

/** Which areas are listed, and how. */
export interface MarketListRequest {
  text: string;
  type: AreaType | null;
  state: string | null;
  source: string | null;
  periodType: PeriodType | null;
  figure: ListedFigure;
  sort: MarketSort;
  page: number;
  /** The type of area that a map shows, all of them; null for no map. */
  mapped: AreaType | null;
  /** The keys of the areas to look at; null for all. */
  areaKeys?: readonly string[];
}

const orders: Readonly<Record<MarketSort, SQL>> = {
  name: sql`area_name, area_key`,
  price: sql`price desc nulls last, area_key`,
  change: sql`price_change desc nulls last, area_key`,
  supply: sql`months nulls last, area_key`,
  days: sql`days_on_market nulls last, area_key`,
  figure: sql`value desc nulls last, area_key`,
};

const usualPeriods = sql`array['MONTHLY', 'WEEKLY', 'QUARTERLY', 'YEARLY', 'DAILY']::reid_period_type[]`;

/** Columns that every list needs, whatever figure is chosen. */
const columns = [
  'area_key',
  'area_name',
  'area_type',
  'id',
  'data_source',
  'report_date',
  'period_type',
  'property_type',
  'median_price',
  'typical_value',
  'median_list_price',
  'active_listings',
  'sold_listings',
  'inventory_months',
  'days_on_market',
];

/**
 * The areas of a source with their newest figures: those whose newest period ended in the ten weeks before the source's newest. One
 * row of JSON.
 */
export function listMarkets(handle: QueryHandle, request: MarketListRequest) {
  return handle.select({ list: sql<MarketList>`list` }).from(sql`(${marketList(request)}) answer`);
}

function marketList({
  text,
  type,
  state,
  source,
  periodType,
  figure,
  sort,
  page,
  mapped: mappedType,
  areaKeys,
}: MarketListRequest) {
  const ofAreas = areaKeys ? sql`and m.area_key = any (${textArray(areaKeys)})` : sql``;
  // Of sources that nobody chose, one that has the areas comes first.
  const hasAreas = areaKeys
    ? sql`exists (select from reid_market_data m where m.data_source = known.name ${ofAreas}) desc,`
    : sql``;
  const ofPeriod = periodType ? sql`and m.period_type = ${periodType}` : sql``;
  const ofType = type ? sql`and m.area_type = ${type}` : sql``;
  const ofState = state ? sql`and m.state = ${state}` : sql``;
  const named = text ? sql`and m.area_name ilike ${patternHolding(text)}` : sql``;
  const mapped = mappedType
    ? sql`(select coalesce(jsonb_agg(jsonb_build_object('key', area_key, 'name', area_name, 'value', value) order by area_name collate human), '[]')
        from valued where value is not null and area_type = ${mappedType})`
    : sql`'[]'::jsonb`;
  return sql`
    with source as materialized (
      select known.name from app.list_market_sources() with ordinality as known (name, newest, period_type, has_price, place)
      order by known.name = ${source} desc nulls last, ${hasAreas} known.place limit 1
    ), newest as materialized (
      select m.report_date as day from reid_market_data m
      where m.data_source = (select name from source) ${ofPeriod} ${ofAreas}
      order by m.report_date desc limit 1
    ), latest as materialized (
      select distinct on (m.area_key) ${listColumns(figure)}
      from reid_market_data m
      where m.data_source = (select name from source) and m.report_date > (select day from newest) - 70
        ${ofAreas} ${ofPeriod} ${ofType} ${ofState} ${named}
      order by m.area_key, m.property_type nulls first, array_position(${usualPeriods}, m.period_type), m.report_date desc
    ), priced as materialized (
      select case when bool_or(median_price is not null) then 'median_price' when bool_or(typical_value is not null) then 'typical_value'
        when bool_or(median_list_price is not null) then 'median_list_price' end as figure from latest
    ), with_price as (
      select latest.*, app.months_of_supply(inventory_months, active_listings, sold_listings, report_date, period_type) as months,
        case priced.figure when 'median_price' then median_price when 'typical_value' then typical_value
          when 'median_list_price' then median_list_price end as price,
        (select case priced.figure when 'median_price' then before.median_price when 'typical_value' then before.typical_value
            when 'median_list_price' then before.median_list_price end
          from reid_market_data before
          where before.area_key = latest.area_key and before.report_date = app.year_before(latest.report_date, latest.period_type)
            and before.data_source = latest.data_source and before.period_type = latest.period_type
            and before.property_type is not distinct from latest.property_type) as price_before
      from latest cross join priced
    ), changed as (
      select *, case when price_before > 0 then (price::float8 / price_before - 1) * 100 end as price_change from with_price
    ), valued as materialized (
      select *, ${columnOf(figure)} as value from changed
    )
    select jsonb_build_object('source', (select name from source), 'newest', (select day from newest),
      'priceFigure', (select figure from priced), 'count', (select count(*) from valued),
      'thresholds', (select percentile_cont(array[0.2, 0.4, 0.6, 0.8]) within group (order by value::float8) from valued),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('key', area_key, 'name', area_name, 'type', area_type, 'id', id,
          'date', report_date, 'periodType', period_type, 'propertyType', property_type, 'price', price, 'priceChange', price_change,
          'months', months, 'days', days_on_market, 'value', value,
          'isWatched', exists (select from reid_watched_areas watched where watched.area_key = page.area_key)) order by place), '[]')
        from (select *, row_number() over (order by ${orders[sort]}) as place from valued
          order by place limit ${marketsPerPage} offset ${(page - 1) * marketsPerPage}) page),
      'atWork', ${importsAtWork}, 'mapped', ${mapped}) as list`;
}

/** The column of a figure, or what was worked out of columns. Figures are those of a list, never input. */
const columnOf = (figure: ListedFigure) => sql.raw(figure === 'inventory_months' ? 'months' : figure);

function listColumns(figure: ListedFigure): SQL {
  const isColumn = figure !== 'price' && figure !== 'price_change' && !columns.includes(figure);
  return sql.raw([...columns, ...(isColumn ? [figure] : [])].map((column) => `m.${column}`).join(', '));
}
