-- An import is undone in slices of whole series: what it made goes, what it changed is what it was before, and its history goes with
-- it. Undoing what was just applied leaves every table as it was.

-- Begins to undo an import: one's own, for ADMIN and OWNER any, if no later one has changed the same series. Of people only the same
-- columns count: files of the census fill a row one after the other.
--
-- Outcomes: UNDOING, with the lease; NOT_FOUND, NOT_ALLOWED (it is somebody else's), NOT_APPLIED, BUSY (another file of the same source
-- is being applied or undone), CHANGED_SINCE, with the latest file that did.
create or replace function app.start_import_undo(p_import_id uuid, out outcome text, out lease uuid, out later_id uuid, out later_name text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import reid_imports := app.hold_reid_import(p_import_id);
begin
  if v_import.id is null then
    outcome := 'NOT_FOUND';
  elsif v_import.user_id <> app.current_user_id() and app.lock_role() not in ('OWNER', 'ADMIN') then
    outcome := 'NOT_ALLOWED';
  elsif v_import.status <> 'APPLIED' then
    outcome := 'NOT_APPLIED';
  elsif app.is_source_at_work(v_import) then
    outcome := 'BUSY';
  else
    select later.id, later.file_name into later_id, later_name from app.find_later_import(v_import) later;
    outcome := case when later_id is null then 'UNDOING' else 'CHANGED_SINCE' end;
    if later_id is null then
      update reid_imports set applied_through = 0 where id = v_import.id;
      lease := app.lease_reid_import(v_import.id, 'UNDOING');
    end if;
  end if;
end
$$;
comment on function app.start_import_undo is 'Outcomes: UNDOING, NOT_FOUND, NOT_ALLOWED, NOT_APPLIED, BUSY, CHANGED_SINCE.';

-- The latest import that changed a series after this one.
create or replace function app.find_later_import(p_import reid_imports) returns table (id uuid, file_name text)
language sql stable
set search_path = public, pg_temp
as $$
  select i.id, i.file_name
  from reid_imports i
  where i.organization_id = p_import.organization_id and i.id <> p_import.id and i.status = 'APPLIED' and i.applied_at >= p_import.applied_at
    and i.data_sources && p_import.data_sources
    and exists (
      select from reid_market_revisions mine
      join reid_market_revisions later on later.organization_id = mine.organization_id and later.area_key = mine.area_key
        and later.data_source = mine.data_source and later.property_type is not distinct from mine.property_type
        and later.period_type = mine.period_type and later.figure = mine.figure and later.import_id = i.id
      where mine.organization_id = p_import.organization_id and mine.import_id = p_import.id
        and (mine.figure = 'source_row') = (p_import.scope ->> 'kind' <> 'DEMOGRAPHICS')
        and cardinality(mine.report_dates) > 0 and cardinality(later.report_dates) > 0)
  order by i.applied_at desc limit 1
$$;

-- Takes back the next series of an import: as many as have so many rows, at least one.
--
-- Outcomes: UNDOING (there is more), UNDONE; STOPPED.
create or replace function app.undo_import(p_import_id uuid, p_lease uuid, p_rows integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
  v_series reid_market_revisions[];
  v_is_last boolean;
begin
  if v_import.id is null or v_import.status <> 'UNDOING' then
    return 'STOPPED';
  end if;
  v_series := array(
    select revision from (
      select r as revision, sum(cardinality(report_dates) + 1) over (order by area_key, data_source, property_type, period_type) as through,
        row_number() over (order by area_key, data_source, property_type, period_type) as place
      from (select * from reid_market_revisions
        where organization_id = v_import.organization_id and import_id = v_import.id and figure = 'source_row'
        order by area_key, data_source, property_type, period_type limit greatest(p_rows, 1)) r) counted
    where through <= p_rows or place = 1);
  case v_import.scope ->> 'kind'
    when 'MARKET' then perform app.undo_market_rows(v_import, v_series);
    when 'SERIES' then perform app.undo_series_rows(v_import, v_series);
    when 'DEMOGRAPHICS' then perform app.undo_demographic_rows(v_import, v_series);
    when 'SCHOOL' then perform app.undo_school_rows(v_import, v_series);
  end case;
  delete from reid_market_revisions r using unnest(v_series) s
  where r.organization_id = v_import.organization_id and r.import_id = v_import.id and r.area_key = s.area_key and r.data_source = s.data_source
    and r.property_type is not distinct from s.property_type and r.period_type = s.period_type;
  v_is_last := not exists (select from reid_market_revisions where organization_id = v_import.organization_id and import_id = v_import.id);
  update reid_imports set applied_through = applied_through + cardinality(v_series), slice_rows = p_rows,
    status = case when v_is_last then 'UNDONE' else status end, undone_at = case when v_is_last then now() end,
    lease = case when not v_is_last then lease end, leased_until = case when not v_is_last then leased_until end
  where id = v_import.id;
  return case when v_is_last then 'UNDONE' else 'UNDOING' end;
end
$$;
comment on function app.undo_import is 'Outcomes: UNDOING, UNDONE, STOPPED.';

-- The figures of series before an import, by day.
create or replace function app.list_old_figures(p_import reid_imports, p_series reid_market_revisions[])
returns table (area_key text, data_source text, property_type text, period_type reid_period_type, report_date date, had_row boolean, figures jsonb)
language sql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
  select r.area_key, r.data_source, r.property_type, r.period_type, old.report_date, bool_and(old.had_row),
    coalesce(jsonb_object_agg(r.figure, old.value) filter (where r.figure <> 'source_row'), '{}')
      || coalesce((array_agg(r.old_rows -> (old.place - 1)::integer) filter (where r.figure = 'source_row' and old.had_row))[1], '{}')
  from unnest(p_series) s
  join reid_market_revisions r on r.organization_id = p_import.organization_id and r.area_key = s.area_key and r.data_source = s.data_source
    and r.property_type is not distinct from s.property_type and r.period_type = s.period_type and r.import_id = p_import.id
  cross join lateral unnest(r.report_dates, r.old_values, r.had_rows) with ordinality as old (report_date, value, had_row, place)
  group by r.area_key, r.data_source, r.property_type, r.period_type, old.report_date
$$;

create or replace function app.undo_market_rows(p_import reid_imports, p_series reid_market_revisions[]) returns void
language sql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
  with old as materialized (
    select * from app.list_old_figures(p_import, p_series)
  ), found as materialized (
    select one.current_row, one.id, old.had_row, old.figures from old
    cross join lateral (select m as current_row, m.id from reid_market_data m where m.organization_id = p_import.organization_id and m.data_source = old.data_source
      and m.area_key = old.area_key and m.property_type is not distinct from old.property_type and m.period_type = old.period_type
      and m.report_date = old.report_date limit 1) one
  ), removed as (
    delete from reid_market_data m using found where not found.had_row and m.id = found.id
  )
  update reid_market_data m set import_id = v.import_id, source_line = v.source_line, source_row = v.source_row, is_flagged = v.is_flagged,
    (median_price, avg_price, min_price, max_price, price_per_sqft, typical_value, median_list_price, avg_list_price,
    list_price_per_sqft, median_rent, active_listings, total_listings, new_listings, sold_listings, pending_listings,
    expired_listings, inventory_months, days_on_market, sale_to_list_ratio, absorption_rate, above_list_share,
    price_cut_share, quick_sale_share)
    = (v.median_price, v.avg_price, v.min_price, v.max_price, v.price_per_sqft, v.typical_value, v.median_list_price,
    v.avg_list_price, v.list_price_per_sqft, v.median_rent, v.active_listings, v.total_listings, v.new_listings,
    v.sold_listings, v.pending_listings, v.expired_listings, v.inventory_months, v.days_on_market, v.sale_to_list_ratio,
    v.absorption_rate, v.above_list_share, v.price_cut_share, v.quick_sale_share)
  from found
  cross join lateral jsonb_populate_record(found.current_row, found.figures) v
  where found.had_row and m.id = found.id
$$;

create or replace function app.undo_series_rows(p_import reid_imports, p_series reid_market_revisions[]) returns void
language sql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
  with old as materialized (
    select * from app.list_old_figures(p_import, p_series)
  ), removed as (
    delete from reid_series_values s using old where not old.had_row and s.organization_id = p_import.organization_id
      and s.data_source = old.data_source and s.series = old.area_key and s.report_date = old.report_date and s.period_type = old.period_type
  )
  update reid_series_values s set value = (old.figures ->> 'value')::numeric, import_id = (old.figures ->> 'import_id')::uuid,
    source_line = (old.figures ->> 'source_line')::integer, source_row = old.figures -> 'source_row'
  from old where old.had_row and s.organization_id = p_import.organization_id and s.data_source = old.data_source
    and s.series = old.area_key and s.report_date = old.report_date and s.period_type = old.period_type
$$;

-- Takes back the columns of people that an import filled, and leaves what others filled since.
create or replace function app.undo_demographic_rows(p_import reid_imports, p_series reid_market_revisions[]) returns void
language sql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
  with old as materialized (
    select listed.*, listed.figures -> 'margins_of_error' as old_margins, listed.figures -> 'annotations' as old_notes,
      listed.figures -> 'column_sources' as sources,
      array(select jsonb_object_keys(listed.figures - array['margins_of_error', 'annotations', 'column_sources', 'import_id', 'source_row'])) as touched
    from app.list_old_figures(p_import, p_series) listed
  ), found as materialized (
    select one.current_row, one.id, old.*,
      -- Made by this import, or by one that is undone, and nobody has filled another column since.
      one.column_sources - old.touched = '{}' and app.pick_keys(old.sources, old.touched) = '{}' and (not old.had_row or exists (
        select from reid_imports maker where maker.id = (old.figures ->> 'import_id')::uuid and maker.status = 'UNDONE')) as is_alone
    from old
    cross join lateral (select d as current_row, d.id, d.column_sources from reid_demographics d where d.organization_id = p_import.organization_id and d.data_source = old.data_source
      and d.area_key = old.area_key and d.report_year = extract(year from old.report_date) limit 1) one
  ), removed as (
    delete from reid_demographics d using found where is_alone and d.id = found.id
  )
  update reid_demographics d set
    import_id = case when d.import_id = p_import.id then (found.figures ->> 'import_id')::uuid else d.import_id end,
    source_row = case when d.import_id = p_import.id then found.figures -> 'source_row' else d.source_row end,
    margins_of_error = (d.margins_of_error - touched) || app.pick_keys(old_margins, touched),
    annotations = (d.annotations - touched) || app.pick_keys(old_notes, touched),
    column_sources = (d.column_sources - touched) || app.pick_keys(sources, touched),
    (total_population, households, median_age, median_income, poverty_rate, high_school_rate, college_rate, employment_rate,
    unemployment_rate, labor_force_size, homeownership_rate, renter_rate, median_home_value, median_rent)
    = (v.total_population, v.households, v.median_age, v.median_income, v.poverty_rate, v.high_school_rate, v.college_rate,
    v.employment_rate, v.unemployment_rate, v.labor_force_size, v.homeownership_rate, v.renter_rate, v.median_home_value,
    v.median_rent)
  from found
  cross join lateral jsonb_populate_record(found.current_row, app.pick_keys(found.figures, touched)) v
  where not is_alone and d.id = found.id
$$;

create or replace function app.pick_keys(p_object jsonb, p_keys text[]) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$ select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(case when jsonb_typeof(p_object) = 'object' then p_object end) where key = any (p_keys) $$;

create or replace function app.undo_school_rows(p_import reid_imports, p_series reid_market_revisions[]) returns void
language sql
set search_path = public, pg_temp
set enable_seqscan = off
as $$
  with found as materialized (
    select one.current_row, one.id, old.had_row, old.figures
    from app.list_old_figures(p_import, p_series) old
    cross join lateral (select s as current_row, s.id from reid_schools s
      where s.organization_id = p_import.organization_id and s.nces_id = old.area_key limit 1) one
  ), removed as (
    delete from reid_schools s using found where not found.had_row and s.id = found.id
  )
  update reid_schools s set import_id = v.import_id, source_line = v.source_line, source_row = v.source_row, data_source = v.data_source,
    (name, school_type, district_name, district_id, address, city, state, zip_code, county, county_fips, locale, latitude,
    longitude, serves_grades, school_year, status_code, is_active)
    = (v.name, v.school_type, v.district_name, v.district_id, v.address, v.city, v.state, v.zip_code, v.county, v.county_fips,
    v.locale, v.latitude, v.longitude, v.serves_grades, v.school_year, v.status_code, v.is_active)
  from found
  cross join lateral jsonb_populate_record(found.current_row, found.figures) v
  where found.had_row and s.id = found.id
$$;

grant execute on function app.start_import_undo, app.undo_import to lotline_app;
