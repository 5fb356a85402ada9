-- The settings of an organization: what it says once about all it sends. ADMIN and OWNER keep them. The key of the hashes of
-- recipients is in the same row, and no grant names it.

grant select (organization_id, postal_address, from_name, reply_to, time_zone, week_start, tracks_emails, version, created_at,
  updated_at) on campaign_settings to lotline_app;

create trigger count_version before update on campaign_settings for each row execute function app.count_version();
create trigger touch_updated_at before update on campaign_settings for each row execute function app.touch_updated_at();

-- The trail tells which settings were changed, and not what they say: addresses have no place in it.
create or replace function app.audit_campaign_settings() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_fields jsonb;
begin
  select jsonb_agg(key order by key) into v_fields
  from jsonb_object_keys(to_jsonb(new) - '{version,updated_at,recipient_key}'::text[]) key
  where to_jsonb(new) -> key is distinct from to_jsonb(old) -> key;
  if v_fields is not null then
    perform app.append_audit_entry(new.organization_id, 'update', 'campaign_settings', new.organization_id::text, null,
      jsonb_build_object('fields', v_fields));
  end if;
  return null;
end
$$;

create trigger audit after update on campaign_settings for each row execute function app.audit_campaign_settings();

-- Returns the settings of an organization, and makes them as they are by default where there are none.
create or replace function app.ensure_campaign_settings(p_organization_id uuid) returns campaign_settings
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_settings campaign_settings;
begin
  insert into campaign_settings (organization_id) values (p_organization_id) on conflict (organization_id) do nothing;
  select * into v_settings from campaign_settings where organization_id = p_organization_id;
  return v_settings;
end
$$;

-- Saves the settings as they were filled in over version p_version, 0 where there were none. Settings that nobody saved yet are at
-- version 1, and look as if there were none.
--
-- Outcomes: SAVED (also when they were before), CHANGED (somebody saved others meanwhile), NO_ZONE (it is not known here), NOT_ALLOWED.
create or replace function app.save_campaign_settings(
  p_version integer, p_postal_address text, p_from_name text, p_reply_to text, p_time_zone text, p_week_start smallint,
  p_tracks_emails boolean)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_role();
  v_settings campaign_settings;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') or not app.may_use_tool('campaigns') then
    return 'NOT_ALLOWED';
  end if;
  begin
    perform now() at time zone p_time_zone;
  exception when invalid_parameter_value then
    return 'NO_ZONE';
  end;
  perform app.ensure_campaign_settings(v_organization_id);
  select * into v_settings from campaign_settings where organization_id = v_organization_id for update;
  if (v_settings.postal_address, v_settings.from_name, v_settings.reply_to, v_settings.time_zone, v_settings.week_start,
      v_settings.tracks_emails)
    is not distinct from (p_postal_address, p_from_name, p_reply_to, p_time_zone, p_week_start, p_tracks_emails) then
    return 'SAVED';
  elsif v_settings.version <> greatest(p_version, 1) then
    return 'CHANGED';
  end if;
  update campaign_settings set postal_address = p_postal_address, from_name = p_from_name, reply_to = p_reply_to, time_zone = p_time_zone,
    week_start = p_week_start, tracks_emails = p_tracks_emails
  where organization_id = v_organization_id;
  return 'SAVED';
end
$$;
comment on function app.save_campaign_settings is 'Outcomes: SAVED, CHANGED, NO_ZONE, NOT_ALLOWED.';

grant execute on function app.save_campaign_settings to lotline_app;
