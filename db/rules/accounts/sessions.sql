-- A session says who is signed in and in which organization they work. The application role can read no session, so all
-- of this runs with its owner's rights. Tokens arrive hashed (SHA-256, hex); the database never sees one.

-- Sets what row-level security reads, for this transaction only, and the proof that it was set here: of every setting at once, so
-- that none is proved that somebody else had set before.
create or replace function app.set_viewer(p_user_id uuid, p_organization_id uuid, p_role text, p_is_platform_admin boolean,
  p_session_id uuid default null)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('app.current_user_id', coalesce(p_user_id::text, ''), true),
    set_config('app.current_org_id', coalesce(p_organization_id::text, ''), true),
    set_config('app.current_org_role', coalesce(p_role, ''), true),
    set_config('app.is_platform_admin', case when p_is_platform_admin then 'on' else '' end, true),
    set_config('app.current_session_id', coalesce(p_session_id::text, ''), true);
  perform set_config('app.viewer_proof', app.prove_viewer(), true);
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
  v_second_factor jsonb;
begin
  if p_token_hash is not null then
    select session.id, session.last_seen_at, person.id as user_id, person.email, person.name,
      person.email_confirmed_at is not null as is_confirmed, person.pending_email, person.theme, platform.roles <> '{}' as is_platform_admin, platform.roles as platform_roles,
      organization.id as organization_id, organization.name as organization_name, organization.slug,
      organization.subscription_tier, organization.closing_at, membership.role,
      session.second_factor_at is null and (platform.roles <> '{}' and not person.is_demo or organization.second_factor_from is not null)
        as lacks_factor, person.is_demo, organization.second_factor_from,
      membership.role <> 'VIEWER'
        and exists (select from saved_carts where organization_id = membership.organization_id and user_id = session.user_id) as has_saved_cart
    into v_session
    from sessions session
    join users person on person.id = session.user_id
    cross join lateral (
      select array(select held.role::text from platform_roles held where held.user_id = person.id order by held.role) as roles) platform
    left join memberships membership
      on membership.user_id = session.user_id and membership.organization_id = session.organization_id
      and not app.is_past_closing(session.organization_id)
    left join organizations organization on organization.id = membership.organization_id
    where session.token_hash = p_token_hash
      and session.expires_at > now()
      and session.last_seen_at > now() - interval '7 days';
    if found then
      if p_form_organization <> coalesce(v_session.organization_id::text, 'none') then
        raise exception using errcode = 'LO001', message = 'this form was made for another organization';
      end if;
      -- Without the second factor that is required, they administer nothing and work for nobody: as little as if they were asked to.
      if v_session.lacks_factor then
        v_second_factor := app.describe_lacking_factor(v_session.is_platform_admin and not v_session.is_demo,
          v_session.organization_name, v_session.second_factor_from);
        v_session.is_platform_admin := v_session.is_platform_admin and v_session.is_demo;
        if (v_second_factor -> 'organization' ->> 'isDue')::boolean then
          v_session.organization_id := null;
          v_session.role := null;
          v_session.has_saved_cart := false;
        end if;
      end if;
      if v_session.last_seen_at < now() - interval '5 minutes' then
        update sessions set last_seen_at = now() where id = v_session.id;
        perform app.remember_organization(v_session.user_id, v_session.organization_id);
      end if;
      perform app.set_viewer(v_session.user_id, v_session.organization_id, v_session.role::text, v_session.is_platform_admin, v_session.id);
      -- Another session worked with another cart meanwhile, or a payment of this one has expired.
      if v_session.has_saved_cart then
        perform app.open_cart(v_session.user_id, v_session.organization_id);
      end if;
      if p_used_tool is not null then
        perform app.note_first_use(app.find_tool(p_used_tool));
      end if;
      v_viewer := jsonb_build_object(
        'user', jsonb_build_object('id', v_session.user_id, 'email', v_session.email, 'name', v_session.name,
          'isConfirmed', v_session.is_confirmed, 'pendingEmail', v_session.pending_email, 'theme', v_session.theme, 'isPlatformAdmin', v_session.is_platform_admin,
          'platformRoles', case when v_session.is_platform_admin then v_session.platform_roles else '{}' end),
        'secondFactor', v_second_factor,
        'role', v_session.role,
        'organization', case when v_session.organization_id is not null then jsonb_build_object(
          'id', v_session.organization_id, 'name', v_session.organization_name, 'slug', v_session.slug,
          'tier', v_session.subscription_tier, 'closingAt', v_session.closing_at) end,
        'organizations', (
          select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'slug', o.slug, 'role', m.role) order by o.name collate human, o.id), '[]')
          from memberships m join organizations o on o.id = m.organization_id
          where m.user_id = v_session.user_id and (o.closing_at > now()) is not false),
        'cartLines', coalesce((
          select jsonb_array_length(tools) + jsonb_array_length(bundles) from shopping_carts
          where user_id = v_session.user_id and organization_id = v_session.organization_id), 0),
        'waitingRequests', app.count_waiting_requests());
    end if;
  end if;
  if v_viewer is null then
    perform app.set_viewer(null, null, null, false);
  end if;
  if p_read_only then
    perform set_config('transaction_read_only', 'on', true);
  end if;
  return v_viewer;
