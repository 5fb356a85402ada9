import { sql } from 'drizzle-orm';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { ChosenArea } from '../areas/area-choice.tsx';
import { knownAreas } from '../markets/compare-query.server.ts';
import { textArray } from '../markets/series-query.server.ts';
import { type PeopleKey, peopleFigures } from './people-figures.ts';

/** An area's people in one year, of one source. */
export interface PeopleRow {
  areaKey: string;
  areaName: string;
  source: string;
  year: number;
  figures: Partial<Record<PeopleKey, number>>;
  /** In the units of their figures; null where the source gives none. */
  margins: Partial<Record<string, number | null>>;
  /** "OR_MORE" and "OR_LESS" of figures that are only bounds. */
  annotations: Partial<Record<string, string>>;
  /** Percent by the names of the groups. */
  ages: Record<string, number> | null;
  incomes: Record<string, number> | null;
  education: Record<string, number> | null;
  industries: string[] | null;
}

// The names are those of a list, never input.
const figures = sql.raw(peopleFigures.map(({ key }) => `'${key}', person.${key}`).join(', '));

/**
 * The people of up to four areas, and the areas that may be added, in one statement.
 * @param typedKeys  keys that the area may have which somebody typed
 */
export function comparePeople(handle: QueryHandle, areaKeys: readonly string[], typedKeys: readonly string[]) {
  return handle
    .select({
      rows: sql<
        PeopleRow[]
      >`(select coalesce(jsonb_agg(jsonb_build_object('areaKey', person.area_key, 'areaName', person.area_name,
          'source', person.data_source, 'year', person.report_year, 'figures', jsonb_strip_nulls(jsonb_build_object(${figures})),
          'margins', coalesce(person.margins_of_error, '{}'), 'annotations', person.annotations, 'ages', person.age_distribution,
          'incomes', person.income_distribution, 'education', person.education_levels, 'industries', person.top_industries)
          order by person.report_year, person.area_key), '[]')
        from reid_demographics person
        where person.area_key = any (${textArray(areaKeys)}) and person.data_source = (
          select data_source from reid_demographics where area_key = any (${textArray(areaKeys)})
          group by data_source order by count(distinct area_key) desc, max(report_year) desc, data_source collate "C" limit 1))`,
      areas: sql<ChosenArea[]>`${knownAreas(areaKeys, 'reid_demographics', 'report_year')}`,
      found: sql<ChosenArea[]>`${knownAreas(typedKeys, 'reid_demographics', 'report_year')}`,
    })
    .from(sql`(select 1) as once`);
}
