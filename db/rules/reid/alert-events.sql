-- Alerts are judged after each import and once an hour. What one finds becomes an event, one for each alert, area and period, whatever runs
-- twice: what was told once is not told again when a publisher restates it.

grant select (id, organization_id, alert_id, area_key, area_name, data_source, report_date, figure, value, baseline, sentence,
  market_data_id, state, decided_by, decided_at, delivered_at, created_at) on reid_alert_events to lotline_app;
grant select (organization_id, event_id, user_id, read_at) on reid_alert_reads to lotline_app;
grant insert (organization_id, event_id, user_id) on reid_alert_reads to lotline_app;
grant delete on reid_alert_reads to lotline_app;
-- Judges the active alerts of an organization by the newest period of each area they watch, and tells what is to be told at once.
-- Imports call it at the end of their last slice. Above the most of a local day events are kept and held back; an alert that asks for
-- it waits for a person; one that fired as often as it should switches itself off. Returns the number of new events.
create or replace function app.judge_reid_alerts(p_organization_id uuid) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_count integer;
begin
  if not app.is_module_open(p_organization_id, 'reid-dashboard') then
    return 0;
  end if;
  -- One at a time: two could each find the last room of a day.
  perform app.lock_reid_alerts(p_organization_id);
  with found as materialized (
    select match.*, row_number() over (partition by match.alert_id order by match.area_key) as place
    from app.find_alert_matches(
      -- Those set before conditions had a form watch for nothing.
      array(select alert from reid_alerts alert where alert.organization_id = p_organization_id and alert.is_active
        and app.are_alert_conditions(alert.alert_type, alert.conditions)), null) match
    where match.is_met and not exists (select from reid_alert_events told where told.organization_id = p_organization_id
      and told.alert_id = match.alert_id and told.area_key = match.area_key and told.report_date = match.report_date)
  ), added as (
    insert into reid_alert_events (organization_id, alert_id, area_key, area_name, data_source, report_date, figure, value, baseline, sentence,
      market_data_id, state)
    select p_organization_id, alert.id, found.area_key, found.area_name, found.data_source, found.report_date, found.figure, found.value,
      found.baseline, app.write_alert_sentence(found.conditions, found.area_name, found.figure, found.value, found.baseline, found.report_date,
        found.date_before, found.period_type, found.is_rolling), found.market_data_id,
      case when found.place + today.count > alert.max_triggers_per_day then 'HELD_BACK'
        when alert.require_verification then 'AWAITING' else 'NEW' end::reid_event_state
    from found
    join reid_alerts alert on alert.organization_id = p_organization_id and alert.id = found.alert_id
    cross join lateral (
      select count(*) from reid_alert_events told
      where told.organization_id = p_organization_id and told.alert_id = alert.id and told.state <> 'HELD_BACK'
        and told.created_at >= date_trunc('day', now() at time zone alert.time_zone) at time zone alert.time_zone) today
    where found.place <= coalesce(alert.auto_disable_after - alert.trigger_count, found.place)
    on conflict do nothing
    returning alert_id
  ), counted as (
    update reid_alerts alert set trigger_count = alert.trigger_count + fired.count, last_triggered_at = now(),
      is_active = not coalesce(alert.trigger_count + fired.count >= alert.auto_disable_after, false),
      paused_reason = case when alert.trigger_count + fired.count >= alert.auto_disable_after then 'TRIGGERS'::reid_pause_reason end
    from (select alert_id, count(*)::integer from added group by alert_id) fired
    where alert.organization_id = p_organization_id and alert.id = fired.alert_id
  )
  select count(*) into v_count from added;
  perform app.deliver_alert_events(array(
    select event.id from reid_alert_events event
    join reid_alerts alert on alert.organization_id = event.organization_id and alert.id = event.alert_id
    where event.organization_id = p_organization_id and event.delivered_at is null and event.state = 'NEW' and alert.frequency = 'IMMEDIATE'), false);
  return v_count;
end
$$;

-- Lists organizations whose alerts were not judged by the schedule within an hour, for the schedule only.
create or replace function app.list_organizations_to_judge(p_limit integer) returns table (organization_id uuid)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.id from organizations organization
  where app.current_user_id() is null
    and exists (select from reid_alerts alert where alert.organization_id = organization.id and alert.is_active)
    and not exists (select from limited_uses where purpose = 'REID_JUDGING' and subject = organization.id::text and started_at > now() - interval '1 hour')
    and app.is_module_open(organization.id, 'reid-dashboard')
  order by organization.id limit p_limit
$$;
comment on function app.list_organizations_to_judge is 'Never null: organization_id.';

