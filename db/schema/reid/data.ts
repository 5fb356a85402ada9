import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgEnum,
  pgTable,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import {
  addressColumns,
  areaChecks,
  areaColumns,
  counts,
  createdAt,
  id,
  inRange,
  named,
  organizationId,
  percent,
  percentages,
  sourceColumns,
  stateCode,
  updatedAt,
  zipCode,
} from '../columns.ts';
import { sharedRows, tenantPolicies } from '../policies.ts';

// What REID knows about places: markets, people, schools. Imported, and shared by the whole organization.

export const reidAreaType = pgEnum('reid_area_type', [
  'ZIP',
  'NEIGHBORHOOD',
  'CITY',
  'COUNTY',
  'METRO',
  'SCHOOL_DISTRICT',
  'STATE',
  'NATIONAL',
]);
export const reidPeriodType = pgEnum('reid_period_type', ['DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'YEARLY']);

/** Cents; eight bytes, because the dearest houses and the sums of markets pass what four can hold. */
const marketPrice = (name: string) => bigint(name, { mode: 'number' });

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
    /** Null: all types together. */
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
    /** Percent of the listings sold in the period; above 100 when more was sold than stood for sale at its end. */
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
    ...tenantPolicies('reid_market_data', sharedRows),
  ],
);

/** The people of one area in one year. */
export const reidDemographics = pgTable(
  'reid_demographics',
  {
    id,
    organizationId,
    areaType: reidAreaType('area_type').notNull(),
    ...areaColumns,
    reportYear: smallint('report_year').notNull(),
    totalPopulation: integer('total_population'),
    /** People per square mile. */
    populationDensity: numeric('population_density', { precision: 12, scale: 2, mode: 'number' }),
    /** Percent a year; negative where people leave. */
    populationGrowth: numeric('population_growth', { precision: 7, scale: 2, mode: 'number' }),
    households: integer(),
    avgHouseholdSize: numeric('avg_household_size', { precision: 5, scale: 2, mode: 'number' }),
    ageDistribution: jsonb('age_distribution'),
    medianAge: numeric('median_age', { precision: 4, scale: 1, mode: 'number' }),
    /** Cents, as are the other amounts. */
    medianIncome: integer('median_income'),
    avgIncome: integer('avg_income'),
    incomeDistribution: jsonb('income_distribution'),
    povertyRate: percent('poverty_rate'),
    educationLevels: jsonb('education_levels'),
    highSchoolRate: percent('high_school_rate'),
    collegeRate: percent('college_rate'),
    employmentRate: percent('employment_rate'),
    unemploymentRate: percent('unemployment_rate'),
    laborForceSize: integer('labor_force_size'),
    topIndustries: jsonb('top_industries'),
    homeownershipRate: percent('homeownership_rate'),
    renterRate: percent('renter_rate'),
    medianHomeValue: marketPrice('median_home_value'),
    medianRent: integer('median_rent'),
    /** 0–100: the chance that two people differ. */
    diversityIndex: percent('diversity_index'),
    /** By column, where the source has them. */
    marginsOfError: jsonb('margins_of_error'),
    ...sourceColumns,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_demographics_area_year')
      .on(
        table.organizationId,
        table.areaType,
        table.zipCode,
        table.city,
        table.state,
        table.county,
        table.neighborhood,
        table.schoolDistrict,
        table.msaCode,
        table.reportYear,
      )
      .nullsNotDistinct(),
    unique('reid_demographics_organization_id_id').on(table.organizationId, table.id),
    index('reid_demographics_organization_id_report_year').on(table.organizationId, table.reportYear, table.id),
    index('reid_demographics_organization_id_zip_code').on(table.organizationId, table.zipCode, table.reportYear),
    ...areaChecks('reid_demographics'),
    inRange('reid_demographics_report_year_range', ['report_year'], 1900, 2100),
    inRange('reid_demographics_median_age_range', ['median_age'], 0, 120),
    counts(
      'reid_demographics',
      'total_population',
      'population_density',
      'households',
      'avg_household_size',
      'labor_force_size',
      'median_income',
      'avg_income',
      'median_home_value',
      'median_rent',
    ),
    percentages(
      'reid_demographics',
      'poverty_rate',
      'high_school_rate',
      'college_rate',
      'employment_rate',
      'unemployment_rate',
      'homeownership_rate',
      'renter_rate',
      'diversity_index',
    ),
    inRange('reid_demographics_confidence', ['confidence_score'], 0, 1),
    ...tenantPolicies('reid_demographics', sharedRows),
  ],
);

/** One school. */
export const reidSchools = pgTable(
  'reid_schools',
  {
    id,
    organizationId,
    name: text().notNull(),
    schoolType: text('school_type'),
    districtName: text('district_name'),
    districtId: text('district_id'),
    /** Of the National Center for Education Statistics. */
    ncesId: text('nces_id'),
    ...addressColumns,
    county: text(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    servesGrades: text('serves_grades'),
    /** 1–10, as `rating_source` gives it. */
    ratingOverall: numeric('rating_overall', { precision: 3, scale: 1, mode: 'number' }),
    ratingSource: text('rating_source'),
    testScores: jsonb('test_scores'),
    rankings: jsonb(),
    totalStudents: integer('total_students'),
    studentTeacherRatio: numeric('student_teacher_ratio', { precision: 5, scale: 2, mode: 'number' }),
    lowIncomePct: percent('low_income_pct'),
    graduationRate: percent('graduation_rate'),
    /** Percent of the graduates. */
    collegeReadiness: percent('college_readiness'),
    /** Whether it offers Advanced Placement courses. */
    advancedPlacement: boolean('advanced_placement'),
    boundaryGeojson: jsonb('boundary_geojson'),
    isActive: boolean('is_active').notNull().default(true),
    ...sourceColumns,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_schools_nces_id').on(table.organizationId, table.ncesId),
    index('reid_schools_organization_id_name').on(table.organizationId, table.name, table.id),
    index('reid_schools_organization_id_city').on(table.organizationId, table.state, table.city, table.name),
    index('reid_schools_organization_id_zip_code').on(table.organizationId, table.zipCode, table.name),
    named('reid_schools'),
    stateCode('reid_schools'),
    zipCode('reid_schools'),
    inRange('reid_schools_latitude_range', ['latitude'], -90, 90),
    inRange('reid_schools_longitude_range', ['longitude'], -180, 180),
    check('reid_schools_coordinates', sql`(latitude is null) = (longitude is null)`),
    inRange('reid_schools_rating_range', ['rating_overall'], 1, 10),
    check('reid_schools_rating_has_source', sql`rating_overall is null or rating_source is not null`),
    counts('reid_schools', 'total_students', 'student_teacher_ratio'),
    percentages('reid_schools', 'low_income_pct', 'graduation_rate', 'college_readiness'),
    inRange('reid_schools_confidence', ['confidence_score'], 0, 1),
    ...tenantPolicies('reid_schools', sharedRows),
  ],
);
