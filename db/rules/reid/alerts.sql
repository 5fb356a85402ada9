-- People set alerts on markets: for themselves, or, an ADMIN or OWNER, for the organization. The database counts when one fires, so no
-- grant names those columns, and an alert stays with who made it.

grant select (id, organization_id, user_id, name, alert_type, is_active, area_keys, zip_codes, cities, states, counties,
  neighborhoods, conditions, frequency, delivery_channels, last_triggered_at, trigger_count, priority,
  auto_disable_after, max_triggers_per_day, require_verification, email_addresses, webhook_url, secret_version, previous_secret_until,
  webhook_failures, webhook_paused_at, notification_template, time_zone, next_digest_at, paused_reason, created_at,
  updated_at) on reid_alerts to lotline_app;
grant insert (id, organization_id, user_id, name, alert_type, is_active, area_keys, zip_codes, cities, states, counties,
  neighborhoods, conditions, frequency, delivery_channels, priority, auto_disable_after, max_triggers_per_day,
  require_verification, email_addresses, webhook_url, notification_template, time_zone) on reid_alerts to lotline_app;
grant update (name, alert_type, is_active, area_keys, zip_codes, cities, states, counties, neighborhoods, conditions, frequency,
  delivery_channels, priority, auto_disable_after, max_triggers_per_day, require_verification, email_addresses,
  webhook_url, notification_template, time_zone) on reid_alerts to lotline_app;
grant delete on reid_alerts to lotline_app;

create trigger touch_updated_at before update on reid_alerts for each row execute function app.touch_updated_at();

-- Returns how many active alerts an organization of a tier may have, null where there is no limit. Below GROWTH nobody has the module;
-- what is active then waits for it.
create or replace function app.reid_alert_limit(p_tier subscription_tier) returns integer
language sql immutable
set search_path = public, pg_temp
as $$ select case when p_tier < 'ELITE'::subscription_tier then 3 when p_tier = 'ELITE'::subscription_tier then 20 end $$;

-- Makes saving, switching on and judging the alerts of an organization wait for each other.
create or replace function app.lock_reid_alerts(p_organization_id uuid) returns void
language sql
set search_path = pg_catalog
as $$ select pg_advisory_xact_lock(hashtextextended('reid-alerts:' || p_organization_id, 0)) $$;

-- Says whether an alert of this type can watch for this. A condition names the figure, how it is compared and the source; levels have a
-- value in the figure's own unit (cents, a count, days, months), changes one in that unit or in percent, with what it changed from.
create or replace function app.are_alert_conditions(p_type reid_alert_type, p_conditions jsonb) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$
  select coalesce(
    case p_type
      when 'NEW_LISTINGS' then given.figure = 'new_listings'
      when 'SOLD' then given.figure = 'sold_listings'
      when 'INVENTORY' then given.figure in ('active_listings', 'inventory_months')
      when 'DAYS_ON_MARKET' then given.figure = 'days_on_market'
      when 'MARKET_TREND' then given.figure = 'market_label'
      else given.figure = 'price' end
    and char_length(given.source) between 1 and 100
    and coalesce(jsonb_typeof(p_conditions -> 'propertyType'), 'null') in ('null', 'string')
    and char_length(coalesce(p_conditions ->> 'propertyType', 'all')) between 1 and 100
    and p_conditions - '{figure,compare,value,unit,over,source,propertyType}'::text[] = '{}'
    and case
      when p_type = 'MARKET_TREND' then given.compare = 'label_changes' and given.over in ('previous', 'year')
      when given.compare in (case p_type when 'PRICE_INCREASE' then 'above' else 'below' end, case p_type when 'PRICE_DROP' then 'below' else 'above' end)
        then given.unit = 'amount' and given.over is null and given.value >= 0
      when given.compare in (case p_type when 'PRICE_INCREASE' then 'rises' else 'falls' end, case p_type when 'PRICE_DROP' then 'falls' else 'rises' end)
        then given.over in ('previous', 'year') and given.value > 0
          and case when given.figure in ('days_on_market', 'inventory_months') then given.unit = 'points' else given.unit in ('amount', 'percent') end
      else false end, false)
  from (select p_conditions ->> 'figure' as figure, p_conditions ->> 'compare' as compare, p_conditions ->> 'unit' as unit,
    p_conditions ->> 'over' as over, p_conditions ->> 'source' as source,
    case when jsonb_typeof(p_conditions -> 'value') = 'number' then (p_conditions ->> 'value')::numeric end as value) given
