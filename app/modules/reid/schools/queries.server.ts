import { eq, sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import { reidImports, reidSchools } from '#db/schema/index.ts';
import type { Place } from './distance.ts';
import { readNear, type SchoolSearch, schoolsPerPage } from './search.ts';

/** A school in a list. */
export interface ListedSchool {
  id: string;
  name: string;
  type: string | null;
  grades: string | null;
  students: number | null;
  /** Students for each teacher. */
  ratio: number | null;
  rating: number | null;
  ratingSource: string | null;
  city: string | null;
  state: string | null;
  latitude: number | null;
  longitude: number | null;
  /** Miles; null where no place was asked for. */
  distance: number | null;
}

/** A page of schools. */
export interface SchoolList {
  /** The place that schools near it were asked for; null where it is not known. */
  near: (Place & { name: string | null }) | null;
  count: number;
  rows: ListedSchool[];
  sources: string[];
}

/** A page of the open schools that a search finds: the nearest first where a place is asked for, else by name. One row of JSON. */
export function findSchools(handle: QueryHandle, search: SchoolSearch) {
  return handle.select({ list: sql<SchoolList>`list` }).from(sql`(${schoolList(search)}) answer`);
}

function schoolList({ state, city, zip, grade, near: typed, miles, page }: SchoolSearch) {
  const near = typed ? readNear(typed) : undefined;
  const place = near && 'place' in near ? near.place : undefined;
  const school = near && 'school' in near ? near.school : null;
  const ofState = state ? sql`and school.state = ${state}` : sql``;
  const ofCity = city ? sql`and lower(school.city) = lower(${city})` : sql``;
  const ofZip = zip ? sql`and school.zip_code = ${zip}` : sql``;
  const ofGrade = grade ? sql`and app.serves_grade(school.serves_grades, ${grade}::integer)` : sql``;
  return sql`
    with near as materialized (
      select ${place?.latitude ?? null}::float8 as latitude, ${place?.longitude ?? null}::float8 as longitude, null as name
      where ${place !== undefined}
      union all
      select latitude, longitude, name from reid_schools where id = ${school}::uuid and latitude is not null
    ), found as materialized (
      select school.*, near.distance
      from (select id, name, school_type, serves_grades, total_students, student_teacher_ratio, rating_overall, rating_source, city, state,
          zip_code, latitude, longitude, data_source from reid_schools where is_active) school
      left join lateral (
        select app.miles_between(near.latitude, near.longitude, school.latitude, school.longitude) as distance from near
        -- A degree of latitude is 69 miles: most schools are left out without a sine.
        where abs(school.latitude - near.latitude) <= ${miles}::float8 / 69 + 0.01
      ) near on true
      where true ${ofState} ${ofCity} ${ofZip} ${ofGrade} ${near ? sql`and near.distance <= ${miles}::float8` : sql``}
    )
    select jsonb_build_object(
      'near', (select jsonb_build_object('latitude', latitude, 'longitude', longitude, 'name', name) from near limit 1),
      'count', (select count(*) from found),
      'sources', (select coalesce(jsonb_agg(distinct data_source), '[]') from found),
      'rows', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'type', school_type, 'grades', serves_grades,
          'students', total_students, 'ratio', student_teacher_ratio, 'rating', rating_overall, 'ratingSource', rating_source,
          'city', city, 'state', state, 'latitude', latitude, 'longitude', longitude, 'distance', distance) order by place), '[]')
        from (select *, row_number() over (order by distance, name collate human, id) as place from found
          order by place limit ${schoolsPerPage} offset ${(page - 1) * schoolsPerPage}) page)) as list`;
}

/** One school, with the file that brought it. */
export function findSchool(handle: QueryHandle, id: string) {
  return handle
    .select({
      id: reidSchools.id,
      name: reidSchools.name,
      type: reidSchools.schoolType,
      district: reidSchools.districtName,
      ncesId: reidSchools.ncesId,
      address: reidSchools.address,
      city: reidSchools.city,
      state: reidSchools.state,
      zipCode: reidSchools.zipCode,
      county: reidSchools.county,
      countyFips: reidSchools.countyFips,
      locale: reidSchools.locale,
      latitude: reidSchools.latitude,
      longitude: reidSchools.longitude,
      grades: reidSchools.servesGrades,
      schoolYear: reidSchools.schoolYear,
      isOpen: reidSchools.isActive,
      rating: reidSchools.ratingOverall,
      ratingSource: reidSchools.ratingSource,
      students: reidSchools.totalStudents,
      ratio: reidSchools.studentTeacherRatio,
      graduationRate: reidSchools.graduationRate,
      source: reidSchools.dataSource,
      sourceLine: reidSchools.sourceLine,
      importId: reidSchools.importId,
      fileName: reidImports.fileName,
      updatedAt: reidSchools.updatedAt,
    })
    .from(reidSchools)
    .leftJoin(reidImports, eq(reidImports.id, reidSchools.importId))
    .where(eq(reidSchools.id, id));
}
