-- Contacts are people outside the organization. Everybody with a seat keeps them; only erasing removes one, so that nobody takes a
-- withdrawn consent away with its contact.

grant select (id, organization_id, name, email, phone, tags, notes, time_zone, email_consent, email_consent_until, version, created_at,
  updated_at) on contacts to lotline_app;
grant insert (id, organization_id, name, email, phone, tags, notes, time_zone) on contacts to lotline_app;
grant update (name, email, phone, tags, notes, time_zone) on contacts to lotline_app;

create trigger touch_updated_at before update on contacts for each row execute function app.touch_updated_at();

-- Counts what people change of a contact. A new consent is none of that: a form that is open stays good.
create trigger count_version before update of name, email, phone, tags, notes, time_zone on contacts
  for each row execute function app.count_version();

-- Says whether the viewer may write contacts, lists and segments: everybody with a seat who is no VIEWER.
create or replace function app.may_keep_contacts() returns boolean
language sql
set search_path = public, pg_temp
as $$ select app.may_use_tool('campaigns') and coalesce(app.lock_role() <> 'VIEWER', false) $$;

-- Says whether the viewer may import, export and erase contacts, and lift suppressions.
create or replace function app.may_manage_contacts() returns boolean
language sql
set search_path = public, pg_temp
as $$ select app.may_use_tool('campaigns') and coalesce(app.lock_role() in ('OWNER', 'ADMIN'), false) $$;

-- Returns how many contacts an organization of a tier may have.
create or replace function app.contact_limit(p_tier subscription_tier) returns integer
language sql immutable
set search_path = public, pg_temp
as $$
  select case
    when p_tier >= 'ENTERPRISE'::subscription_tier then 1000000
    when p_tier >= 'ELITE'::subscription_tier then 200000
    when p_tier >= 'GROWTH'::subscription_tier then 25000
    else 2000 end
$$;

-- Counts the contacts of an organization, no further than p_most.
create or replace function app.count_contacts_to(p_organization_id uuid, p_most integer) returns integer
language sql stable
set search_path = public, pg_temp
as $$ select count(*)::integer from (select from contacts where organization_id = p_organization_id limit p_most) counted $$;

-- Makes everybody who adds contacts to an organization wait for each other, so that two do not both take the last place.
create or replace function app.lock_contacts(p_organization_id uuid) returns void
language sql
set search_path = pg_catalog
as $$ select pg_advisory_xact_lock(hashtextextended('contacts:' || p_organization_id, 0)) $$;

-- Says how many more contacts an organization may add. Until the end of the transaction nobody else adds any.
create or replace function app.find_contact_room(p_organization_id uuid) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_limit integer := (select app.contact_limit(subscription_tier) from organizations where id = p_organization_id);
begin
  perform app.lock_contacts(p_organization_id);
  return v_limit - app.count_contacts_to(p_organization_id, v_limit);
end
$$;

-- Refuses contacts above the limit of the tier, whoever adds them. Persons who add themselves have nobody signed in: none is turned away.
create or replace function app.keep_contact_limit() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization record;
begin
  if app.current_user_id() is null then
    return null;
  end if;
  for v_organization in
    select id, app.contact_limit(subscription_tier) as most from organizations
    where id in (select organization_id from new_contacts) order by id
  loop
    perform app.lock_contacts(v_organization.id);
    if app.count_contacts_to(v_organization.id, v_organization.most + 1) > v_organization.most then
      raise check_violation using message = 'the tier allows no more contacts', table = 'contacts', constraint = 'contacts_limit';
    end if;
  end loop;
  return null;
end
$$;

create trigger keep_limit after insert on contacts referencing new table as new_contacts
  for each statement execute function app.keep_contact_limit();