end
$$;

-- Describes what requires a second factor of a session that was opened without one, for every page to say: the administration of the
-- platform, and the organization from its day on.
create or replace function app.describe_lacking_factor(p_administers boolean, p_organization text, p_from date) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('administers', p_administers, 'organization', case when p_from is not null then jsonb_build_object(
    'name', p_organization, 'from', p_from, 'isDue', p_from <= (now() at time zone 'UTC')::date) end)
$$;

-- Notes the organization a person worked in last; signing in leads there.
create or replace function app.remember_organization(p_user_id uuid, p_organization_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  update users set last_organization_id = p_organization_id
  where id = p_user_id and p_organization_id is not null and last_organization_id is distinct from p_organization_id
$$;

-- Returns the organization a session of a person works in: the one asked for if they belong to it, else the one they worked in
-- last, else the one they joined first, or null. One past its closing is none.
create or replace function app.choose_organization(p_user_id uuid, p_organization_id uuid) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select membership.organization_id
  from memberships membership
  join users person on person.id = membership.user_id
  join organizations organization on organization.id = membership.organization_id
  where membership.user_id = p_user_id and (organization.closing_at > now()) is not false
  order by (membership.organization_id = p_organization_id) desc nulls last,
    (membership.organization_id = person.last_organization_id) desc nulls last,
    membership.created_at, membership.organization_id
  limit 1
$$;

-- Opens a session for a person who has just proved who they are, in place of the one the request came with: of the same
-- person, it keeps what they proved there. It opens in the organization asked for if they belong to it, else in the one they
-- worked in last, else in the one they joined first. The application role cannot call it: the functions that do check the proof.
create or replace function app.open_session(p_user_id uuid, p_token_hash text, p_organization_id uuid, p_device jsonb default null)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_former sessions;
  v_id uuid := gen_random_uuid();
  v_organization_id uuid := app.choose_organization(p_user_id, p_organization_id);
  v_role org_role := (select role from memberships where user_id = p_user_id and organization_id = v_organization_id);
begin
  delete from sessions where id = app.current_session_id() returning * into v_former;
  insert into sessions (id, token_hash, user_id, organization_id, device, country, device_hash, proved_at, second_factor_at, expires_at)
  values (v_id, p_token_hash, p_user_id, v_organization_id, p_device ->> 'name', p_device ->> 'country', p_device ->> 'tokenHash',
    case when v_former.user_id = p_user_id then v_former.proved_at end,
    case when v_former.user_id = p_user_id then v_former.second_factor_at end, now() + interval '30 days');
  perform app.remember_organization(p_user_id, v_organization_id);
  -- Signing in administers nothing: whether a second factor is missing is asked by the next request.
  perform app.set_viewer(p_user_id, v_organization_id, v_role::text, false, v_id);
end
$$;

-- Signs the viewer out here.
create or replace function app.end_session() returns void
language sql security definer set search_path = public, pg_temp
as $$ delete from sessions where id = app.current_session_id() $$;

-- Signs the viewer out everywhere, forgets their browsers, and returns how many sessions that ended.
create or replace function app.end_all_sessions() returns integer
language sql security definer set search_path = public, pg_temp
as $$ select app.forget_sign_ins(app.current_user_id(), null) $$;

-- Moves the session to another of the person's organizations; their other sessions stay where they are, and no cart moves before a
-- session works with it. Returns false when they do not belong to it.
create or replace function app.switch_organization(p_organization_id uuid)
returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.is_past_closing(p_organization_id)
    or not exists (select from memberships where user_id = app.current_user_id() and organization_id = p_organization_id) then
    return false;
  end if;
  update sessions set organization_id = p_organization_id
  where id = app.current_session_id();
  perform app.remember_organization(app.current_user_id(), p_organization_id);
  return true;
end
$$;

grant execute on function app.begin_request, app.end_session, app.end_all_sessions, app.switch_organization to lotline_app;
grant execute on function app.begin_request to lotline_tasks;
