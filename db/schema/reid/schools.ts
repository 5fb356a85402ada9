import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
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
import { organizationId } from '../owners.ts';
import { modulePolicies, sharedRows } from '../policies.ts';

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
    /** Id at the National Center for Education Statistics. */
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
    /** Whether the school offers Advanced Placement courses. */
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
    ...modulePolicies('reid-dashboard', 'reid_schools', sharedRows),
  ],
);
