-- A checked file is applied in slices of whole series, each one transaction that takes its staged rows away: one that is sent twice
-- finds the next rows. What a figure was before is kept as arrays, one row for each series, figure and import, so that an import can
-- be undone and a day in the past be looked at.

-- Returns the key of an area. Within a source an area keeps its key for ever, whatever it is called later. A key that two areas of
-- one file would share, or another area of the source has, gets the name of the county as well.
create or replace function app.resolve_area_key(p_import reid_imports, p_record jsonb) returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_source text := p_record ->> 'source';
  v_identity text := p_record ->> 'identity';
  v_slug text := trim(both '-' from regexp_replace(lower(v_identity), '[^a-z0-9]+', '-', 'g'));
  v_key text := p_record ->> 'areaKey';
  v_known text;
begin
  select area_key into v_known from reid_market_revisions
  where organization_id = p_import.organization_id and data_source = v_source and external_id = v_identity limit 1;
  if v_known is not null then
    return v_known;
  end if;
  if p_import.scope -> 'sharedKeys' ? (v_source || ' ' || v_key) or app.is_area_key_taken(p_import, v_source, v_key, v_identity) then
    v_key := v_key || '-' || coalesce(nullif(p_record ->> 'distinction', ''), v_slug);
    if app.is_area_key_taken(p_import, v_source, v_key, v_identity) then
      v_key := v_key || '-' || v_slug;
    end if;
  end if;
  return v_key;
end
$$;

create or replace function app.is_area_key_taken(p_import reid_imports, p_source text, p_key text, p_identity text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from reid_market_revisions
    where organization_id = p_import.organization_id and area_key = p_key and data_source = p_source and external_id <> p_identity)
$$;

-- Takes the staged rows up to a key, with the key of each row's area.
create or replace function app.take_import_rows(p_import reid_imports, p_until text)
returns table (series text, line integer, raw jsonb, record jsonb, area_key text)
language plpgsql
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  with taken as (
    delete from reid_import_rows row
    where row.organization_id = p_import.organization_id and row.import_id = p_import.id and row.row_key <= p_until
    returning left(row.row_key, 32) as series, row.line, row.raw, row.record
  ), named as materialized (
    select one.series, case when one.record -> 'area' <> 'null' then app.resolve_area_key(p_import, one.record)
      else one.record ->> 'areaKey' end as area_key
    from (select distinct on (taken.series) taken.series, taken.record from taken order by taken.series) one
  )
  select taken.series, taken.line, taken.raw, taken.record, named.area_key from taken join named on named.series = taken.series;
end
$$;

-- Writes figures of markets. A figure that is stored and that the file leaves empty, within its days, is withdrawn: emptied.
create or replace function app.apply_market_rows(p_import reid_imports, p_until text, out rows integer, out added integer,
  out restated integer, out unchanged integer, out withdrawn integer)
language plpgsql
set search_path = public, pg_temp
-- Without fresh statistics a join might read the whole table for a few rows.
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_figures text[] := array(select jsonb_array_elements_text(p_import.scope -> 'figures'));
  v_first date := (p_import.scope -> 'dates' ->> 'first')::date;
  v_last date := (p_import.scope -> 'dates' ->> 'last')::date;
