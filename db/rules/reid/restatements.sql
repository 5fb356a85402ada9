-- Publishers write their history anew. What a figure was on a day in the past is its value before the first import that was applied
-- after the end of that day.

-- The rows of a series as they were at the end of a day of UTC, each with the import and line that it came from then. A row that
-- was not there yet is left out.
create or replace function app.read_market_as_of(p_data_source text, p_area_key text, p_property_type text,
  p_period_type reid_period_type, p_day date) returns setof reid_market_data
language sql stable
set search_path = public, pg_temp
as $$
  with later as materialized (
    select r.figure, old.report_date, old.value, old.had_row, r.old_rows -> (old.place - 1)::integer as old_row,
      row_number() over (partition by r.figure, old.report_date order by coalesce(i.applied_at, now()), i.id) as place
    from reid_market_revisions r
    join reid_imports i on i.organization_id = r.organization_id and i.id = r.import_id
    cross join lateral unnest(r.report_dates, r.old_values, r.had_rows) with ordinality as old (report_date, value, had_row, place)
    where r.organization_id = app.current_organization_id() and r.area_key = p_area_key and r.data_source = p_data_source
      and r.property_type is not distinct from p_property_type and r.period_type = p_period_type
      and coalesce(i.applied_at, now()) >= (p_day + 1)::timestamp at time zone 'UTC'
  ), before as (
    select report_date, coalesce(bool_and(had_row) filter (where figure = 'source_row'), true) as had_row,
      coalesce(jsonb_object_agg(figure, value) filter (where figure <> 'source_row'), '{}')
        || coalesce((array_agg(old_row) filter (where figure = 'source_row' and had_row))[1], '{}') as figures
    from later where place = 1 group by report_date
  )
  select then_row.*
  from reid_market_data m
  left join before on before.report_date = m.report_date
  cross join lateral jsonb_populate_record(m, coalesce(before.figures, '{}')) then_row
  where m.organization_id = app.current_organization_id() and m.data_source = p_data_source and m.area_key = p_area_key
    and m.property_type is not distinct from p_property_type and m.period_type = p_period_type
    and coalesce(before.had_row, true)
  order by m.report_date
$$;

-- What the figures of a row were, newest first: the value that each import replaced, and the file and line that it had come from.
create or replace function app.list_restatements(p_market_data_id uuid)
returns table (figure text, import_id uuid, file_name text, applied_at timestamptz, old_value numeric, had_row boolean, from_import_id uuid,
  from_file_name text, from_line integer, from_cells jsonb)
language sql stable
set search_path = public, pg_temp
as $$
  select r.figure, i.id, i.file_name, i.applied_at, old.value, old.had_row, source.id, source.file_name, (row.value ->> 'source_line')::integer,
    row.value -> 'source_row'
  from reid_market_data m
  join reid_market_revisions r on r.organization_id = m.organization_id and r.area_key = m.area_key and r.data_source = m.data_source
    and r.property_type is not distinct from m.property_type and r.period_type = m.period_type and r.figure <> 'source_row'
  join reid_imports i on i.organization_id = r.organization_id and i.id = r.import_id
  cross join lateral unnest(r.report_dates, r.old_values, r.had_rows) as old (report_date, value, had_row)
  left join lateral (
    select rows.old_rows -> (place.number - 1)::integer as value
    from reid_market_revisions rows
    cross join lateral unnest(rows.report_dates) with ordinality as place (day, number)
    where rows.organization_id = m.organization_id and rows.area_key = m.area_key and rows.data_source = m.data_source
      and rows.property_type is not distinct from m.property_type and rows.period_type = m.period_type and rows.figure = 'source_row'
      and rows.import_id = r.import_id and place.day = m.report_date) row on true
  left join reid_imports source on source.organization_id = m.organization_id and source.id = (row.value ->> 'import_id')::uuid
  where m.organization_id = app.current_organization_id() and m.id = p_market_data_id and old.report_date = m.report_date
  order by coalesce(i.applied_at, now()) desc, i.id
$$;
comment on function app.list_restatements is 'Never null: figure, import_id, file_name, had_row.';

grant execute on function app.read_market_as_of, app.list_restatements to lotline_app;
grant select (id, organization_id, import_id, data_source, area_key, property_type, period_type, figure, report_dates, old_values,
  had_rows, external_id, old_rows, created_at) on reid_market_revisions to lotline_app;
