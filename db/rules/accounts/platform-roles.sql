-- Who works for the platform, and as what: CATALOG (tools, bundles, reviews), BILLING (orders, refunds, limits), SUPPORT
-- (organizations, tiers, people), AUDITOR (reads all of it and writes nothing), SUPERADMIN (roles, and nothing else). No role
-- implies another. The application role reads the table through functions and a view only.

-- Says whether the viewer has one of these roles of the platform. Views, policies and page queries ask this; whatever writes
-- calls app.require_platform_role. It reads the table and no setting, so a role taken away counts at the next statement.
create or replace function app.has_platform_role(p_roles platform_role[]) returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$
  select coalesce(app.is_platform_admin(), false)
    and exists (select from platform_roles where user_id = app.current_user_id() and role = any (p_roles))
$$;

-- Raises 42501 unless the viewer has one of these roles of the platform now. They keep it until the transaction ends.
create or replace function app.require_platform_role(p_roles platform_role[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_admin();
  perform 1 from platform_roles where user_id = app.current_user_id() and role = any (p_roles) for share;
  -- The start of the transaction may have said no to somebody who has the role.
  if not found or not coalesce(app.is_platform_admin(), false) then
    raise insufficient_privilege using message = format('only %s of the platform may do this', array_to_string(p_roles, ' or '));
  end if;
end
$$;

-- Says whether the viewer belongs to an organization. Nobody of the platform acts on one they belong to.
create or replace function app.is_own_organization(p_organization_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (select from memberships where organization_id = p_organization_id and user_id = app.current_user_id())
$$;

-- Tells a person that they have a role of the platform, or have it no more, and everybody who gives roles.
create or replace function app.queue_platform_role_mail(p_user_id uuid, p_role platform_role, p_is_given boolean) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(format('platform-role:%s:%s', gen_random_uuid(), lower(reader.email)), null, lower(reader.email), 'platform-role',
    jsonb_build_object('person', person.name, 'email', person.email, 'isReader', reader.id = person.id, 'role', p_role,
      'isGiven', p_is_given, 'changedBy', (select name from users where id = app.current_user_id())))
  from users person
  join users reader on reader.id = person.id
    or reader.id in (select user_id from platform_roles where role = 'SUPERADMIN')
  where person.id = p_user_id
$$;

-- Gives somebody a role of the platform. app.grant_platform_role and the command line call it.
--
-- Outcomes: GRANTED (also when they had it), NOT_FOUND (no account of this address), NOT_CONFIRMED (they have not shown that the
-- address is theirs, so it may be somebody else's account).
create or replace function app.write_platform_role(p_email text, p_role platform_role) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_person users;
begin
  select * into v_person from users where lower(email) = lower(p_email) for share;
  if not found then
    return 'NOT_FOUND';
  elsif v_person.email_confirmed_at is null then
    return 'NOT_CONFIRMED';
  end if;
  insert into platform_roles (user_id, role, granted_by) values (v_person.id, p_role, app.current_user_id())
  on conflict (user_id, role) do nothing;
  if found then
    perform app.queue_platform_role_mail(v_person.id, p_role, true);
  end if;
  return 'GRANTED';
end
$$;

-- Says whether nobody could give roles of the platform any more without this person. Who asks for one that gives them keeps out
-- others who ask, until the transaction ends: of two who leave at once, the second finds nobody else.
create or replace function app.is_last_superadmin(p_user_id uuid) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if not exists (select from platform_roles where user_id = p_user_id and role = 'SUPERADMIN') then
    return false;
  end if;
  perform pg_advisory_xact_lock(hashtextextended('platform-roles', 0));
  return not exists (select from platform_roles where role = 'SUPERADMIN' and user_id <> p_user_id);
end
$$;

-- Takes a role of the platform from somebody. app.revoke_platform_role and the command line call it.
--
-- Outcomes: REVOKED (also when they did not have it), LAST_SUPERADMIN (nobody could give roles any more).
create or replace function app.erase_platform_role(p_user_id uuid, p_role platform_role) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if p_role = 'SUPERADMIN' and app.is_last_superadmin(p_user_id) then
    return 'LAST_SUPERADMIN';
  end if;
  delete from platform_roles where user_id = p_user_id and role = p_role;
  if found then
    perform app.queue_platform_role_mail(p_user_id, p_role, false);
  end if;
  return 'REVOKED';
end
$$;

-- Gives somebody a role of the platform, by SUPERADMIN: never to themselves, so that one person alone cannot gather all of them.
--
-- Outcomes: those of write_platform_role; OWN_ROLES (to oneself); PROVE (the viewer has to show once more who they are).
create or replace function app.grant_platform_role(p_email text, p_role platform_role) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_role('{SUPERADMIN}');
  if exists (select from users where id = app.current_user_id() and lower(email) = lower(p_email)) then
    return 'OWN_ROLES';
  elsif not app.is_proved() then
    return 'PROVE';
  end if;
  return app.write_platform_role(p_email, p_role);
end
$$;
comment on function app.grant_platform_role is 'Outcomes: GRANTED, NOT_FOUND, NOT_CONFIRMED, OWN_ROLES, PROVE.';

-- Takes a role of the platform from somebody, by SUPERADMIN, who may give up their own, too.
--
-- Outcomes: those of erase_platform_role; PROVE (the viewer has to show once more who they are).
create or replace function app.revoke_platform_role(p_user_id uuid, p_role platform_role) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  -- Before the viewer's own role is looked at: of two who take each other's at the same time, the second has none any more.
  perform pg_advisory_xact_lock(hashtextextended('platform-roles', 0));
  perform app.require_platform_role('{SUPERADMIN}');
  if not app.is_proved() then
    return 'PROVE';
  end if;
  return app.erase_platform_role(p_user_id, p_role);
end
$$;
comment on function app.revoke_platform_role is 'Outcomes: REVOKED, LAST_SUPERADMIN, PROVE.';

create trigger audit after insert or update or delete on platform_roles for each row execute function app.audit_row('platform_role');

-- Shows the people who work for the platform, with their roles, to SUPERADMIN and AUDITOR; everybody else finds it empty.
create or replace view platform_people with (security_barrier = true) as
  select person.id, person.name, person.email,
    jsonb_agg(jsonb_build_object('role', held.role, 'grantedAt', held.granted_at, 'grantedBy', granter.name) order by held.role) as roles
  from platform_roles held
  join users person on person.id = held.user_id
  left join users granter on granter.id = held.granted_by
  where (select app.has_platform_role('{SUPERADMIN,AUDITOR}'))
  group by person.id;

grant select on platform_people to lotline_app;

grant execute on function app.has_platform_role, app.grant_platform_role, app.revoke_platform_role to lotline_app;
