-- An organization can require a second factor of everybody who works for it, from a day on. app.begin_request holds them to it: until
-- they have signed in with one, they work for no organization.

-- Lists who works for the current organization and who has a second factor, for its OWNER and ADMINs.
create or replace function app.list_second_factors() returns table (user_id uuid, name text, email text, role org_role, has_second_factor boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select person.id, person.name, person.email, membership.role, app.has_second_factor(person.id)
  from memberships membership
  join users person on person.id = membership.user_id
  where membership.organization_id = app.current_organization_id()
    and exists (select from memberships where organization_id = app.current_organization_id() and user_id = app.current_user_id()
      and role in ('OWNER', 'ADMIN'))
  order by app.has_second_factor(person.id), person.name collate human, person.id
$$;
comment on function app.list_second_factors is 'Never null: user_id, name, email, role, has_second_factor.';

-- Tells somebody without a second factor by mail that an organization requires one.
--   p_key  keeps the same from being told twice
create or replace function app.tell_required_factor(p_key text, p_user_id uuid, p_organization_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(p_key, organization.id, person.email, 'second-factor-required', jsonb_build_object(
    'name', person.name, 'organization', organization.name, 'from', organization.second_factor_from))
  from users person, organizations organization where person.id = p_user_id and organization.id = p_organization_id
$$;

-- Requires a second factor from a day (UTC) on, or of nobody any more (null). Whoever has none is told by mail now, and once more
-- before the day.
--
-- Outcomes: SAVED, TOO_EARLY (the day is past), OWN_FIRST (the OWNER has none), NOT_ALLOWED (only an OWNER may), PROVE.
create or replace function app.require_second_factor_from(p_from date) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization organizations;
begin
  if app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  if not app.is_proved() then
    return 'PROVE';
  end if;
  select * into v_organization from organizations where id = app.current_organization_id() for no key update;
  if v_organization.second_factor_from is not distinct from p_from then
    return 'SAVED';
  end if;
  if p_from < (now() at time zone 'UTC')::date then
    return 'TOO_EARLY';
  end if;
  if p_from is not null and not app.has_second_factor(app.current_user_id()) then
    return 'OWN_FIRST';
  end if;
  update organizations set second_factor_from = p_from, updated_at = now() where id = v_organization.id;
  if p_from is not null then
    perform app.tell_required_factor('second-factor-required:' || v_organization.id || ':' || p_from || ':' || membership.user_id,
      membership.user_id, v_organization.id)
    from memberships membership
    where membership.organization_id = v_organization.id and not app.has_second_factor(membership.user_id);
  end if;
  return 'SAVED';
end
$$;
comment on function app.require_second_factor_from is 'Outcomes: SAVED, TOO_EARLY, OWN_FIRST, NOT_ALLOWED, PROVE.';

-- Tells whoever still has no second factor three days before the day that requires one, and whoever joined since; says how many mails
-- that were. Who was told less than two days ago is left alone. The schedule calls it once a day.
create or replace function app.remind_of_second_factors() returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_late record;
  v_reminded integer := 0;
begin
  for v_late in
    select membership.user_id, organization.id as organization_id, organization.second_factor_from as day
    from organizations organization
    join memberships membership on membership.organization_id = organization.id
    where organization.second_factor_from - (now() at time zone 'UTC')::date between 1 and 3
      and not app.is_past_closing(organization.id) and not app.has_second_factor(membership.user_id)
      and not exists (
        select from outgoing_mail told
        where told.key = 'second-factor-reminder:' || organization.id || ':' || organization.second_factor_from || ':' || membership.user_id
          or told.key = 'second-factor-required:' || organization.id || ':' || organization.second_factor_from || ':' || membership.user_id
            and told.created_at > now() - interval '2 days')
  loop
    perform app.tell_required_factor('second-factor-reminder:' || v_late.organization_id || ':' || v_late.day || ':' || v_late.user_id,
      v_late.user_id, v_late.organization_id);
    v_reminded := v_reminded + 1;
  end loop;
  return v_reminded;
end
$$;

grant execute on function app.remind_of_second_factors to lotline_tasks;
grant execute on function app.list_second_factors, app.require_second_factor_from to lotline_app;
