-- Series of numbers, people and schools are applied as markets are, each into its own table.

-- Writes values of series that belong to no area.
create or replace function app.apply_series_rows(p_import reid_imports, p_until text, out rows integer, out added integer,
  out restated integer, out unchanged integer, out withdrawn integer)
language plpgsql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_first date := (p_import.scope -> 'dates' ->> 'first')::date;
  v_last date := (p_import.scope -> 'dates' ->> 'last')::date;
begin
  with taken as materialized (
    select * from app.take_import_rows(p_import, p_until)
  ), named as materialized (
    select distinct on (series) series, area_key as name, record ->> 'source' as data_source,
      (record ->> 'periodType')::reid_period_type as period_type
    from taken order by series
  ), current as materialized (
    select named.series, found.report_date, found.old
    from named
    cross join lateral (
      select s.report_date, to_jsonb(s) as old from reid_series_values s
      where s.organization_id = p_import.organization_id and s.data_source = named.data_source and s.series = named.name
        and s.period_type = named.period_type and s.report_date between v_first and v_last
      offset 0) found
  ), cells as materialized (
    select coalesce(staged.series, current.series) as series, coalesce(staged.report_date, current.report_date) as report_date, staged.line, staged.raw,
      staged.value as new_value, (current.old ->> 'value')::numeric as old_value, current.old, current.series is not null as had_row,
      case when current.old ->> 'value' is null then 'NEW' when staged.value is null then 'WITHDRAWN'
        when (current.old ->> 'value')::numeric = staged.value then 'UNCHANGED' else 'RESTATED' end as outcome
    from (select series, (record ->> 'reportDate')::date as report_date, line, raw, (record -> 'figures' ->> 'value')::numeric as value
      from taken where record ->> 'reportDate' is not null) staged
    full join current on current.series = staged.series and current.report_date = staged.report_date
    where staged.value is not null or current.old ->> 'value' is not null
  ), inserted as (
    insert into reid_series_values (organization_id, data_source, series, report_date, period_type, value, import_id, source_line, source_row)
    select p_import.organization_id, data_source, name, report_date, period_type, new_value, p_import.id, line, raw
    from cells join named on named.series = cells.series where not had_row
  ), updated as (
    update reid_series_values s set value = new_value, import_id = p_import.id, source_line = line, source_row = raw
    from cells where had_row and outcome <> 'UNCHANGED' and s.id = (cells.old ->> 'id')::uuid
  ), kept as (
    insert into reid_market_revisions (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates,
      old_values, had_rows, old_rows)
    select p_import.organization_id, p_import.id, data_source, name, null, period_type, figure,
      coalesce(array_agg(report_date order by report_date) filter (where outcome <> 'UNCHANGED'), '{}'),
      coalesce(array_agg(case when figure = 'value' then old_value end order by report_date) filter (where outcome <> 'UNCHANGED'), '{}'),
      coalesce(array_agg(had_row order by report_date) filter (where outcome <> 'UNCHANGED'), '{}'),
      case when figure = 'source_row' then jsonb_agg(case when had_row then jsonb_build_object('import_id', old -> 'import_id',
        'source_line', old -> 'source_line', 'source_row', old -> 'source_row') end order by report_date) filter (where outcome <> 'UNCHANGED') end
    from named left join cells on cells.series = named.series
    cross join unnest(array['value', 'source_row']) figure
    group by named.series, data_source, name, period_type, figure
    having figure = 'source_row' or count(*) filter (where outcome <> 'UNCHANGED') > 0
  )
  select (select count(*) from taken where record ->> 'reportDate' is not null), count(*) filter (where outcome = 'NEW'),
    count(*) filter (where outcome = 'RESTATED'), count(*) filter (where outcome = 'UNCHANGED'), count(*) filter (where outcome = 'WITHDRAWN')
  into rows, added, restated, unchanged, withdrawn from cells;
end
$$;

-- Writes figures of people. A file fills its columns of an area's year and leaves the others as they are.
create or replace function app.apply_demographic_rows(p_import reid_imports, p_until text, out rows integer, out added integer,
  out restated integer, out unchanged integer, out withdrawn integer)