-- Says how many contacts there are and how many the tier allows.
create or replace function app.count_contacts(out contacts integer, out allowed integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select coalesce(max(app.count_contacts_to(id, 1000001)), 0), coalesce(max(app.contact_limit(subscription_tier)), 0) from organizations
  where id = app.current_organization_id() and app.may_read_tool('campaigns')
$$;
comment on function app.count_contacts is 'Never null: contacts, allowed.';

-- Says whether a text is a time zone that Postgres knows; null is none, and right.
create or replace function app.is_contact_zone(p_time_zone text) returns boolean
language plpgsql stable
set search_path = pg_catalog
as $$
begin
  perform now() at time zone p_time_zone;
  return p_time_zone is null or p_time_zone ~ '^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$';
exception when invalid_parameter_value then
  return false;
end
$$;

-- Saves a contact. A form that is sent twice adds one.
--
--   p_version  of the contact that the form was filled from; null for a new one
--   p_contact  {name, email, phone, tags, notes, timeZone}
--   p_consent  of a new contact who agreed to email: {id, source, wording, since, months}, as app.record_consent takes them; else null
--   p_list_ids  lists that a new contact is put on
--
-- Outcomes: SAVED; CHANGED (somebody else was faster), TAKEN (a contact has the address: its id), LIMIT (the tier allows no more), NO_ZONE,
-- EXPIRED (the consent has ended already), NOT_FOUND, NOT_ALLOWED.
create or replace function app.save_contact(p_id uuid, p_version integer, p_contact jsonb, p_consent jsonb, p_list_ids uuid[],
  out outcome text, out contact_id uuid)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_email text := lower(p_contact ->> 'email');
  v_tags text[] := array(select jsonb_array_elements_text(p_contact -> 'tags'));
  v_other uuid;
  v_contact contacts;
begin
  if not app.may_keep_contacts() then
    outcome := 'NOT_ALLOWED';
    return;
  elsif not app.is_contact_zone(p_contact ->> 'timeZone') then
    outcome := 'NO_ZONE';
    return;
  end if;
  select * into v_contact from contacts where organization_id = v_organization_id and id = p_id for no key update;
  contact_id := v_contact.id;
  if p_version is null and v_contact.id is not null then
    outcome := case when v_contact.email = v_email then 'SAVED' else 'NOT_ALLOWED' end;
    return;
  elsif p_version is not null and v_contact.id is null then
    outcome := 'NOT_FOUND';
    return;
  elsif (v_contact.name, v_contact.email, coalesce(v_contact.phone, ''), v_contact.tags, coalesce(v_contact.notes, ''),
      coalesce(v_contact.time_zone, ''))
    is not distinct from (p_contact ->> 'name', v_email, coalesce(p_contact ->> 'phone', ''), v_tags, coalesce(p_contact ->> 'notes', ''),
      coalesce(p_contact ->> 'timeZone', '')) then
    outcome := 'SAVED';
    return;
  elsif v_contact.version <> p_version then
    outcome := 'CHANGED';
    return;
  end if;
  select id into v_other from contacts where organization_id = v_organization_id and email = v_email and id <> p_id;
  if v_other is not null then
    outcome := 'TAKEN';
    contact_id := v_other;
    return;
  end if;
  begin
    if p_version is not null then
      update contacts set name = p_contact ->> 'name', email = v_email, phone = p_contact ->> 'phone', tags = v_tags,
        notes = p_contact ->> 'notes', time_zone = p_contact ->> 'timeZone'
      where organization_id = v_organization_id and id = p_id;
      outcome := 'SAVED';
      return;
    end if;
    if app.find_contact_room(v_organization_id) <= 0 then
      outcome := 'LIMIT';
      return;
    elsif p_consent is not null and app.find_consent_end(p_consent) <= now() then
      outcome := 'EXPIRED';
      return;
    end if;
    insert into contacts (id, organization_id, name, email, phone, tags, notes, time_zone)
    values (p_id, v_organization_id, p_contact ->> 'name', v_email, p_contact ->> 'phone', v_tags, p_contact ->> 'notes',
      p_contact ->> 'timeZone');
  exception when unique_violation then
    -- Somebody added or moved to this address at the same moment; or the id is another organization's.
    select id into contact_id from contacts where organization_id = v_organization_id and email = v_email;
    outcome := case when contact_id is null then 'NOT_ALLOWED' else 'TAKEN' end;
    return;
  end;
  contact_id := p_id;
  if p_consent is not null then
    insert into contact_consents (id, organization_id, contact_id, email, is_granted, source, wording, expires_at, recorded_by)
    values ((p_consent ->> 'id')::uuid, v_organization_id, p_id, v_email, true, p_consent ->> 'source', p_consent ->> 'wording',
      app.find_consent_end(p_consent), app.current_user_id());
  end if;
  insert into contact_list_members (organization_id, list_id, contact_id)
  select v_organization_id, id, p_id from contact_lists where organization_id = v_organization_id and id = any (p_list_ids);
  outcome := 'SAVED';
end
$$;
comment on function app.save_contact is
  'Outcomes: SAVED, CHANGED, TAKEN, LIMIT, NO_ZONE, EXPIRED, NOT_FOUND, NOT_ALLOWED.';

grant execute on function app.count_contacts, app.save_contact to lotline_app;
