-- People belong to organizations with a role. These functions decide who may change that; nobody writes memberships
-- past them. The application role reads of a person what others may see, which is nothing about the password.

grant select (id, email, name, created_at) on users to lotline_app;
grant select on memberships to lotline_app;

-- Locks every membership of the organization, in the order of its person, and returns the viewer's role. So changes of
-- people wait for each other, and of two OWNERs who leave or demote each other at the same time the second sees what
-- the first did. It locks no harder than a change of role needs, so what only refers to somebody (a foreign key) does not wait
-- for it; an order or a seat does, which must not miss the role (app.hold_seat_holders).
create or replace function app.lock_people() returns org_role
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from memberships where organization_id = app.current_organization_id() order by user_id for no key update;
  return (select role from memberships where organization_id = app.current_organization_id() and user_id = app.current_user_id());
end
$$;

-- Says whether the current organization would be without an OWNER without this person.
create or replace function app.is_last_owner(p_user_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select not exists (select from memberships
    where organization_id = app.current_organization_id() and role = 'OWNER' and user_id <> p_user_id)
$$;

-- Gives somebody of the current organization another role. An ADMIN neither touches an OWNER nor makes one, and an OWNER who
-- makes one is asked once more who they are.
--
-- Outcomes: CHANGED (also when it is their role already), NOT_FOUND, NOT_ALLOWED, LAST_OWNER, PROVE.
create or replace function app.change_role(p_user_id uuid, p_role org_role) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_people();
  v_current org_role;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  select role into v_current from memberships where organization_id = app.current_organization_id() and user_id = p_user_id;
  if v_current is null then
    return 'NOT_FOUND';
  end if;
  if v_role = 'ADMIN' and 'OWNER' in (v_current, p_role) then
    return 'NOT_ALLOWED';
  end if;
  if v_current = 'OWNER' and p_role <> 'OWNER' and app.is_last_owner(p_user_id) then
    return 'LAST_OWNER';
  end if;
  if p_role = 'OWNER' and v_current <> 'OWNER' and not app.is_proved() then
    return 'PROVE';
  end if;
  update memberships set role = p_role
  where organization_id = app.current_organization_id() and user_id = p_user_id and role <> p_role;
  return 'CHANGED';
end
$$;
comment on function app.change_role is 'Outcomes: CHANGED, NOT_FOUND, NOT_ALLOWED, LAST_OWNER, PROVE.';

-- Takes somebody out of the current organization. Their seats end with the membership, their sessions go on in another
-- organization of theirs, the one they worked in last if they can, or in none, and their cart of this organization is gone.
create or replace function app.end_membership(p_user_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  delete from memberships where organization_id = v_organization_id and user_id = p_user_id;
  update sessions set organization_id = app.choose_organization(p_user_id, null)
  where user_id = p_user_id and organization_id = v_organization_id;
  delete from shopping_carts where user_id = p_user_id and organization_id = v_organization_id;
end
$$;

-- Removes somebody else.
--
-- Outcomes: REMOVED, NOT_FOUND, NOT_ALLOWED (also for oneself, because that is leaving).
create or replace function app.remove_member(p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_people();
  v_current org_role;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') or p_user_id = app.current_user_id() then
    return 'NOT_ALLOWED';
  end if;
  select role into v_current from memberships where organization_id = app.current_organization_id() and user_id = p_user_id;
  if v_current is null then
    return 'NOT_FOUND';
  end if;
  -- An OWNER who removes an OWNER stays one: the organization keeps an OWNER.
  if v_role = 'ADMIN' and v_current = 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  perform app.end_membership(p_user_id);
  return 'REMOVED';
end
$$;
comment on function app.remove_member is 'Outcomes: REMOVED, NOT_FOUND, NOT_ALLOWED.';

-- Takes the viewer out of the organization.
--
-- Outcomes: LEFT, LAST_OWNER, NOT_ALLOWED (the viewer belongs to no organization).
create or replace function app.leave_organization() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_people();
begin
  if v_role is null then
    return 'NOT_ALLOWED';
  end if;
  if v_role = 'OWNER' and app.is_last_owner(app.current_user_id()) then
    return 'LAST_OWNER';
  end if;
  perform app.end_membership(app.current_user_id());
  return 'LEFT';
end
$$;
comment on function app.leave_organization is 'Outcomes: LEFT, LAST_OWNER, NOT_ALLOWED.';

-- Makes somebody else OWNER and the viewer, who is one, ADMIN: in one step, so that there is always an OWNER.
--
--   p_typed  the name of the organization, typed as a confirmation; a Worker from before the update sends none, and is refused
--
-- Outcomes: HANDED_OVER, NOT_FOUND, NOT_ALLOWED, PROVE (they have to prove who they are once more), NOT_TYPED.
create or replace function app.hand_over_ownership(p_user_id uuid, p_typed text default null) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_people();
begin
  if v_role is distinct from 'OWNER' or p_user_id = app.current_user_id() then
    return 'NOT_ALLOWED';
  elsif not app.is_proved() then
    return 'PROVE';
  elsif not exists (select from organizations where id = v_organization_id and lower(btrim(name)) = lower(btrim(p_typed))) then
    return 'NOT_TYPED';
  end if;
  if not exists (select from memberships where organization_id = v_organization_id and user_id = p_user_id) then
    return 'NOT_FOUND';
  end if;
  update memberships set role = 'OWNER' where organization_id = v_organization_id and user_id = p_user_id and role <> 'OWNER';
  update memberships set role = 'ADMIN' where organization_id = v_organization_id and user_id = app.current_user_id();
  return 'HANDED_OVER';
end
$$;
comment on function app.hand_over_ownership is 'Outcomes: HANDED_OVER, NOT_FOUND, NOT_ALLOWED, PROVE, NOT_TYPED.';

-- Changes the viewer's own name. Returns false for nobody.
create or replace function app.change_name(p_name text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update users set name = p_name, updated_at = now() where id = app.current_user_id();
  return found;
end
$$;

-- Keeps how the site looks for the viewer. Returns false for nobody.
create or replace function app.change_theme(p_theme color_theme) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update users set theme = p_theme, updated_at = now() where id = app.current_user_id();
  return found;
end
$$;

create trigger audit after insert or delete or update of email, name, email_confirmed_at on users for each row
  execute function app.audit_row('user', 'password_hash', 'password_salt', 'password_check', 'pending_email', 'theme', 'updated_at');
create trigger audit after insert or update or delete on memberships for each row execute function app.audit_row('membership');

grant execute on function app.change_role, app.remove_member, app.leave_organization, app.hand_over_ownership,
  app.change_name, app.change_theme to lotline_app;