$$;

-- Returns when the next digest of an alert is due: at 08:00 of its zone, each day, on Mondays or on the first of a month. The day is
-- counted on the zone's own calendar, so the hour stays when clocks change.
create or replace function app.find_next_digest(p_frequency reid_alert_frequency, p_time_zone text, p_after timestamptz) returns timestamptz
language sql stable
set search_path = public, pg_temp
as $$
  select min(due.at)
  from (select date_trunc('day', p_after at time zone p_time_zone) + time '08:00' as at) today
  cross join lateral (
    select (today.at + make_interval(days => step)) at time zone p_time_zone as at, (today.at + make_interval(days => step)) as local
    from generate_series(0, 31) step
  ) due
  where p_frequency <> 'IMMEDIATE' and due.at > p_after
    and case p_frequency when 'WEEKLY' then extract(isodow from due.local) = 1 when 'MONTHLY' then extract(day from due.local) = 1 else true end
$$;

-- Keeps what nobody may choose: an alert above the limit of the tier is saved switched off, digests are planned, and a webhook that was
-- paused gets another chance with another address.
create or replace function app.prepare_alert() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_is_new boolean := tg_op = 'INSERT';
  v_limit integer;
begin
  if (v_is_new or (new.alert_type, new.conditions) is distinct from (old.alert_type, old.conditions))
    and not app.are_alert_conditions(new.alert_type, new.conditions) then
    raise check_violation using message = 'an alert of this type cannot watch for this', table = 'reid_alerts', constraint = 'reid_alerts_conditions';
  end if;
  if v_is_new or new.time_zone <> old.time_zone then
    -- Raises 22023 for a zone that is none.
    perform now() at time zone new.time_zone;
  end if;
  if new.is_active and (v_is_new or not old.is_active) then
    new.paused_reason := null;
    perform app.lock_reid_alerts(new.organization_id);
    v_limit := (select app.reid_alert_limit(subscription_tier) from organizations where id = new.organization_id);
    if (select count(*) from reid_alerts where organization_id = new.organization_id and is_active and id <> new.id) >= v_limit then
      new.is_active := false;
      new.paused_reason := 'TIER';
    elsif new.trigger_count >= new.auto_disable_after then
      -- It fires as often again before it switches itself off.
      new.trigger_count := 0;
    end if;
  end if;
  if new.frequency = 'IMMEDIATE' or not new.is_active and new.paused_reason is distinct from 'TRIGGERS' then
    new.next_digest_at := null;
  elsif v_is_new or (new.frequency, new.time_zone, new.is_active) <> (old.frequency, old.time_zone, old.is_active) and new.is_active then
    new.next_digest_at := app.find_next_digest(new.frequency, new.time_zone, now());
  end if;
  if not v_is_new and new.webhook_url is distinct from old.webhook_url then
    new.webhook_paused_at := null;
    new.webhook_failures := 0;
  end if;
  return new;
end
$$;

create trigger prepare_alert before insert or update on reid_alerts for each row execute function app.prepare_alert();

-- A lower tier switches off the newest active alerts above its limit.
create or replace function app.pause_alerts_over_limit() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.lock_reid_alerts(new.id);
  update reid_alerts set is_active = false, paused_reason = 'TIER'
  where organization_id = new.id and id in (
    select id from reid_alerts where organization_id = new.id and is_active order by created_at, id offset app.reid_alert_limit(new.subscription_tier));
  return null;
end
$$;

create trigger pause_alerts after update of subscription_tier on organizations for each row
  when (new.subscription_tier < old.subscription_tier) execute function app.pause_alerts_over_limit();

-- Says whether the viewer may change an alert: theirs, or any for an ADMIN or OWNER, with a seat.
create or replace function app.may_change_alert(p_alert reid_alerts) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select coalesce(p_alert.organization_id = app.current_organization_id() and app.may_use_tool('reid-dashboard')
    and case app.lock_role() when 'VIEWER' then false when 'MEMBER' then p_alert.user_id = app.current_user_id() else true end, false)