begin
  with taken as materialized (
    select * from app.take_import_rows(p_import, p_until)
  ), named as materialized (
    select distinct on (series) series, area_key, record ->> 'source' as data_source, record ->> 'identity' as external_id,
      record ->> 'propertyType' as property_type, (record ->> 'periodType')::reid_period_type as period_type, record -> 'area' as area
    from taken order by series
  ), current as materialized (
    select named.series, found.report_date, found.old_row, to_jsonb(found.old_row) as old
    from named
    cross join lateral (
      select m.report_date, m as old_row from reid_market_data m
      where m.organization_id = p_import.organization_id and m.data_source = named.data_source and m.area_key = named.area_key
        and m.property_type is not distinct from named.property_type and m.period_type = named.period_type
        and m.report_date between v_first and v_last
      offset 0) found
  ), merged as materialized (
    select coalesce(staged.series, current.series) as series, coalesce(staged.report_date, current.report_date) as report_date, staged.line,
      staged.raw, staged.figures, current.old_row, current.old, current.series is not null as had_row,
      coalesce((staged.figures ->> 'is_flagged')::boolean, false) as is_flagged
    from (select series, (record ->> 'reportDate')::date as report_date, line, raw, record -> 'figures' as figures
      from taken where record ->> 'reportDate' is not null) staged
    full join current on current.series = staged.series and current.report_date = staged.report_date
  ), cells as materialized (
    select series, report_date, had_row, figure, new_value, old_value,
      case when old_value is null then 'NEW' when new_value is null then 'WITHDRAWN' when old_value = new_value then 'UNCHANGED' else 'RESTATED' end as outcome
    from (
      select series, report_date, had_row, figure, (figures ->> figure)::numeric as new_value, (old ->> figure)::numeric as old_value
      from merged cross join unnest(v_figures) figure) pairs
    where new_value is not null or old_value is not null
  ), changed as materialized (
    select merged.*, coalesce(cell.figures, '{}') as new_figures
    from merged
    left join (select series, report_date, jsonb_object_agg(figure, new_value) as figures from cells where outcome <> 'UNCHANGED' group by 1, 2) cell
      on cell.series = merged.series and cell.report_date = merged.report_date
    where cell.figures is not null or had_row and line is not null and is_flagged <> (old ->> 'is_flagged')::boolean
  ), inserted as (
    insert into reid_market_data (organization_id, data_source, area_key, area_name, area_type, zip_code, city, state, county, neighborhood, school_district, msa_code, external_id, report_date, period_type, property_type,
      import_id, source_line, source_row, is_flagged, median_price, avg_price, min_price, max_price, price_per_sqft, typical_value, median_list_price, avg_list_price,
      list_price_per_sqft, median_rent, active_listings, total_listings, new_listings, sold_listings, pending_listings,
      expired_listings, inventory_months, days_on_market, sale_to_list_ratio, absorption_rate, above_list_share,
      price_cut_share, quick_sale_share)
    select p_import.organization_id, named.data_source, named.area_key, area.name, area.type, area."zipCode", area.city, area.state, area.county,
      area.neighborhood, area."schoolDistrict", area."msaCode", area."externalId", changed.report_date, named.period_type, named.property_type,
      p_import.id, changed.line, changed.raw, changed.is_flagged, v.median_price, v.avg_price, v.min_price, v.max_price, v.price_per_sqft, v.typical_value, v.median_list_price,
      v.avg_list_price, v.list_price_per_sqft, v.median_rent, v.active_listings, v.total_listings, v.new_listings,
      v.sold_listings, v.pending_listings, v.expired_listings, v.inventory_months, v.days_on_market, v.sale_to_list_ratio,
      v.absorption_rate, v.above_list_share, v.price_cut_share, v.quick_sale_share
    from changed
    join named on named.series = changed.series
    cross join lateral jsonb_to_record(named.area) as area (name text, type reid_area_type, "zipCode" text, city text, state text, county text,
      neighborhood text, "schoolDistrict" text, "msaCode" text, "externalId" text)
    cross join lateral jsonb_populate_record(null::reid_market_data, changed.new_figures) v
    where not changed.had_row
  ), updated as (
    update reid_market_data m set import_id = p_import.id, source_line = changed.line, source_row = changed.raw, is_flagged = changed.is_flagged,
      (median_price, avg_price, min_price, max_price, price_per_sqft, typical_value, median_list_price, avg_list_price,
      list_price_per_sqft, median_rent, active_listings, total_listings, new_listings, sold_listings, pending_listings,
      expired_listings, inventory_months, days_on_market, sale_to_list_ratio, absorption_rate, above_list_share,
      price_cut_share, quick_sale_share)
      = (v.median_price, v.avg_price, v.min_price, v.max_price, v.price_per_sqft, v.typical_value, v.median_list_price,
      v.avg_list_price, v.list_price_per_sqft, v.median_rent, v.active_listings, v.total_listings, v.new_listings,
      v.sold_listings, v.pending_listings, v.expired_listings, v.inventory_months, v.days_on_market, v.sale_to_list_ratio,
      v.absorption_rate, v.above_list_share, v.price_cut_share, v.quick_sale_share)
    from changed
    cross join lateral jsonb_populate_record(changed.old_row, changed.new_figures) v
    where changed.had_row and m.id = (changed.old_row).id
  ), kept as (
    insert into reid_market_revisions (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates,
      old_values, had_rows)
    select p_import.organization_id, p_import.id, data_source, area_key, property_type, period_type, figure,
      array_agg(report_date order by report_date), array_agg(old_value order by report_date), array_agg(had_row order by report_date)
    from cells join named on named.series = cells.series
    where outcome <> 'UNCHANGED'
    group by data_source, area_key, property_type, period_type, figure
  ), seen as (
    insert into reid_market_revisions (organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates,
      old_values, had_rows, external_id, old_rows)
    select p_import.organization_id, p_import.id, data_source, area_key, property_type, period_type, 'source_row',
      coalesce(array_agg(report_date order by report_date) filter (where changed.series is not null), '{}'),
      coalesce(array_agg(null::numeric) filter (where changed.series is not null), '{}'),
      coalesce(array_agg(had_row order by report_date) filter (where changed.series is not null), '{}'), external_id,
      jsonb_agg(case when had_row then jsonb_build_object('import_id', old -> 'import_id', 'source_line', old -> 'source_line',
        'source_row', old -> 'source_row', 'is_flagged', old -> 'is_flagged') end order by report_date) filter (where changed.series is not null)
    from named left join changed on changed.series = named.series
    group by named.series, data_source, area_key, property_type, period_type, external_id
  )
  select (select count(*) from taken where record ->> 'reportDate' is not null), count(*) filter (where outcome = 'NEW'),
    count(*) filter (where outcome = 'RESTATED'), count(*) filter (where outcome = 'UNCHANGED'), count(*) filter (where outcome = 'WITHDRAWN')
  into rows, added, restated, unchanged, withdrawn from cells;
