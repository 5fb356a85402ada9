-- A session says who is signed in and in which organization they work. The application role can read no session, so all
-- of this runs with its owner's rights. Tokens arrive hashed (SHA-256, hex); the database never sees one.

-- Sets what row-level security reads, for this transaction only.
create or replace function app.set_viewer(p_user_id uuid, p_organization_id uuid, p_role text, p_is_platform_admin boolean)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('app.current_user_id', coalesce(p_user_id::text, ''), true);
  perform set_config('app.current_org_id', coalesce(p_organization_id::text, ''), true);
  perform set_config('app.current_org_role', coalesce(p_role, ''), true);
  perform set_config('app.is_platform_admin', case when p_is_platform_admin then 'on' else '' end, true);
end
$$;

-- Every transaction calls this first: it turns a session token's hash into the viewer, or into nobody. It returns what
-- every page shows of the viewer, with the lines in their cart and the purchase requests that wait for them. Sessions end
-- 30 days after sign-in, or after 7 days without a request; the time of the last request is kept to five minutes, so
-- that reading a page seldom writes. With p_read_only the rest of the transaction cannot write.
--
-- A form names the organization it was made for (p_form_organization): text, because anybody can send anything. It never
-- chooses the organization. Where the viewer works for another one, or for none, the transaction ends here with SQLSTATE
-- LO001, and nothing of it is done.
--
-- The page of a module names its tool (p_used_tool, a slug): showing it is a use, which is noted before nothing can be
-- written any more.
create or replace function app.begin_request(p_token_hash text, p_read_only boolean, p_form_organization text default null,
  p_used_tool text default null) returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_session record;
  v_viewer jsonb;
begin
  perform app.set_viewer(null, null, null, false);
  perform set_config('app.current_session_id', '', true);
  if p_token_hash is not null then
    select session.id, session.last_seen_at, person.id as user_id, person.email, person.name, person.is_platform_admin,
      organization.id as organization_id, organization.name as organization_name, organization.slug,
      organization.subscription_tier, membership.role,
      membership.role <> 'VIEWER'
        and exists (select from saved_carts where organization_id = membership.organization_id and user_id = session.user_id) as has_saved_cart
    into v_session
    from sessions session
    join users person on person.id = session.user_id
    left join memberships membership
      on membership.user_id = session.user_id and membership.organization_id = session.organization_id
    left join organizations organization on organization.id = membership.organization_id
    where session.token_hash = p_token_hash
      and session.expires_at > now()
      and session.last_seen_at > now() - interval '7 days';
    if found then
      if p_form_organization <> coalesce(v_session.organization_id::text, 'none') then
        raise exception using errcode = 'LO001', message = 'this form was made for another organization';
      end if;
      if v_session.last_seen_at < now() - interval '5 minutes' then
        update sessions set last_seen_at = now() where id = v_session.id;
        perform app.remember_organization(v_session.user_id, v_session.organization_id);
      end if;
      perform set_config('app.current_session_id', v_session.id::text, true);
      perform app.set_viewer(v_session.user_id, v_session.organization_id, v_session.role::text, v_session.is_platform_admin);
      -- They worked for another organization elsewhere meanwhile, or a payment of this one has expired.
      if v_session.has_saved_cart then
        perform app.open_cart(v_session.user_id, v_session.organization_id);
      end if;
      if p_used_tool is not null then
        perform app.note_first_use(app.find_tool(p_used_tool));
      end if;
      v_viewer := jsonb_build_object(
        'user', jsonb_build_object('id', v_session.user_id, 'email', v_session.email, 'name', v_session.name,
          'isPlatformAdmin', v_session.is_platform_admin),
        'role', v_session.role,
        'organization', case when v_session.organization_id is not null then jsonb_build_object(
          'id', v_session.organization_id, 'name', v_session.organization_name, 'slug', v_session.slug,
          'tier', v_session.subscription_tier) end,
        'organizations', (
          select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role) order by o.name, o.id), '[]')
          from memberships m join organizations o on o.id = m.organization_id
          where m.user_id = v_session.user_id),
        'cartLines', coalesce((
          select jsonb_array_length(tools) + jsonb_array_length(bundles) from shopping_carts
          where user_id = v_session.user_id and organization_id = v_session.organization_id), 0),
        'waitingRequests', app.count_waiting_requests());
    end if;
  end if;
  if p_read_only then
    perform set_config('transaction_read_only', 'on', true);
  end if;
  return v_viewer;
end
$$;

-- Notes the organization a person worked in last; signing in leads there.
create or replace function app.remember_organization(p_user_id uuid, p_organization_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  update users set last_organization_id = p_organization_id
  where id = p_user_id and p_organization_id is not null and last_organization_id is distinct from p_organization_id
$$;

-- Opens a session for a person who has just proved who they are, in place of the one the request came with. It opens in
-- the organization asked for if they belong to it, else in the one they worked in last, else in the one they joined first.
-- The application role cannot call it: the functions that do check the proof.
create or replace function app.open_session(p_user_id uuid, p_token_hash text, p_organization_id uuid)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_role org_role;
begin
  select membership.organization_id, membership.role into v_organization_id, v_role
  from memberships membership
  join users person on person.id = membership.user_id
  where membership.user_id = p_user_id
  order by (membership.organization_id = p_organization_id) desc nulls last,
    (membership.organization_id = person.last_organization_id) desc nulls last,
    membership.created_at, membership.organization_id
  limit 1;
  delete from sessions where id = app.current_session_id();
  insert into sessions (token_hash, user_id, organization_id, expires_at)
  values (p_token_hash, p_user_id, v_organization_id, now() + interval '30 days');
  perform app.work_in(p_user_id, v_organization_id, v_role);
  perform app.set_viewer(p_user_id, v_organization_id, v_role::text,
    (select is_platform_admin from users where id = p_user_id));
  delete from sessions where user_id = p_user_id and (expires_at < now() or last_seen_at < now() - interval '7 days');
end
$$;

-- Notes where a person works from now on, and exchanges their cart for the one they have there, if their role holds one.
create or replace function app.work_in(p_user_id uuid, p_organization_id uuid, p_role org_role) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform app.remember_organization(p_user_id, p_organization_id);
  if p_role <> 'VIEWER' and exists (select from shopping_carts where user_id = p_user_id) then
    perform app.open_cart(p_user_id, p_organization_id);
  end if;
end
$$;

-- Signs the viewer out here.
create or replace function app.end_session() returns void
language sql security definer set search_path = public, pg_temp
as $$ delete from sessions where id = app.current_session_id() $$;

-- Signs the viewer out everywhere, and returns how many sessions that ended.
create or replace function app.end_all_sessions() returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with ended as (delete from sessions where user_id = app.current_user_id() returning 1)
  select count(*)::integer from ended
$$;

-- Moves the session to another of the person's organizations, and exchanges their cart for the one they have there. Returns
-- false when they do not belong to it.
create or replace function app.switch_organization(p_organization_id uuid)
returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := (select role from memberships where user_id = app.current_user_id() and organization_id = p_organization_id);
begin
  if v_role is null then
    return false;
  end if;
  update sessions set organization_id = p_organization_id
  where id = app.current_session_id();
  perform app.work_in(app.current_user_id(), p_organization_id, v_role);
  return true;
end
$$;

grant execute on function app.begin_request, app.end_session, app.end_all_sessions,
  app.switch_organization to lotline_app;