$$;

-- Tells whether a form was filled from the alert as it is: what people choose of it, as a digest.
create or replace function app.alert_version(p_alert reid_alerts) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select md5(jsonb_build_array(p_alert.name, p_alert.alert_type, p_alert.conditions, p_alert.area_keys, p_alert.zip_codes, p_alert.cities,
    p_alert.states, p_alert.counties, p_alert.neighborhoods, p_alert.frequency, p_alert.delivery_channels, p_alert.max_triggers_per_day,
    p_alert.auto_disable_after, p_alert.require_verification, p_alert.email_addresses, p_alert.webhook_url, p_alert.time_zone)::text)
$$;

-- Returns that version for the form of an alert.
create or replace function app.find_alert_version(p_id uuid) returns text
language sql stable security definer
set search_path = public, pg_temp
as $$ select app.alert_version(alert) from reid_alerts alert where organization_id = app.current_organization_id() and id = p_id $$;

-- Saves an alert; a new one of the tier's limit too many is saved switched off.
--
--   p_version  of the alert that the form was filled from; null for a new one
--   p_alert    what was typed; filters of an older alert stay as long as its keeps_filters says so
--   p_sealed_secret  for a webhook that has none yet
--
-- Outcomes: SAVED (also when it was before), SAVED_OFF; CHANGED (somebody else was faster), NO_ZONE (its time zone is not known here),
-- NOT_ALLOWED, NOT_FOUND. has_new_secret tells that the secret was kept: it can be shown now and never again.
create or replace function app.save_reid_alert(p_id uuid, p_version text, p_alert jsonb, p_sealed_secret text, out outcome text, out has_new_secret boolean)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_alert reid_alerts;
  v_given reid_alerts := jsonb_populate_record(null::reid_alerts, p_alert);
  v_is_for_all boolean := coalesce((p_alert ->> 'is_for_organization')::boolean, false);
  v_keeps_filters boolean := coalesce((p_alert ->> 'keeps_filters')::boolean, false);
begin
  has_new_secret := false;
  begin
    perform now() at time zone v_given.time_zone;
  exception when invalid_parameter_value then
    outcome := 'NO_ZONE';
    return;
  end;
  select * into v_alert from reid_alerts where organization_id = app.current_organization_id() and id = p_id for update;
  if v_alert.id is not null and not app.may_change_alert(v_alert) then
    outcome := 'NOT_FOUND';
    return;
  elsif v_alert.id is null and (p_version is not null or v_role is null or v_role = 'VIEWER' or not app.may_use_tool('reid-dashboard')
    or v_is_for_all and v_role = 'MEMBER') then
    outcome := case when p_version is null then 'NOT_ALLOWED' else 'NOT_FOUND' end;
    return;
  elsif v_alert.id is not null and app.alert_version(v_alert) is distinct from p_version
    and (v_alert.name, v_alert.alert_type, v_alert.conditions, v_alert.area_keys, v_alert.frequency, v_alert.delivery_channels, v_alert.email_addresses)
      is distinct from (v_given.name, v_given.alert_type, v_given.conditions, v_given.area_keys, v_given.frequency, v_given.delivery_channels,
        v_given.email_addresses) then
    outcome := 'CHANGED';
    return;
  elsif v_alert.id is null then
    insert into reid_alerts (id, organization_id, user_id, name, alert_type, conditions, area_keys, frequency, delivery_channels, email_addresses,
      webhook_url, time_zone, max_triggers_per_day, auto_disable_after, require_verification)
    values (p_id, app.current_organization_id(), case when not v_is_for_all then app.current_user_id() end, v_given.name, v_given.alert_type,
      v_given.conditions, v_given.area_keys, v_given.frequency, v_given.delivery_channels, v_given.email_addresses, v_given.webhook_url,
      v_given.time_zone, v_given.max_triggers_per_day, v_given.auto_disable_after, v_given.require_verification)
    on conflict do nothing
    returning * into v_alert;
    if v_alert.id is null then
      -- The id is another organization's, or this click lost against its twin.
      outcome := 'NOT_ALLOWED';
      return;
    end if;
  else
    update reid_alerts set name = v_given.name, alert_type = v_given.alert_type, conditions = v_given.conditions, area_keys = v_given.area_keys,
      zip_codes = '{}', cities = case when v_keeps_filters then cities else '{}' end, states = case when v_keeps_filters then states else '{}' end,
      counties = case when v_keeps_filters then counties else '{}' end,
      neighborhoods = case when v_keeps_filters then neighborhoods else '{}' end, frequency = v_given.frequency,
      delivery_channels = v_given.delivery_channels, email_addresses = v_given.email_addresses, webhook_url = v_given.webhook_url,
      time_zone = v_given.time_zone, max_triggers_per_day = v_given.max_triggers_per_day, auto_disable_after = v_given.auto_disable_after,
      require_verification = v_given.require_verification
    where id = v_alert.id
    returning * into v_alert;
  end if;
  if 'WEBHOOK' = any (v_alert.delivery_channels) and v_alert.webhook_secret is null then
    update reid_alerts set webhook_secret = p_sealed_secret, secret_version = secret_version + 1 where id = v_alert.id and p_sealed_secret is not null;
    has_new_secret := found;
  end if;
  outcome := case when v_alert.paused_reason = 'TIER' then 'SAVED_OFF' else 'SAVED' end;
