import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  areaChecks,
  areaColumns,
  counts,
  createdAt,
  id,
  inRange,
  named,
  sourceColumns,
  updatedAt,
} from '../columns.ts';
import { organizationId } from '../owners.ts';
import { modulePolicies } from '../policies.ts';
import { areaKey, areaKeyPattern, marketPrice, reidAreaType, share } from './areas.ts';
import { reidImports } from './imports.ts';

export const reidPeriodType = pgEnum('reid_period_type', ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY']);

/** One area in one period, as one source gives it. Figures of two sources are never mixed. Imports write it. */
export const reidMarketData = pgTable(
  'reid_market_data',
  {
    id,
    organizationId,
    areaKey: areaKey().notNull(),
    /** The area's name, as people read it. */
    areaName: text('area_name').notNull(),
    areaType: reidAreaType('area_type').notNull(),
    ...areaColumns,
    /** The last day of the period; of a week the day that the source gives. */
    reportDate: date('report_date').notNull(),
    periodType: reidPeriodType('period_type').notNull(),
    /** Null for all types together. */
    propertyType: text('property_type'),
    medianPrice: marketPrice('median_price'),
    avgPrice: marketPrice('avg_price'),
    minPrice: marketPrice('min_price'),
    maxPrice: marketPrice('max_price'),
    pricePerSqft: marketPrice('price_per_sqft'),
    /** What a typical home is worth by the source's model: no price that was paid. */
    typicalValue: marketPrice('typical_value'),
    medianListPrice: marketPrice('median_list_price'),
    avgListPrice: marketPrice('avg_list_price'),
    listPricePerSqft: marketPrice('list_price_per_sqft'),
    medianRent: marketPrice('median_rent'),
    /** Percent; negative when prices fell. */
    priceChangePct: numeric('price_change_pct', { precision: 9, scale: 2, mode: 'number' }),
    activeListings: integer('active_listings'),
    totalListings: integer('total_listings'),
    newListings: integer('new_listings'),
    soldListings: integer('sold_listings'),
    pendingListings: integer('pending_listings'),
    expiredListings: integer('expired_listings'),
    inventoryMonths: numeric('inventory_months', { precision: 7, scale: 2, mode: 'number' }),
    daysOnMarket: numeric('days_on_market', { precision: 7, scale: 1, mode: 'number' }),
    /** 1 is the asking price; above it when buyers outbid each other. */
    saleToListRatio: numeric('sale_to_list_ratio', { precision: 6, scale: 4, mode: 'number' }),
    /** Percent of the listings sold in the period; above 100 when more were sold than were for sale at its end. */
    absorptionRate: numeric('absorption_rate', { precision: 9, scale: 2, mode: 'number' }),
    turnoverRate: numeric('turnover_rate', { precision: 5, scale: 2, mode: 'number' }),
    /** Of the homes sold, those above their asking price. */
    aboveListShare: share('above_list_share'),
    /** Of the homes for sale, those whose price was cut. */
    priceCutShare: share('price_cut_share'),
    /** Of the homes sold, those off the market within two weeks. */
    quickSaleShare: share('quick_sale_share'),
    /** Whether the source itself doubts the row. */
    isFlagged: boolean('is_flagged').notNull().default(false),
    ...sourceColumns,
    /** Line of the row in the file of its import. */
    sourceLine: integer('source_line'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_market_data_source_area_period')
      .on(table.organizationId, table.dataSource, table.areaKey, table.propertyType, table.periodType, table.reportDate)
      .nullsNotDistinct(),
    unique('reid_market_data_organization_id_id').on(table.organizationId, table.id),
    index('reid_market_data_organization_id_report_date').on(table.organizationId, table.reportDate, table.id),
    // What all areas of a source say of one day, for lists and maps.
    index('reid_market_data_source_report_date').on(
      table.organizationId,
      table.dataSource,
      table.reportDate,
      table.areaKey,
    ),
    // Every source of an area.
    index('reid_market_data_organization_id_area_key').on(table.organizationId, table.areaKey, table.reportDate),
    index('reid_market_data_import_id').on(table.organizationId, table.importId),
    foreignKey({
      name: 'reid_market_data_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }),
    check('reid_market_data_area_key_format', sql.raw(`area_key ~ '${areaKeyPattern}'`)),
    index('reid_market_data_organization_id_zip_code').on(table.organizationId, table.zipCode, table.reportDate),
    index('reid_market_data_organization_id_city').on(table.organizationId, table.state, table.city, table.reportDate),
    ...areaChecks('reid_market_data'),
    inRange(
      'reid_market_data_prices',
      [
        'median_price',
        'avg_price',
        'min_price',
        'max_price',
        'price_per_sqft',
        'typical_value',
        'median_list_price',
        'avg_list_price',
        'list_price_per_sqft',
        'median_rent',
      ],
      0,
    ),
    check('reid_market_data_price_order', sql`max_price >= min_price`),
    counts(
      'reid_market_data',
      'active_listings',
      'new_listings',
      'sold_listings',
      'pending_listings',
      'expired_listings',
      'total_listings',
      'inventory_months',
      'days_on_market',
      'absorption_rate',
    ),
    inRange('reid_market_data_sale_to_list_ratio', ['sale_to_list_ratio'], 0, 10),
    inRange('reid_market_data_percentages', ['turnover_rate'], 0, 100),
    inRange('reid_market_data_shares', ['above_list_share', 'price_cut_share', 'quick_sale_share'], 0, 1),
    inRange('reid_market_data_confidence', ['confidence_score'], 0, 1),
    ...modulePolicies('reid-dashboard', 'reid_market_data', {}),
  ],
);

/**
 * What the figures of one series were before an import changed them: one row for each series, figure and import, because publishers
 * write everything anew with each file. The figure `source_row` stands for where they came from, and is there for every series of an
 * applied file, so it tells which areas the newest file has. Series of numbers, people and schools have theirs here too.
 */
export const reidMarketRevisions = pgTable(
  'reid_market_revisions',
  {
    id,
    organizationId,
    importId: uuid('import_id').notNull(),
    dataSource: text('data_source').notNull(),
    areaKey: areaKey().notNull(),
    propertyType: text('property_type'),
    periodType: reidPeriodType('period_type').notNull(),
    /** Column of `reid_market_data`. */
    figure: text().notNull(),
    /** The days whose figure changed, in order. */
    reportDates: date('report_dates').array().notNull(),
    /** The figures before; null where the cell was empty or there was no row. */
    oldValues: numeric('old_values', { mode: 'number' }).array().notNull(),
    /** Whether there was a row: an empty cell and no row are two things. */
    hadRows: boolean('had_rows').array().notNull(),
    /** Of `source_row`: the source's own name of the area, which keeps its key however it is called later. */
    externalId: text('external_id'),
    /** Of `source_row`: import, line, cells and whatever else is no number, for each day; null where there was no row. */
    oldRows: jsonb('old_rows'),
    createdAt,
  },
  (table) => [
    unique('reid_market_revisions_series')
      .on(
        table.organizationId,
        table.areaKey,
        table.dataSource,
        table.propertyType,
        table.periodType,
        table.figure,
        table.importId,
      )
      .nullsNotDistinct(),
    index('reid_market_revisions_import_id').on(table.organizationId, table.importId),
    index('reid_market_revisions_external_id')
      .on(table.organizationId, table.dataSource, table.externalId)
      .where(sql`external_id is not null`),
    foreignKey({
      name: 'reid_market_revisions_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }),
    check(
      'reid_market_revisions_lengths',
      sql`cardinality(old_values) = cardinality(report_dates) and cardinality(had_rows) = cardinality(report_dates)`,
    ),
    ...modulePolicies('reid-dashboard', 'reid_market_revisions', {}),
  ],
);

/** A series that belongs to no area, such as a rate of interest: one value a period. */
export const reidSeriesValues = pgTable(
  'reid_series_values',
  {
    id,
    organizationId,
    dataSource: text('data_source').notNull(),
    /** The source's name of the series: `MORTGAGE30US`. */
    series: text().notNull(),
    reportDate: date('report_date').notNull(),
    periodType: reidPeriodType('period_type').notNull(),
    /** Null where the source says that it is missing. */
    value: numeric({ mode: 'number' }),
    importId: uuid('import_id'),
    sourceLine: integer('source_line'),
    sourceRow: jsonb('source_row'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_series_values_series_date').on(table.organizationId, table.series, table.dataSource, table.reportDate),
    index('reid_series_values_import_id').on(table.organizationId, table.importId),
    foreignKey({
      name: 'reid_series_values_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }),
    named('reid_series_values', 'series'),
    ...modulePolicies('reid-dashboard', 'reid_series_values', {}),
  ],
);
