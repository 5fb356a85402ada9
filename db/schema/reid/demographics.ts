import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  unique,
} from 'drizzle-orm/pg-core';
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
import { modulePolicies } from '../policies.ts';
import { areaKey, areaKeyPattern, marketPrice, reidAreaType } from './areas.ts';
import { reidImports } from './imports.ts';

/** The population of one area in one year, as one source gives it. Imports write it. */
export const reidDemographics = pgTable(
  'reid_demographics',
  {
    id,
    organizationId,
    areaKey: areaKey().notNull(),
    /** The area's name, as people read it. */
    areaName: text('area_name').notNull(),
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
    /** 0–100: the probability that two people differ. */
    diversityIndex: percent('diversity_index'),
    /** Margins by column, where the source has them. */
    marginsOfError: jsonb('margins_of_error'),
    /** Import and line of each column: a file of the census fills some columns and leaves the rest. */
    columnSources: jsonb('column_sources').notNull().default({}),
    /** What the source says about a column: "or more", "or less". */
    annotations: jsonb().notNull().default({}),
    ...sourceColumns,
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_demographics_area_year').on(table.organizationId, table.dataSource, table.areaKey, table.reportYear),
    unique('reid_demographics_organization_id_id').on(table.organizationId, table.id),
    index('reid_demographics_organization_id_report_year').on(table.organizationId, table.reportYear, table.id),
    index('reid_demographics_organization_id_area_key').on(table.organizationId, table.areaKey, table.reportYear),
    foreignKey({
      name: 'reid_demographics_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }),
    check('reid_demographics_area_key_format', sql.raw(`area_key ~ '${areaKeyPattern}'`)),
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
    ...modulePolicies('reid-dashboard', 'reid_demographics', {}),
  ],
);
