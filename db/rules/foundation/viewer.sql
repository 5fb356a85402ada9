-- The viewer is the person who asks, in the organization they work in. app.begin_request says who that is, for one
-- transaction; policies, views and functions read it here.

create or replace function app.current_organization_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.current_org_id', true), '')::uuid $$;

create or replace function app.current_user_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.current_user_id', true), '')::uuid $$;

create or replace function app.current_session_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.current_session_id', true), '')::uuid $$;

-- Returns the viewer's role in the current organization, or null when they do not belong to it. It reads the role from
-- the table and holds it until the end of the transaction, so that a role taken away meanwhile counts.
create or replace function app.lock_role() returns org_role
language sql volatile
set search_path = public, pg_temp
as $$
  select role from memberships
  where organization_id = app.current_organization_id() and user_id = app.current_user_id() for share
$$;

-- Views and page queries ask this, because it costs nothing. Whatever writes calls app.require_platform_admin.
create or replace function app.is_platform_admin() returns boolean
language sql stable set search_path = pg_catalog
as $$ select current_setting('app.is_platform_admin', true) = 'on' $$;

-- Raises 42501 unless the viewer is a platform admin now, whatever the start of the transaction said. They stay one
-- until its end.
create or replace function app.require_platform_admin() returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from users where id = app.current_user_id() and is_platform_admin for share;
  if not found then
    raise insufficient_privilege using message = 'only platform admins may do this';
  end if;
end
$$;

grant execute on function app.current_organization_id, app.current_user_id, app.is_platform_admin to lotline_app;