-- Judges the alerts of an organization unless the schedule did within an hour. Returns the number of new events.
create or replace function app.judge_due_alerts(p_organization_id uuid) returns integer
language sql security definer
set search_path = public, pg_temp
as $$
  select case when exists (select from organizations where id = p_organization_id) and app.count_use('REID_JUDGING', p_organization_id::text, 1)
    then app.judge_reid_alerts(p_organization_id) else 0 end
$$;

-- Tells what an alert would have found in the last 24 months of each area, whether it was saved or not.
--
-- Returns null where the viewer may not use the module, else: periods that were judged, those that cannot be judged, areas without any figure
-- of the source, and the newest 100 of what was found.
create or replace function app.test_reid_alert(p_conditions jsonb, p_area_keys text[]) returns jsonb
language sql stable security definer
set search_path = public, pg_temp
as $$
  with judged as materialized (
    select match.* from app.find_alert_matches(array[jsonb_populate_record(null::reid_alerts, jsonb_build_object('organization_id',
      app.current_organization_id(), 'conditions', p_conditions, 'area_keys', p_area_keys, 'zip_codes', '{}'::text[], 'cities', '{}'::text[],
      'states', '{}'::text[], 'counties', '{}'::text[], 'neighborhoods', '{}'::text[]))], 24) match
  )
  select jsonb_build_object(
    'periods', (select count(*) from judged),
    'unjudged', (select count(*) from judged where is_met is null),
    'count', (select count(*) from judged where is_met),
    'missing', (select coalesce(jsonb_agg(key order by key), '[]') from unnest(p_area_keys) key where key not in (select area_key from judged)),
    'found', (select coalesce(jsonb_agg(jsonb_build_object('areaKey', area_key, 'date', report_date, 'sentence',
        app.write_alert_sentence(conditions, area_name, figure, value, baseline, report_date, date_before, period_type, is_rolling))
      order by report_date desc, area_key), '[]')
      from (select * from judged where is_met order by report_date desc, area_key limit 100) newest))
  where app.may_use_tool('reid-dashboard')
$$;

-- Decides about an event that waits for a person, or was held back: it is sent, or it is not.
--
-- Outcomes: APPROVED, DISMISSED (also when it was before), DECIDED (otherwise, or it waits for nobody), NOT_FOUND.
create or replace function app.decide_alert_event(p_event_id uuid, p_is_approved boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_event reid_alert_events;
  v_state reid_event_state := case when p_is_approved then 'APPROVED' else 'DISMISSED' end;
begin
  select * into v_event from reid_alert_events where organization_id = app.current_organization_id() and id = p_event_id for update;
  if not coalesce((select app.may_change_alert(alert) from reid_alerts alert
      where alert.organization_id = v_event.organization_id and alert.id = v_event.alert_id), false) then
    return 'NOT_FOUND';
  elsif v_event.state not in ('AWAITING', 'HELD_BACK') then
    return case when v_event.state = v_state then v_state::text else 'DECIDED' end;
  end if;
  update reid_alert_events set state = v_state, decided_by = app.current_user_id(), decided_at = now() where id = v_event.id;
  if p_is_approved then
    perform app.deliver_alert_events(array[v_event.id], false);
  end if;
  return v_state::text;
end
$$;
comment on function app.decide_alert_event is 'Outcomes: APPROVED, DISMISSED, DECIDED, NOT_FOUND.';

-- Marks events as read by the viewer, those they may see. Returns how many were new to them.
create or replace function app.mark_alert_events_read(p_event_ids uuid[]) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_count integer;
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('reid-dashboard') then
    return null;
  end if;
  insert into reid_alert_reads (organization_id, event_id, user_id)
  select event.organization_id, event.id, app.current_user_id()
  from reid_alert_events event
  join reid_alerts alert on alert.organization_id = event.organization_id and alert.id = event.alert_id
  where event.organization_id = app.current_organization_id() and event.id = any (p_event_ids)
    and (v_role <> 'MEMBER' or alert.user_id is null or alert.user_id = app.current_user_id())
  on conflict do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Counts events of the last 30 days that the viewer has not read, up to 100. A VIEWER keeps no such list.
create or replace function app.count_unread_alert_events() returns integer
language sql stable
set search_path = public, pg_temp
as $$
  select count(*)::integer from (
    select from reid_alert_events event
    where event.created_at > now() - interval '30 days' and event.state <> 'DISMISSED' and current_setting('app.current_org_role', true) <> 'VIEWER'
      and not exists (select from reid_alert_reads seen where seen.event_id = event.id and seen.user_id = app.current_user_id())
    limit 100
  ) unread
$$;

grant execute on function app.list_organizations_to_judge, app.judge_due_alerts, app.test_reid_alert, app.decide_alert_event,
  app.mark_alert_events_read, app.count_unread_alert_events to lotline_app;
