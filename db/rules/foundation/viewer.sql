-- The viewer is the person who asks, in the organization they work in. app.begin_request says who that is, for one
-- transaction; policies, views and functions read it here. Where the settings were forged there is no viewer: see
-- foundation/genuine-requests.sql.

create or replace function app.current_organization_id() returns uuid
language plpgsql stable set search_path = pg_catalog
as $$ begin return case when app.is_genuine() then nullif(current_setting('app.current_org_id', true), '')::uuid end; end $$;

create or replace function app.current_user_id() returns uuid
language plpgsql stable set search_path = pg_catalog
as $$ begin return case when app.is_genuine() then nullif(current_setting('app.current_user_id', true), '')::uuid end; end $$;

create or replace function app.current_session_id() returns uuid
language plpgsql stable set search_path = pg_catalog
as $$ begin return case when app.is_genuine() then nullif(current_setting('app.current_session_id', true), '')::uuid end; end $$;

-- Returns the viewer's role as the start of the transaction found it, and nothing ('', never null) for whoever belongs to no
-- organization. What must not miss a role that was taken away since calls app.lock_role.
create or replace function app.current_org_role() returns text
language plpgsql stable set search_path = pg_catalog
as $$ begin return case when app.is_genuine() then coalesce(current_setting('app.current_org_role', true), '') else '' end; end $$;

-- Returns the viewer's role in the current organization, or null when they do not belong to it. It reads the role from
-- the table and holds it until the end of the transaction, so that a role taken away meanwhile counts.
create or replace function app.lock_role() returns org_role
language sql volatile
set search_path = public, pg_temp
as $$
  select role from memberships
  where organization_id = app.current_organization_id() and user_id = app.current_user_id() for share
$$;

-- Says whether the viewer works for the platform, in whatever role; app.has_platform_role says in which. It costs little.
-- Whatever writes calls app.require_platform_role.
create or replace function app.is_platform_admin() returns boolean
language plpgsql stable set search_path = pg_catalog
as $$ begin return app.is_genuine() and coalesce(current_setting('app.is_platform_admin', true) = 'on', false); end $$;

-- Raises 42501 unless the viewer works for the platform now, in whatever role and whatever the start of the transaction
-- said. Whatever writes asks for a role (app.require_platform_role), which asks this first.
create or replace function app.require_platform_admin() returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from platform_roles where user_id = app.current_user_id() for share;
  if not found then
    raise insufficient_privilege using message = 'only people of the platform may do this';
  end if;
end
$$;

grant execute on function app.current_organization_id, app.current_user_id, app.current_org_role, app.is_platform_admin
  to lotline_app;