end
$$;
comment on function app.save_reid_alert is 'Outcomes: SAVED, SAVED_OFF, CHANGED, NO_ZONE, NOT_ALLOWED, NOT_FOUND. Never null: has_new_secret.';

-- Switches an alert on or off.
--
-- Outcomes: ON, OFF, LIMIT (the tier allows no more active ones), NOT_FOUND.
create or replace function app.switch_reid_alert(p_id uuid, p_is_active boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_alert reid_alerts;
begin
  select * into v_alert from reid_alerts where organization_id = app.current_organization_id() and id = p_id for update;
  if not app.may_change_alert(v_alert) then
    return 'NOT_FOUND';
  end if;
  update reid_alerts set is_active = p_is_active, paused_reason = null where id = v_alert.id returning * into v_alert;
  return case when v_alert.is_active then 'ON' when p_is_active then 'LIMIT' else 'OFF' end;
end
$$;
comment on function app.switch_reid_alert is 'Outcomes: ON, OFF, LIMIT, NOT_FOUND.';

-- Switches alerts on again that a lower tier had switched off, the oldest first, as far as the limit goes: the viewer's, or all for an
-- ADMIN or OWNER.
--
-- Outcomes: ON, LIMIT (there is no room for any), NOT_FOUND (none is switched off so).
create or replace function app.resume_reid_alerts(out outcome text, out resumed integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_alert reid_alerts;
begin
  resumed := 0;
  outcome := 'NOT_FOUND';
  for v_alert in
    select * from reid_alerts where organization_id = app.current_organization_id() and paused_reason = 'TIER' order by created_at, id for update
  loop
    continue when not app.may_change_alert(v_alert);
    outcome := 'LIMIT';
    update reid_alerts set is_active = true where id = v_alert.id returning * into v_alert;
    exit when not v_alert.is_active;
    resumed := resumed + 1;
  end loop;
  if resumed > 0 then
    outcome := 'ON';
  end if;
end
$$;
comment on function app.resume_reid_alerts is 'Outcomes: ON, LIMIT, NOT_FOUND. Never null: resumed.';

-- Says how many alerts are active, how many the tier allows (null: any number), and how many it switched off.
create or replace function app.count_reid_alerts(out active integer, out allowed integer, out paused integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select count(*) filter (where alert.is_active), app.reid_alert_limit(min(organization.subscription_tier)),
    count(*) filter (where alert.paused_reason = 'TIER')
  from organizations organization
  left join reid_alerts alert on alert.organization_id = organization.id
  where organization.id = app.current_organization_id() and app.may_read_tool('reid-dashboard')
$$;
comment on function app.count_reid_alerts is 'Never null: active, paused.';

grant execute on function app.save_reid_alert, app.switch_reid_alert, app.resume_reid_alerts, app.count_reid_alerts, app.find_alert_version to lotline_app;
