-- Somebody signs in with a password, or signs up. scrypt runs in the Worker, so signing in takes two calls: one says how the key
-- is derived from the password, the other compares the key's SHA-256 and opens the session. What a password is compared with
-- never leaves the database, and only what the first call counted can be tried with the second.

-- Makes up how a key would be derived for an address without a password: always the same for the same address, so that nobody
-- can tell it from one with an account.
create or replace function app.made_up_salt(p_email text) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select 'scrypt$16384$8$5$' || encode(substr(sha256(convert_to(salt_key || ' ' || lower(p_email), 'UTF8')), 1, 16), 'base64') from sign_in_keys
$$;

-- Counts an attempt to sign in and returns how to derive the key from the password; null while there is a wait. It is counted
-- before it is known to fail, so that parallel guesses cannot outrun the count; success takes the count back. A browser that is
-- known to the account counts for itself, up to ten before it waits; all others share the account's count, up to five. Each
-- failure after that doubles the wait, from 30 seconds up to an hour. Addresses without an account behave exactly alike.
create or replace function app.start_sign_in(p_email text, p_device_hash text default null)
returns table (password_salt text, wait_seconds integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_digest text := app.digest_secret(lower(p_email));
  v_user users;
  v_device known_devices;
  v_attempt sign_in_attempts;
  v_failures integer;
  -- Made up for every address, so that the time it takes tells nothing.
  v_salt text := app.made_up_salt(p_email);
begin
  select * into v_user from users where lower(email) = lower(p_email);
  select * into v_device from known_devices where user_id = v_user.id and token_hash = p_device_hash for update;
  if v_device.user_id is not null then
    if v_device.blocked_until > now() then
      return query select null::text, ceil(extract(epoch from v_device.blocked_until - now()))::integer;
      return;
    end if;
    v_failures := case when v_device.failed_at < now() - interval '1 day' then 1 else v_device.failures + 1 end;
    update known_devices set failures = v_failures, started = v_device.started + 1, failed_at = now(),
      blocked_until = now() + app.back_off(v_failures, 10)
    where user_id = v_device.user_id and token_hash = v_device.token_hash;
  else
    insert into sign_in_attempts as attempt (email_digest) values (v_digest)
    on conflict (email_digest) do update set email_digest = excluded.email_digest
    returning * into v_attempt;
    if v_attempt.blocked_until > now() then
      return query select null::text, ceil(extract(epoch from v_attempt.blocked_until - now()))::integer;
      return;
    end if;
    v_failures := case when v_attempt.updated_at < now() - interval '1 day' then 1 else v_attempt.failures + 1 end;
    update sign_in_attempts set failures = v_failures, started = v_attempt.started + 1, updated_at = now(),
      blocked_until = now() + app.back_off(v_failures, 5)
    where email_digest = v_digest;
  end if;
  return query select coalesce(v_user.password_salt, v_salt), 0;
end
$$;
comment on function app.start_sign_in is 'Never null: wait_seconds.';

-- Takes one started attempt away. Returns false when none was started.
create or replace function app.take_attempt(p_email text, p_user_id uuid, p_device_hash text) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if app.is_known_device(p_user_id, p_device_hash) then
    update known_devices set started = started - 1
    where user_id = p_user_id and token_hash = p_device_hash and started > 0;
  else
    update sign_in_attempts set started = started - 1
    where email_digest = app.digest_secret(lower(p_email)) and started > 0;
  end if;
  return found;
end
$$;

-- Forgets the failures of a browser that is not known; those of one that is known are forgotten when it is remembered again.
create or replace function app.forget_failures(p_email text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  -- Another attempt may be under way, of the same person who pressed the button twice.
  delete from sign_in_attempts where email_digest = app.digest_secret(lower(p_email)) and started = 0;
  update sign_in_attempts set failures = 0, blocked_until = null where email_digest = app.digest_secret(lower(p_email));
end
$$;

-- Returns the organization somebody works in when they sign in: the last one, else the one they joined first; null for none.
create or replace function app.home_organization(p_user_id uuid) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select membership.organization_id from memberships membership join users person on person.id = membership.user_id
  where membership.user_id = p_user_id
  order by (membership.organization_id = person.last_organization_id) desc nulls last, membership.created_at, membership.organization_id
  limit 1
$$;

-- Compares the key derived from the password, and opens the session. The token is that of the session, or of the waiting for a
-- second factor. A failure writes the same for every address, so that its time does not tell whether there is an account: the trail
-- is told after the answer (app.note_failed_sign_in).
--
-- Outcomes: SIGNED_IN with what became of the guest cart, SECOND_FACTOR, WRONG (email, password, or nothing was started).
create or replace function app.finish_sign_in(p_email text, p_password_key text, p_token_hash text, p_guest_cart jsonb, p_device jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_device_hash text := p_device ->> 'tokenHash';
  v_is_started boolean;
begin
  select * into v_user from users where lower(email) = lower(p_email) for no key update;
  v_is_started := app.take_attempt(p_email, v_user.id, v_device_hash);
  -- Null where there is no account, no password or no key, and nobody is let in.
  if not v_is_started or (v_user.password_check = app.digest_secret(p_password_key)) is not true then
    return jsonb_build_object('outcome', 'WRONG');
  end if;
  if not app.is_known_device(v_user.id, v_device_hash) then
    perform app.forget_failures(v_user.email);
  end if;
  return app.admit(v_user.id, p_token_hash, p_guest_cart, p_device, true);
end
$$;
comment on function app.finish_sign_in is 'Outcomes: SIGNED_IN, SECOND_FACTOR, WRONG.';

-- Notes in the trail of each organization of a person that somebody failed to sign in as them, or in the platform's where they belong
-- to none. What fails is p_action: fail_sign_in (the password), fail_second_step (the code).
create or replace function app.note_failure(p_user_id uuid, p_action text, p_device jsonb) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_after jsonb := jsonb_build_object('device', p_device ->> 'name', 'country', p_device ->> 'country');
  v_organization_id uuid;
begin
  -- In one order, because each chain is locked.
  for v_organization_id in select organization_id from memberships where user_id = p_user_id order by organization_id loop
    perform app.append_audit_entry(v_organization_id, p_action, 'user', p_user_id::text, null, v_after);
  end loop;
  if not found then
    perform app.append_audit_entry(null, p_action, 'user', p_user_id::text, null, v_after);
  end if;
end
$$;

-- Notes that a password was wrong; nothing for an address without an account. The Worker calls it once it has answered.
create or replace function app.note_failed_sign_in(p_email text, p_device jsonb) returns void
language sql security definer
set search_path = public, pg_temp
as $$ select app.note_failure(id, 'fail_sign_in', p_device) from users where lower(email) = lower(p_email) $$;

-- Makes a person, their organization with them as OWNER, and their session; the guest cart joins, and a mail asks to confirm the
-- address. Only this opens a session without a proof: there was nobody yet.
--
-- Outcomes: CREATED with what became of the guest cart; EMAIL_TAKEN with nothing written; TOO_OFTEN when the network
-- address (known by a digest) asked 20 times within an hour. Asking counts even in vain, because every answer tells
-- whether an email has an account.
create or replace function app.sign_up(p_name text, p_email text, p_password_salt text, p_password_key text, p_organization text,
  p_token_hash text, p_guest_cart jsonb, p_address_digest text default null, p_device jsonb default null)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
  v_organization_id uuid := gen_random_uuid();
begin
  if p_address_digest is not null and not app.count_use('SIGN_UP', p_address_digest, 20) then
    return jsonb_build_object('outcome', 'TOO_OFTEN');
  end if;
  insert into users (name, email, password_salt, password_check)
  values (p_name, lower(p_email), p_password_salt, app.digest_secret(p_password_key))
  on conflict (lower(email)) do nothing
  returning id into v_user_id;
  if v_user_id is null then
    return jsonb_build_object('outcome', 'EMAIL_TAKEN');
  end if;
  -- The session that the request came with goes on until the new one takes its place.
  perform app.set_viewer(v_user_id, null, null, false, app.current_session_id());
  perform app.make_organization(v_organization_id, p_organization, v_user_id);
  perform app.open_session(v_user_id, p_token_hash, v_organization_id, p_device);
  -- They chose the password just now.
  update sessions set proved_at = now() where token_hash = p_token_hash;
  perform app.remember_device(v_user_id, p_device);
  -- Counted as every such mail: an address may get them from other accounts that want to change to it. The page sends another.
  if app.count_confirmation(v_user_id, p_email) then
    perform app.send_confirmation(v_user_id, p_email);
  end if;
  return jsonb_build_object('outcome', 'CREATED', 'cart', app.join_guest_cart(p_guest_cart));
end
$$;
comment on function app.sign_up is 'Outcomes: CREATED, EMAIL_TAKEN, TOO_OFTEN.';

grant execute on function app.start_sign_in, app.finish_sign_in, app.sign_up to lotline_app;
grant execute on function app.note_failed_sign_in to lotline_tasks;
