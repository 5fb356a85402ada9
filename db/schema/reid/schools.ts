import { sql } from 'drizzle-orm';
import {
  boolean,
  char,
  check,
  doublePrecision,
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
  addressColumns,
  counts,
  createdAt,
  id,
  inRange,
  named,
  percent,
  percentages,
  sourceColumns,
  stateCode,
  updatedAt,
  zipCode,
} from '../columns.ts';
import { nameInOrder } from '../name-order.ts';
import { organizationId } from '../owners.ts';
import { modulePolicies } from '../policies.ts';
import { reidImports } from './imports.ts';

/** One school. Imports write it. */
export const reidSchools = pgTable(
  'reid_schools',
  {
    id,
    organizationId,
    name: text().notNull(),
    schoolType: text('school_type'),
    districtName: text('district_name'),
    districtId: text('district_id'),
    /** Id at the National Center for Education Statistics. */
    ncesId: text('nces_id'),
    ...addressColumns,
    county: text(),
    /** Five digits, state and county. */
    countyFips: char('county_fips', { length: 5 }),
    /** How urban its place is, by the code of the National Center for Education Statistics: 11 to 43. */
    locale: text(),
    /** The year the source describes: 2023-2024. */
    schoolYear: text('school_year'),
    /** Status of the directory: 1, 3, 4, 5 and 8 are open. */
    statusCode: smallint('status_code'),
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
    /** Whether the school offers Advanced Placement courses. */
    advancedPlacement: boolean('advanced_placement'),
    boundaryGeojson: jsonb('boundary_geojson'),
    isActive: boolean('is_active').notNull().default(true),
    ...sourceColumns,
    /** Line of the row in the file of its import. */
    sourceLine: integer('source_line'),
    createdAt,
    updatedAt,
  },
  (table) => [
    unique('reid_schools_nces_id').on(table.organizationId, table.ncesId),
    index('reid_schools_organization_id_name').on(table.organizationId, nameInOrder, table.id),
    index('reid_schools_organization_id_city').on(table.organizationId, table.state, table.city, table.name),
    index('reid_schools_organization_id_county').on(table.organizationId, table.state, table.countyFips, table.name),
    foreignKey({
      name: 'reid_schools_import',
      columns: [table.organizationId, table.importId],
      foreignColumns: [reidImports.organizationId, reidImports.id],
    }),
    check('reid_schools_county_fips_format', sql`county_fips ~ '^[0-9]{5}$'`),
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
    ...modulePolicies('reid-dashboard', 'reid_schools', {}),
  ],
);
