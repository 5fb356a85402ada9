-- Sessions, sign-in, sign-up, invitations. All of these run with their owner's rights, because the application
-- role cannot read password hashes, sessions or tokens. Tokens arrive hashed (SHA-256, hex); the database never
-- sees one.

-- The settings row-level security reads, for this transaction only.
create function app.set_viewer(p_user_id uuid, p_organization_id uuid, p_role text, p_is_platform_admin boolean)
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

-- First statement of every transaction: turns a session token's hash into the viewer, or into nobody. Sessions end
-- 30 days after sign-in, or after 7 days without a request; the time of the last request is kept to five minutes, so
-- that reading a page seldom writes. With p_read_only the rest of the transaction cannot write.
create function app.begin_request(p_token_hash text, p_read_only boolean)
returns jsonb
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
      organization.subscription_tier, membership.role
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
      if v_session.last_seen_at < now() - interval '5 minutes' then
        update sessions set last_seen_at = now() where id = v_session.id;
      end if;
      perform set_config('app.current_session_id', v_session.id::text, true);
      perform app.set_viewer(v_session.user_id, v_session.organization_id, v_session.role::text, v_session.is_platform_admin);
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
          where m.user_id = v_session.user_id));
    end if;
  end if;
  if p_read_only then
    perform set_config('transaction_read_only', 'on', true);
  end if;
  return v_viewer;
end
$$;

create function app.current_organization_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.current_org_id', true), '')::uuid $$;

create function app.current_user_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.current_user_id', true), '')::uuid $$;

create function app.current_session_id() returns uuid
language sql stable set search_path = pg_catalog
as $$ select nullif(current_setting('app.current_session_id', true), '')::uuid $$;

-- A session for a person who has just proved who they are, in place of the one the request came with, in the organization asked for if they belong to it, else
-- in the one they joined first. Not for the application role: callers below check the proof.
create function app.open_session(p_user_id uuid, p_token_hash text, p_organization_id uuid)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_role org_role;
begin
  select organization_id, role into v_organization_id, v_role from memberships where user_id = p_user_id
  order by (organization_id = p_organization_id) desc nulls last, created_at, organization_id limit 1;
  delete from sessions where id = app.current_session_id();
  insert into sessions (token_hash, user_id, organization_id, expires_at)
  values (p_token_hash, p_user_id, v_organization_id, now() + interval '30 days');
  -- A person has one cart, and it follows them into the organization they work in now.
  update shopping_carts set organization_id = v_organization_id
  where user_id = p_user_id and organization_id <> v_organization_id;
  perform app.set_viewer(p_user_id, v_organization_id, v_role::text,
    (select is_platform_admin from users where id = p_user_id));
  delete from sessions where user_id = p_user_id and (expires_at < now() or last_seen_at < now() - interval '7 days');
end
$$;

