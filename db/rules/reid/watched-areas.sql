-- People follow areas on their overview, each for themselves.

grant select (id, organization_id, user_id, area_key, created_at) on reid_watched_areas to lotline_app;
grant insert (id, organization_id, user_id, area_key) on reid_watched_areas to lotline_app;
grant delete on reid_watched_areas to lotline_app;

-- Follows an area for the viewer.
--
--   p_area_keys  keys that the area may have by what was typed, the likeliest first; the first that something is known of is followed
--
-- Outcomes: WATCHED, WATCHED_BEFORE, NOT_FOUND (nothing is known of it), FULL (24 areas are followed already), NOT_ALLOWED.
create or replace function app.watch_area(p_area_keys text[], out outcome text, out area_key text, out area_name text)
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if not coalesce(app.may_use_tool('reid-dashboard'), false) then
    outcome := 'NOT_ALLOWED';
    return;
  end if;
  select asked.key, known.name into watch_area.area_key, watch_area.area_name
  from unnest(p_area_keys) with ordinality as asked (key, place)
  cross join lateral (
    (select m.area_name as name from reid_market_data m where m.area_key = asked.key order by m.report_date desc limit 1)
    union all
    (select d.area_name from reid_demographics d where d.area_key = asked.key order by d.report_year desc limit 1)
    limit 1) known
  order by asked.place limit 1;
  if not found then
    outcome := 'NOT_FOUND';
    return;
  end if;
  -- Two areas followed at once do not pass the limit together.
  perform pg_advisory_xact_lock(hashtextextended('watched_areas ' || app.current_user_id(), 0));
  if exists (select from reid_watched_areas watched
    where watched.user_id = app.current_user_id() and watched.area_key = watch_area.area_key) then
    outcome := 'WATCHED_BEFORE';
  elsif (select count(*) from reid_watched_areas watched where watched.user_id = app.current_user_id()) >= 24 then
    outcome := 'FULL';
  else
    insert into reid_watched_areas (organization_id, user_id, area_key)
    values (app.current_organization_id(), app.current_user_id(), watch_area.area_key);
    outcome := 'WATCHED';
  end if;
end
$$;
comment on function app.watch_area is 'Outcomes: WATCHED, WATCHED_BEFORE, NOT_FOUND, FULL, NOT_ALLOWED.';

grant execute on function app.watch_area to lotline_app;
