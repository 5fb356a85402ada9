import { sql } from 'drizzle-orm';
import { check, date, index, integer, numeric, pgEnum, pgTable, text, unique } from 'drizzle-orm/pg-core';
import {
  areaChecks,
  areaColumns,
  counts,
  createdAt,
  id,
  inRange,
  percent,
  percentages,
  sourceColumns,
  updatedAt,
} from '../columns.ts';
import { organizationId } from '../owners.ts';
import { modulePolicies, sharedRows } from '../policies.ts';
import { marketPrice, reidAreaType } from './areas.ts';

export const reidPeriodType = pgEnum('reid_period_type', ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY']);

/** One area in one period. */
export const reidMarketData = pgTable(
  'reid_market_data',
  {
    id,
    organizationId,
    areaType: reidAreaType('area_type').notNull(),
    ...areaColumns,
    reportDate: date('report_date').notNull(),
    periodType: reidPeriodType('period_type').notNull(),
    /** Null for all types together. */
    propertyType: text('property_type'),
    medianPrice: marketPrice('median_price'),
    avgPrice: marketPrice('avg_price'),
    minPrice: marketPrice('min_price'),
    maxPrice: marketPrice('max_price'),
    pricePerSqft: marketPrice('price_per_sqft'),
    /** Percent; negative when prices fell. */
    priceChangePct: numeric('price_change_pct', { precision: 9, scale: 2, mode: 'number' }),
    activeListings: integer('active_listings'),
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
    turnoverRate: percent('turnover_rate'),
    ...sourceColumns,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_market_data_source_area_period')
      .on(
        table.organizationId,
        table.dataSource,
        table.areaType,
        table.zipCode,
        table.city,
        table.state,
        table.county,
        table.neighborhood,
        table.schoolDistrict,
        table.msaCode,
        table.propertyType,
        table.reportDate,
        table.periodType,
      )
      .nullsNotDistinct(),
    unique('reid_market_data_organization_id_id').on(table.organizationId, table.id),
    index('reid_market_data_organization_id_report_date').on(table.organizationId, table.reportDate, table.id),
    index('reid_market_data_organization_id_zip_code').on(table.organizationId, table.zipCode, table.reportDate),
    index('reid_market_data_organization_id_city').on(table.organizationId, table.state, table.city, table.reportDate),
    ...areaChecks('reid_market_data'),
    inRange('reid_market_data_prices', ['median_price', 'avg_price', 'min_price', 'max_price', 'price_per_sqft'], 0),
    check('reid_market_data_price_order', sql`max_price >= min_price`),
    counts(
      'reid_market_data',
      'active_listings',
      'new_listings',
      'sold_listings',
      'pending_listings',
      'expired_listings',
      'inventory_months',
      'days_on_market',
      'absorption_rate',
    ),
    inRange('reid_market_data_sale_to_list_ratio', ['sale_to_list_ratio'], 0, 10),
    percentages('reid_market_data', 'turnover_rate'),
    inRange('reid_market_data_confidence', ['confidence_score'], 0, 1),
    ...modulePolicies('reid-dashboard', 'reid_market_data', sharedRows),
  ],
);
