-- The rows of a file are staged while it is checked, 2,000 a request, and nothing of them is visible. A slice says which record it
-- begins behind: one that is sent twice is staged once, and a Worker that is killed between two has lost nothing.

-- Names what a file may say once only. Its first 32 letters name the series, the last ten the day; a row without a day only says that
-- the file has the series.
create or replace function app.import_row_key(p_record jsonb) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select md5(concat_ws(E'\x1f', p_record ->> 'source', p_record ->> 'identity', coalesce(p_record ->> 'propertyType', ''),
    p_record ->> 'periodType')) || coalesce(p_record ->> 'reportDate', '0000-00-00')
$$;

-- Keeps a slice of a file's rows and problems. After the last one the import is ready, or refused: one problem is enough.
--
--   p_from_records  records of the file before the slice
--   p_dates  the first and last day of the file where its header tells them; null where the rows do
--
-- Outcomes: STAGED, READY, REFUSED; MOVED (it is further, or begins anew), TOO_MANY (rows of a file: nothing is kept of the slice),
-- STOPPED.
create or replace function app.stage_import_rows(p_import_id uuid, p_lease uuid, p_from_records integer, p_rows jsonb, p_problems jsonb,
  p_missing integer, p_next jsonb, p_dates jsonb, p_is_last boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
  v_rows integer;
  v_problems integer;
begin
  if v_import.id is null or v_import.status <> 'CHECKING' then
    return 'STOPPED';
  end if;
  if coalesce((v_import.checked_through ->> 'records')::integer, 0) <> p_from_records then
    return 'MOVED';
  end if;
  if v_import.rows_count + jsonb_array_length(p_rows) > 300000 then
    return 'TOO_MANY';
  end if;

  with given as materialized (
    select app.import_row_key(value - 'line' - 'raw') as row_key, (value ->> 'line')::integer as line, place, value - 'line' - 'raw' as record,
      value -> 'raw' as raw
    from jsonb_array_elements(p_rows) with ordinality as row (value, place)
  ), firsts as materialized (
    select distinct on (row_key) * from given order by row_key, place
  ), added as (
    insert into reid_import_rows (organization_id, import_id, row_key, line, kind, record, raw)
    select v_import.organization_id, v_import.id, row_key, line, (v_import.scope ->> 'kind')::reid_row_kind, record, raw from firsts
    on conflict do nothing
    returning row_key
  ), twice as (
    select given.line, given.place, coalesce(earlier.line, firsts.line) as first_line
    from given
    join firsts on firsts.row_key = given.row_key
    left join lateral (select row.line from reid_import_rows row
      where row.organization_id = v_import.organization_id and row.import_id = v_import.id and row.row_key = given.row_key limit 1) earlier on true
    where right(given.row_key, 10) <> '0000-00-00' and (given.place <> firsts.place or earlier.line is not null)
  ), found as (
    select (value ->> 'line')::integer as line, nullif(value ->> 'column', '') as column_name, value ->> 'found' as found,
      value ->> 'expected' as expected
    from jsonb_array_elements(p_problems)
    union all
    select line, null, format('the same as line %s', first_line), 'one line for each area, property type and period' from twice
  ), numbered as materialized (
    select found.*, v_import.problems_count + row_number() over (order by line) as number from found
  ), kept as (
    insert into reid_import_problems (organization_id, import_id, number, line, column_name, found, expected)
    select v_import.organization_id, v_import.id, number, line, column_name, left(found, 100), expected from numbered where number <= 1000
  )
  select (select count(*) from added where right(row_key, 10) <> '0000-00-00'), (select count(*) from numbered)
  into v_rows, v_problems;

  update reid_imports set rows_count = rows_count + v_rows, problems_count = problems_count + v_problems,
    checked_through = p_next || jsonb_build_object('missing', coalesce((checked_through ->> 'missing')::integer, 0) + p_missing)
  where id = v_import.id
  returning * into v_import;
  if not p_is_last then
    return 'STAGED';
  end if;
  return app.end_import_check(v_import, p_dates);
end
$$;
comment on function app.stage_import_rows is 'Outcomes: STAGED, READY, REFUSED, MOVED, TOO_MANY, STOPPED.';

-- Ends the check of a file whose rows are all staged.
create or replace function app.end_import_check(p_import reid_imports, p_dates jsonb) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if p_import.problems_count > 0 or p_import.rows_count = 0 then
    delete from reid_import_rows where organization_id = p_import.organization_id and import_id = p_import.id;
    update reid_imports set status = 'REFUSED', lease = null, leased_until = null, rows_count = 0,
      problem = case when p_import.problems_count = 0 then 'The file has nothing of the months and states that were chosen.' end
    where id = p_import.id;
    return 'REFUSED';
  end if;
  update reid_imports set status = 'READY', lease = null, leased_until = null,
    scope = scope || jsonb_build_object(
      'dates', coalesce(p_dates, (
        select jsonb_build_object('first', min(record ->> 'reportDate'), 'last', max(record ->> 'reportDate')) from reid_import_rows
        where organization_id = p_import.organization_id and import_id = p_import.id)),
      -- Keys that two areas of the file would have: when they are new, each gets its county's name as well.
      'sharedKeys', (
        select coalesce(jsonb_agg(source || ' ' || area_key), '[]') from (
          select record ->> 'source' as source, record ->> 'areaKey' as area_key from reid_import_rows
          where organization_id = p_import.organization_id and import_id = p_import.id
          group by 1, 2 having count(distinct record ->> 'identity') > 1) shared))
  where id = p_import.id;
  return 'READY';
end
$$;

-- Begins a check anew with a later first month, because the file has too many rows.
--
-- Outcomes: CHECKING; STOPPED.
create or replace function app.narrow_import_check(p_import_id uuid, p_lease uuid, p_choices jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_import reid_imports := app.hold_leased_import(p_import_id, p_lease);
begin
  if v_import.id is null or v_import.status <> 'CHECKING' then
    return 'STOPPED';
  end if;
  perform app.restart_import_check(v_import.id, p_choices, v_import.data_sources, v_import.scope);
  return 'CHECKING';
end
$$;
comment on function app.narrow_import_check is 'Outcomes: CHECKING, STOPPED.';

grant execute on function app.stage_import_rows, app.narrow_import_check to lotline_app;
