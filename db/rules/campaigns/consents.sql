-- A consent is a record of what was said: nobody changes or removes one, and the latest holds. Each is of the address that the contact
-- had, so that changing the address leaves it behind.

grant select (id, organization_id, contact_id, email, channel, is_granted, source, wording, expires_at, recorded_by,
  recorded_at) on contact_consents to lotline_app;
grant insert (id, organization_id, contact_id, channel, is_granted, source, wording, expires_at, recorded_by) on contact_consents to lotline_app;

-- Returns what the latest entry says of a contact's address.
create or replace function app.find_email_consent(p_organization_id uuid, p_contact_id uuid, p_email text,
  out consent email_consent, out until timestamptz, out recorded_by uuid)
language plpgsql stable
set search_path = public, pg_temp
as $$
#variable_conflict use_column
begin
  select case when entry.is_granted then 'GRANTED' else 'WITHDRAWN' end, case when entry.is_granted then entry.expires_at end, entry.recorded_by
  into consent, until, recorded_by
  from contact_consents entry
  where entry.organization_id = p_organization_id and entry.contact_id = p_contact_id and entry.channel = 'EMAIL' and entry.email = p_email
  order by entry.recorded_at desc, entry.id desc limit 1;
  if not found then
    consent := 'NONE';
  end if;
end
$$;

-- Gives an entry the address of its contact, and the moment at which it holds: entries of one contact wait for each other, so that the one
-- that comes later is the later one.
create or replace function app.take_consent_address() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email text;
begin
  select email into v_email from contacts where organization_id = new.organization_id and id = new.contact_id for no key update;
  if v_email is not null then
    new.email := v_email;
  end if;
  if new.recorded_at = now() then
    new.recorded_at := clock_timestamp();
  end if;
  return new;
end
$$;

create trigger take_address before insert on contact_consents for each row execute function app.take_consent_address();

-- Keeps beside each contact what its latest entry says. The statement is planned each time: one without parameters is planned once a
-- connection, perhaps when there were few contacts, and then reads all of an organization's for each entry.
create or replace function app.keep_email_consent() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  execute $statement$
    with states as materialized (
      select contact.organization_id, contact.id, state.consent, state.until
      from (select distinct organization_id, contact_id from new_entries where channel = 'EMAIL') changed
      join contacts contact on contact.organization_id = changed.organization_id and contact.id = changed.contact_id
      cross join lateral app.find_email_consent(contact.organization_id, contact.id, contact.email) state
    )
    update contacts contact set email_consent = states.consent, email_consent_until = states.until
    from states
    where contact.organization_id = states.organization_id and contact.id = states.id
      and (contact.email_consent, contact.email_consent_until) is distinct from (states.consent, states.until)
  $statement$;
  return null;
end
$$;

create trigger keep_consent after insert on contact_consents referencing new table as new_entries
  for each statement execute function app.keep_email_consent();

-- Keeps a withdrawal with the address that a contact leaves, or leaves behind: another contact may come to have that address. Who withdrew
-- by themselves lifts it by themselves.
create or replace function app.keep_withdrawal(p_contact contacts) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_latest record;
begin
  select * into v_latest from app.find_email_consent(p_contact.organization_id, p_contact.id, p_contact.email);
  if v_latest.consent = 'WITHDRAWN' then
    perform app.suppress(p_contact.organization_id, p_contact.email,
      case when v_latest.recorded_by is null then 'UNSUBSCRIBED' else 'MANUAL' end::suppression_reason, 'Their consent was withdrawn.');
  end if;
end
$$;

-- A contact who gets another address has the consent of that one.
create or replace function app.move_email_consent() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_latest record;
begin
  perform app.keep_withdrawal(old);
  select * into v_latest from app.find_email_consent(new.organization_id, new.id, new.email);
  new.email_consent := v_latest.consent;
  new.email_consent_until := v_latest.until;
  return new;
end
$$;

create trigger move_consent before update of email on contacts for each row
  when (old.email is distinct from new.email) execute function app.move_email_consent();

-- Returns when a consent ends: so many months after the day it counts from, at the end of that day in UTC; null for never.
--
--   p_consent  {months, since}; without a day it counts from today
create or replace function app.find_consent_end(p_consent jsonb) returns timestamptz
language sql stable
set search_path = pg_catalog
as $$
  select ((coalesce((p_consent ->> 'since')::date, (now() at time zone 'UTC')::date) + make_interval(months => (p_consent ->> 'months')::integer)
    + interval '1 day') at time zone 'UTC')
$$;

-- Records in the viewer's name that a contact agreed to email, or took that back. A form that is sent twice records it once.
--
--   p_since, p_months  for a consent that ends: months after a day
--
-- Outcomes: RECORDED; EXPIRED (it has ended already), NOT_FOUND, NOT_ALLOWED.
create or replace function app.record_consent(p_id uuid, p_contact_id uuid, p_is_granted boolean, p_source text, p_wording text, p_since date,
  p_months integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_until timestamptz := case when p_is_granted then app.find_consent_end(jsonb_build_object('since', p_since, 'months', p_months)) end;
  v_email text;
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  end if;
  select email into v_email from contacts where organization_id = v_organization_id and id = p_contact_id for no key update;
  if v_email is null then
    return 'NOT_FOUND';
  elsif v_until <= now() then
    return 'EXPIRED';
  end if;
  insert into contact_consents (id, organization_id, contact_id, email, is_granted, source, wording, expires_at, recorded_by)
  values (p_id, v_organization_id, p_contact_id, v_email, p_is_granted, p_source, p_wording, v_until, app.current_user_id())
  on conflict (id) do nothing;
  if not found and not exists (select from contact_consents
      where id = p_id and organization_id = v_organization_id and contact_id = p_contact_id) then
    return 'NOT_ALLOWED';
  end if;
  return 'RECORDED';
end
$$;
comment on function app.record_consent is 'Outcomes: RECORDED, EXPIRED, NOT_FOUND, NOT_ALLOWED.';

-- Records what a person said by themselves, for the address that their contact has.
create or replace function app.record_person_consent(p_organization_id uuid, p_contact_id uuid, p_is_granted boolean, p_source text,
  p_wording text) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into contact_consents (organization_id, contact_id, email, is_granted, source, wording)
  select organization_id, id, email, p_is_granted, p_source, p_wording from contacts
  where organization_id = p_organization_id and id = p_contact_id
$$;

grant execute on function app.record_consent to lotline_app;