language plpgsql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  with staged as materialized (
    select series, line, raw, area_key, record ->> 'source' as data_source, record ->> 'identity' as external_id, record -> 'area' as area,
      (record ->> 'reportDate')::date as report_date, extract(year from (record ->> 'reportDate')::date)::smallint as report_year,
      record -> 'figures' as figures, coalesce(record -> 'margins', '{}') as margins, coalesce(record -> 'annotations', '{}') as annotations,
      array(select jsonb_object_keys(record -> 'figures')) as touched
    from app.take_import_rows(p_import, p_until)
  ), merged as materialized (
    select staged.*, found.old_row, to_jsonb(found.old_row) as old, found.id is not null as had_row
    from staged
    left join lateral (
      select d as old_row, d.id from reid_demographics d
      where d.organization_id = p_import.organization_id and d.data_source = staged.data_source and d.area_key = staged.area_key
        and d.report_year = staged.report_year
      limit 1) found on true
  ), cells as materialized (
    select series, figure, old_value,
      case
        when old_value is null and new_value is null then 'EMPTY'
        when old_value is null then 'NEW'
        when new_value is null then 'WITHDRAWN'
        when old_value = new_value and coalesce(old -> 'margins_of_error' -> figure, 'null') = coalesce(margins -> figure, 'null')
          and old -> 'annotations' -> figure is not distinct from annotations -> figure then 'UNCHANGED'
        else 'RESTATED' end as outcome
    from (select merged.*, figure, (figures ->> figure)::numeric as new_value, (old ->> figure)::numeric as old_value
      from merged cross join unnest(touched) figure) pairs
  ), changed as materialized (
    select merged.*, cell.changes,
      (select jsonb_object_agg(figure, jsonb_build_object('importId', p_import.id, 'line', line)) from unnest(cell.changes) figure) as sources
    from merged
    left join (select series, array_agg(figure) as changes from cells where outcome not in ('UNCHANGED', 'EMPTY') group by series) cell
      on cell.series = merged.series
    where cell.changes is not null or not had_row
  ), inserted as (
    insert into reid_demographics (organization_id, data_source, area_key, area_name, area_type, zip_code, city, state, county, neighborhood, school_district, msa_code, external_id, report_year, import_id, source_row,
      margins_of_error, annotations, column_sources, total_population, households, median_age, median_income, poverty_rate, high_school_rate, college_rate, employment_rate,
      unemployment_rate, labor_force_size, homeownership_rate, renter_rate, median_home_value, median_rent)
    select p_import.organization_id, changed.data_source, changed.area_key, place.name, place.type, place."zipCode", place.city, place.state,
      place.county, place.neighborhood, place."schoolDistrict", place."msaCode", place."externalId", changed.report_year, p_import.id, raw,
      margins, changed.annotations, coalesce(sources, '{}'), v.total_population, v.households, v.median_age, v.median_income, v.poverty_rate, v.high_school_rate, v.college_rate,
      v.employment_rate, v.unemployment_rate, v.labor_force_size, v.homeownership_rate, v.renter_rate, v.median_home_value,
      v.median_rent
    from changed
    cross join lateral jsonb_to_record(area) as place (name text, type reid_area_type, "zipCode" text, city text, state text, county text,
      neighborhood text, "schoolDistrict" text, "msaCode" text, "externalId" text)
    cross join lateral jsonb_populate_record(null::reid_demographics, figures) v
    where not had_row
  ), updated as (
    update reid_demographics d set import_id = p_import.id, source_row = raw,
      margins_of_error = coalesce(d.margins_of_error, '{}') || margins,
      annotations = (d.annotations - touched) || changed.annotations,
      column_sources = d.column_sources || sources,
      (total_population, households, median_age, median_income, poverty_rate, high_school_rate, college_rate, employment_rate,
      unemployment_rate, labor_force_size, homeownership_rate, renter_rate, median_home_value, median_rent)
      = (v.total_population, v.households, v.median_age, v.median_income, v.poverty_rate, v.high_school_rate, v.college_rate,
      v.employment_rate, v.unemployment_rate, v.labor_force_size, v.homeownership_rate, v.renter_rate, v.median_home_value,
      v.median_rent)
    from changed
    cross join lateral jsonb_populate_record(old_row, figures) v
    where had_row and d.id = (old_row).id
  ), kept as (
    insert into reid_market_revisions (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates,
      old_values, had_rows)
    select p_import.organization_id, p_import.id, merged.data_source, merged.area_key, null, 'YEARLY', figure, array[merged.report_date],
      array[old_value], array[merged.had_row]
    from cells join merged on merged.series = cells.series where outcome not in ('UNCHANGED', 'EMPTY')
  ), seen as (
    insert into reid_market_revisions (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates,
      old_values, had_rows, external_id, old_rows)
    select p_import.organization_id, p_import.id, merged.data_source, merged.area_key, null, 'YEARLY', 'source_row',
      case when changed.series is null then '{}' else array[merged.report_date] end, case when changed.series is null then '{}' else array[null::numeric] end,
      case when changed.series is null then '{}' else array[merged.had_row] end, merged.external_id,
      case when changed.series is not null then jsonb_build_array(case when merged.had_row then jsonb_build_object(
        'import_id', merged.old -> 'import_id', 'source_row', merged.old -> 'source_row', 'margins_of_error', merged.old -> 'margins_of_error',
        'annotations', merged.old -> 'annotations', 'column_sources', merged.old -> 'column_sources') end) end
    from merged left join changed on changed.series = merged.series
  )
  select (select count(*) from staged), count(*) filter (where outcome = 'NEW'), count(*) filter (where outcome = 'RESTATED'),
    count(*) filter (where outcome = 'UNCHANGED'), count(*) filter (where outcome = 'WITHDRAWN')
  into rows, added, restated, unchanged, withdrawn from cells;