-- Sign-in, first half: what the Worker needs to check a password. An attempt is counted before it is known to fail, so
-- that parallel guesses cannot outrun the count; success takes the count back. From the fifth failure on each one
-- doubles the wait, from 30 seconds up to an hour. Unknown addresses behave exactly alike.
create function app.start_sign_in(p_email text)
returns table (user_id uuid, password_hash text, wait_seconds integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_digest text := encode(sha256(convert_to(lower(p_email), 'UTF8')), 'hex');
  v_attempt sign_in_attempts;
begin
  insert into sign_in_attempts as attempt (email_digest) values (v_digest)
  on conflict (email_digest) do update set email_digest = excluded.email_digest
  returning * into v_attempt;
  if v_attempt.blocked_until > now() then
    return query select null::uuid, null::text, ceil(extract(epoch from v_attempt.blocked_until - now()))::integer;
    return;
  end if;
  if v_attempt.updated_at < now() - interval '1 day' then
    v_attempt.failures := 0;
  end if;
  update sign_in_attempts set
    failures = v_attempt.failures + 1,
    blocked_until = case when v_attempt.failures + 1 >= 5
      then now() + least(interval '1 hour', interval '30 seconds' * 2 ^ least(v_attempt.failures - 4, 10)) end,
    updated_at = now()
  where email_digest = v_digest;
  return query
    select person.id, person.password_hash, 0 from (select 1) as always
    left join users person on lower(person.email) = lower(p_email);
end
$$;

-- Sign-in, second half, after the password was checked. The hash that was checked goes with it: if the password was
-- changed meanwhile, there is no session. Returns what became of the guest cart, or null when nothing was opened.
create function app.finish_sign_in(p_user_id uuid, p_password_hash text, p_token_hash text, p_guest_cart jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email text;
begin
  select email into v_email from users where id = p_user_id and password_hash = p_password_hash for update;
  if not found then
    return null;
  end if;
  delete from sign_in_attempts where email_digest = encode(sha256(convert_to(lower(v_email), 'UTF8')), 'hex');
  perform app.open_session(p_user_id, p_token_hash, null);
  return app.join_guest_cart(p_guest_cart);
end
$$;

create function app.end_session() returns void
language sql security definer set search_path = public, pg_temp
as $$ delete from sessions where id = app.current_session_id() $$;

create function app.end_all_sessions() returns integer
language sql security definer set search_path = public, pg_temp
as $$
  with ended as (delete from sessions where user_id = app.current_user_id() returning 1)
  select count(*)::integer from ended
$$;

-- Moves the session, and the person's cart, to another of their organizations. False when they do not belong to it.
create function app.switch_organization(p_organization_id uuid)
returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not exists (select 1 from memberships where user_id = app.current_user_id() and organization_id = p_organization_id) then
    return false;
  end if;
  update sessions set organization_id = p_organization_id
  where id = app.current_session_id();
  update shopping_carts set organization_id = p_organization_id where user_id = app.current_user_id();
  return true;
end
$$;

-- 'harbor-realty', 'harbor-realty-2', … for a new organization's name.
create function app.organization_slug(p_name text) returns text
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_base text := coalesce(nullif(trim(both '-' from left(regexp_replace(lower(p_name), '[^a-z0-9]+', '-', 'g'), 60)), ''), 'organization');
  v_slug text := v_base;
  v_suffix integer := 1;
begin
  while exists (select 1 from organizations where slug = v_slug) loop
    v_suffix := v_suffix + 1;
    v_slug := v_base || '-' || v_suffix;
  end loop;
  return v_slug;
end
$$;

-- A person, their organization with them as OWNER, and their session; the guest cart joins. Outcome CREATED with what
-- became of the guest cart, or EMAIL_TAKEN with nothing written.
create function app.sign_up(p_name text, p_email text, p_password_hash text, p_organization text, p_token_hash text, p_guest_cart jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
  v_organization_id uuid;
begin
  insert into users (name, email, password_hash) values (p_name, lower(p_email), p_password_hash)
  on conflict (lower(email)) do nothing
  returning id into v_user_id;
  if v_user_id is null then
    return jsonb_build_object('outcome', 'EMAIL_TAKEN');
  end if;
  perform set_config('app.current_user_id', v_user_id::text, true);
  -- Two sign-ups with the same name at once must not choose the same slug.
  perform pg_advisory_xact_lock(hashtextextended('organization-slug', 0));
  insert into organizations (name, slug) values (p_organization, app.organization_slug(p_organization))
  returning id into v_organization_id;
  insert into memberships (organization_id, user_id, role) values (v_organization_id, v_user_id, 'OWNER');
  perform app.open_session(v_user_id, p_token_hash, v_organization_id);
  return jsonb_build_object('outcome', 'CREATED', 'cart', app.join_guest_cart(p_guest_cart));
end
$$;

-- Stores a reset token, good for an hour, if the address has an account. Returns the account's name and address for
-- the mail, or no row; what the person is told does not depend on it.
create function app.request_password_reset(p_email text, p_token_hash text)
returns table (name text, email text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
begin
  select * into v_user from users person where lower(person.email) = lower(p_email);
  if not found then
    return;
  end if;
  -- At most one mail a minute for one account: nobody's mailbox is flooded by somebody else.
  if exists (select 1 from password_resets where user_id = v_user.id and created_at > now() - interval '1 minute') then
    return;
  end if;
  delete from password_resets where user_id = v_user.id and (used_at is not null or expires_at < now());
  insert into password_resets (user_id, token_hash, expires_at)
  values (v_user.id, p_token_hash, now() + interval '1 hour');
  return query select v_user.name, v_user.email;
end
$$;

-- Whether a reset token still opens; asked by the form before somebody types a new password into it.
create function app.is_password_reset_open(p_token_hash text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select 1 from password_resets where token_hash = p_token_hash and used_at is null and expires_at > now()) $$;

-- Uses a reset token up, sets the password and ends every session of the account. False when the token no longer opens.
create function app.reset_password(p_token_hash text, p_password_hash text)
returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
begin
  update password_resets set used_at = now()
  where token_hash = p_token_hash and used_at is null and expires_at > now()
  returning user_id into v_user_id;
  if not found then
    return false;
  end if;
  update password_resets set used_at = now() where user_id = v_user_id and used_at is null;
  update users set password_hash = p_password_hash, updated_at = now() where id = v_user_id;
  delete from sessions where user_id = v_user_id;
  delete from sign_in_attempts where email_digest =
    (select encode(sha256(convert_to(lower(email), 'UTF8')), 'hex') from users where id = v_user_id);
  return true;
end
$$;

-- Invites an address, good for 7 days; a second invitation replaces the first. Outcomes: INVITED, ALREADY_MEMBER,
-- NOT_ALLOWED (only OWNER and ADMIN invite, and only an OWNER invites an OWNER).
create function app.invite(p_email text, p_role org_role, p_token_hash text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role;
begin
  select role into v_role from memberships
  where organization_id = v_organization_id and user_id = app.current_user_id() for share;
  if v_role is null or v_role not in ('OWNER', 'ADMIN') or (p_role = 'OWNER' and v_role <> 'OWNER') then
    return 'NOT_ALLOWED';
  end if;
  if exists (select 1 from memberships m join users u on u.id = m.user_id
             where m.organization_id = v_organization_id and lower(u.email) = lower(p_email)) then
    return 'ALREADY_MEMBER';
  end if;
  insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
  values (v_organization_id, lower(p_email), p_role, p_token_hash, app.current_user_id(), now() + interval '7 days')
  on conflict (organization_id, lower(email)) where accepted_at is null
  do update set role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
    created_at = now(), expires_at = excluded.expires_at;
  return 'INVITED';
end
$$;

-- What an open invitation says, for its page; no row when it is unknown, used or expired.
create function app.find_invitation(p_token_hash text)
returns table (organization_name text, email text, role org_role, invited_by text, has_account boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, invitation.email, invitation.role, inviter.name,
    exists (select 1 from users where lower(users.email) = lower(invitation.email))
  from invitations invitation
  join organizations organization on organization.id = invitation.organization_id
  join users inviter on inviter.id = invitation.invited_by
  where invitation.token_hash = p_token_hash and invitation.accepted_at is null and invitation.expires_at > now()
$$;

-- Uses an invitation up for the person it was sent to. Somebody new gives a name and a password hash; somebody with an
-- account must be signed in to it. Outcomes: JOINED, CLOSED (unknown, used, expired), SIGN_IN_FIRST, OTHER_ACCOUNT.
create function app.accept_invitation(p_token_hash text, p_name text, p_password_hash text, p_session_token_hash text, p_guest_cart jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_invitation invitations;
  v_user users;
begin
  select * into v_invitation from invitations
  where token_hash = p_token_hash and accepted_at is null and expires_at > now() for update;
  if not found then
    return jsonb_build_object('outcome', 'CLOSED');
  end if;
  select * into v_user from users where lower(email) = lower(v_invitation.email);
  if app.current_user_id() is not null and v_user.id is distinct from app.current_user_id() then
    return jsonb_build_object('outcome', 'OTHER_ACCOUNT');
  end if;
  if v_user.id is not null and app.current_user_id() is null then
    return jsonb_build_object('outcome', 'SIGN_IN_FIRST');
  end if;
  if v_user.id is null then
    insert into users (name, email, password_hash) values (p_name, v_invitation.email, p_password_hash)
    returning * into v_user;
  end if;
  perform set_config('app.current_user_id', v_user.id::text, true);
  update invitations set accepted_at = now() where id = v_invitation.id;
  insert into memberships (organization_id, user_id, role)
  values (v_invitation.organization_id, v_user.id, v_invitation.role)
  on conflict (organization_id, user_id) do nothing;
  perform app.open_session(v_user.id, p_session_token_hash, v_invitation.organization_id);
  return jsonb_build_object('outcome', 'JOINED', 'cart', app.join_guest_cart(p_guest_cart));
end
$$;

grant execute on function app.begin_request, app.start_sign_in, app.finish_sign_in, app.end_session, app.end_all_sessions,
  app.switch_organization, app.sign_up, app.request_password_reset, app.is_password_reset_open, app.reset_password,
  app.invite, app.find_invitation, app.accept_invitation, app.current_organization_id, app.current_user_id to lotline_app;