end
$$;

-- Applies the next rows of an import: so many, and on to the end of their last series.
--
-- Outcomes: APPLYING (there is more), APPLIED; STOPPED.
create or replace function app.apply_import(p_import_id uuid, p_lease uuid, p_rows integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
  v_until text;
  v_done record;
  v_is_last boolean;
begin
  if v_import.id is null or v_import.status <> 'APPLYING' then
    return 'STOPPED';
  end if;
  -- Behind the last key of a series, in every collation.
  select left(row_key, 32) || 'z' into v_until from reid_import_rows
  where organization_id = v_import.organization_id and import_id = v_import.id order by row_key offset greatest(p_rows, 1) - 1 limit 1;
  v_until := coalesce(v_until, 'z');
  case v_import.scope ->> 'kind'
    when 'MARKET' then v_done := app.apply_market_rows(v_import, v_until);
    when 'SERIES' then v_done := app.apply_series_rows(v_import, v_until);
    when 'DEMOGRAPHICS' then v_done := app.apply_demographic_rows(v_import, v_until);
    when 'SCHOOL' then v_done := app.apply_school_rows(v_import, v_until);
  end case;
  v_is_last := not exists (select from reid_import_rows where organization_id = v_import.organization_id and import_id = v_import.id);
  update reid_imports set applied_through = applied_through + v_done.rows, new_count = new_count + v_done.added,
    restated_count = restated_count + v_done.restated, unchanged_count = unchanged_count + v_done.unchanged,
    withdrawn_count = withdrawn_count + v_done.withdrawn, slice_rows = p_rows,
    status = case when v_is_last then 'APPLIED' else status end, applied_at = case when v_is_last then now() end,
    lease = case when not v_is_last then lease end, leased_until = case when not v_is_last then leased_until end
  where id = v_import.id;
  if v_is_last then
    perform app.judge_reid_alerts(v_import.organization_id);
  end if;
  return case when v_is_last then 'APPLIED' else 'APPLYING' end;
end
$$;
comment on function app.apply_import is 'Outcomes: APPLYING, APPLIED, STOPPED.';

grant execute on function app.apply_import to lotline_app;