end
$$;

-- Writes schools, by their id at the National Center for Education Statistics. A file fills its columns and leaves the others. Schools
-- are counted, not figures.
create or replace function app.apply_school_rows(p_import reid_imports, p_until text, out rows integer, out added integer,
  out restated integer, out unchanged integer, out withdrawn integer)
language plpgsql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
#variable_conflict use_column
begin
  with staged as materialized (
    select distinct on (area_key) series, line, raw, area_key as nces_id, record ->> 'source' as data_source,
      (record ->> 'reportDate')::date as report_date, record -> 'figures' as figures
    from app.take_import_rows(p_import, p_until) order by area_key, record ->> 'reportDate' desc
  ), merged as materialized (
    select staged.*, found.old_row, to_jsonb(found.old_row) as old, found.id is not null as had_row,
      found.id is not null and not exists (
        select from jsonb_each_text(figures) given where given.value is distinct from to_jsonb(found.old_row) ->> given.key) as is_same
    from staged
    left join lateral (
      select s as old_row, s.id from reid_schools s where s.organization_id = p_import.organization_id and s.nces_id = staged.nces_id limit 1) found on true
  ), inserted as (
    insert into reid_schools (organization_id, nces_id, data_source, external_id, import_id, source_line, source_row,
      name, school_type, district_name, district_id, address, city, state, zip_code, county, county_fips, locale, latitude,
      longitude, serves_grades, school_year, status_code, is_active)
    select p_import.organization_id, merged.nces_id, merged.data_source, merged.nces_id, p_import.id, line, raw,
      v.name, v.school_type, v.district_name, v.district_id, v.address, v.city, v.state, v.zip_code, v.county, v.county_fips,
      v.locale, v.latitude, v.longitude, v.serves_grades, v.school_year, v.status_code, coalesce(v.is_active, true)
    from merged cross join lateral jsonb_populate_record(null::reid_schools, figures) v
    where not had_row
  ), updated as (
    update reid_schools s set import_id = p_import.id, source_line = line, source_row = raw, data_source = merged.data_source,
      (name, school_type, district_name, district_id, address, city, state, zip_code, county, county_fips, locale, latitude,
      longitude, serves_grades, school_year, status_code, is_active)
      = (v.name, v.school_type, v.district_name, v.district_id, v.address, v.city, v.state, v.zip_code, v.county, v.county_fips,
      v.locale, v.latitude, v.longitude, v.serves_grades, v.school_year, v.status_code, v.is_active)
    from merged cross join lateral jsonb_populate_record(old_row, figures) v
    where had_row and not is_same and s.id = (old_row).id
  ), seen as (
    insert into reid_market_revisions (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates,
      old_values, had_rows, old_rows)
    select p_import.organization_id, p_import.id, merged.data_source, merged.nces_id, null, 'YEARLY', 'source_row',
      case when is_same then '{}' else array[report_date] end, case when is_same then '{}' else array[null::numeric] end,
      case when is_same then '{}' else array[had_row] end,
      case when not is_same then jsonb_build_array(case when had_row then (select jsonb_object_agg(key, value) from jsonb_each(old)
        where figures ? key or key in ('import_id', 'source_line', 'source_row', 'data_source')) end) end
    from merged
  )
  select (select count(*) from staged), count(*) filter (where not had_row), count(*) filter (where had_row and not is_same),
    count(*) filter (where is_same), 0
  into rows, added, restated, unchanged, withdrawn from merged;
end
$$;
