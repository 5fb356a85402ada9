-- A factor is checked in two calls, because the Worker compares in between: at the second step of a sign-in, known by the hash of its
-- pending token, and once more by somebody who is signed in, for what asks for that.

-- Whose factors are asked for: of the sign-in under way, or of the viewer where none is named; null for nobody.
create or replace function app.second_factor_subject(p_pending_hash text) returns uuid
language sql stable
set search_path = public, pg_temp
as $$
  select case when p_pending_hash is null then app.current_user_id()
    else (select user_id from pending_sign_ins where token_hash = p_pending_hash and expires_at > now()) end
$$;

-- Returns what the second step can be done with; no row when no sign-in is under way. The passkeys are a list of id (as the device
-- calls it) and transports.
create or replace function app.second_steps(p_pending_hash text default null)
returns table (has_authenticator boolean, has_codes boolean, passkeys jsonb)
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.second_factor_subject(p_pending_hash);
begin
  if v_user_id is null then
    return;
  end if;
  return query select
    exists (select from authenticators a where a.user_id = v_user_id and a.confirmed_at is not null),
    exists (select from recovery_codes c where c.user_id = v_user_id and c.used_at is null),
    (select coalesce(jsonb_agg(jsonb_build_object('id', p.credential_id, 'transports', p.transports) order by p.created_at), '[]')
      from public.passkeys p where p.user_id = v_user_id);
end
$$;
comment on function app.second_steps is 'Never null: has_authenticator, has_codes.';

-- Counts a code typed at the second step of a sign-in, and returns the seconds to wait instead: 0 where it was counted, null where no
-- such sign-in is under way. All sign-ins of a person share the count, however many are begun, but for browsers that signed in to the
-- account before: these have one of their own. From the fifth failure on, and from the tenth in such a browser, each doubles the
-- wait, from 30 seconds up to an hour.
create or replace function app.count_second_step(p_pending_hash text) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_attempt second_factor_attempts;
begin
  insert into second_factor_attempts as attempt (user_id, is_known_device)
  select user_id, is_known_device from pending_sign_ins where token_hash = p_pending_hash and expires_at > now()
  on conflict (user_id, is_known_device) do update set is_known_device = excluded.is_known_device
  returning * into v_attempt;
  if not found then
    return null;
  end if;
  if v_attempt.blocked_until > now() then
    return ceil(extract(epoch from v_attempt.blocked_until - now()));
  end if;
  if v_attempt.updated_at < now() - interval '1 day' then
    v_attempt.failures := 0;
  end if;
  update second_factor_attempts attempt set
    failures = v_attempt.failures + 1,
    blocked_until = now() + app.back_off(v_attempt.failures + 1, case when v_attempt.is_known_device then 10 else 5 end),
    updated_at = now()
  where attempt.user_id = v_attempt.user_id and attempt.is_known_device = v_attempt.is_known_device;
  return 0;
end
$$;

-- Counts a try of a code and returns what the Worker checks it against; no row when no sign-in is under way, and for nobody. It is
-- counted before it is known to fail, so that parallel guesses cannot outrun the count; success takes the count back.
create or replace function app.start_code_check(p_pending_hash text default null)
returns table (wait_seconds integer, authenticator_id uuid, sealed_secret text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wait integer := case when p_pending_hash is null then app.count_proof_attempt() else app.count_second_step(p_pending_hash) end;
begin
  return query
    select v_wait, factor.id, factor.sealed_secret from (select 1) as always
    left join authenticators factor
      on factor.user_id = app.second_factor_subject(p_pending_hash) and factor.confirmed_at is not null and v_wait = 0
    where v_wait is not null;
end
$$;
comment on function app.start_code_check is 'Never null: wait_seconds.';

-- Uses a code up, after the Worker has checked it: one of the app by the proof and its period, or a recovery code by its SHA-256.
-- Returns false when it is not theirs, or was used before.
--   p_device  as app.note_factor_change takes it
create or replace function app.use_code(p_user_id uuid, p_proof text, p_step bigint, p_code_hash text, p_device text default null)
returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if p_code_hash is not null then
    update recovery_codes set used_at = now() where user_id = p_user_id and code_hash = p_code_hash and used_at is null;
    if not found then
      return false;
    end if;
    perform app.note_factor_change(p_user_id, 'RECOVERY_CODE_USED', p_device);
    return true;
  end if;
  update authenticators set last_step = p_step, last_used_at = now()
  where user_id = p_user_id and confirmed_at is not null and proof_hash = encode(sha256(convert_to(p_proof, 'UTF8')), 'hex')
    and p_step > last_step and app.is_current_step(p_step);
  return found;
end
$$;

-- Ends the second step of a sign-in with a code: opens the session and joins the cart. A wrong one is in the trail, because whoever
-- typed it knows the password; the Worker says so of what is no code of theirs by leaving out all three of proof, step and hash.
--
-- Outcomes: SIGNED_IN with what became of the guest cart, WRONG, CLOSED (no such sign-in is under way).
create or replace function app.sign_in_by_code(p_pending_hash text, p_token_hash text, p_proof text, p_step bigint, p_code_hash text)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_pending pending_sign_ins;
begin
  select * into v_pending from pending_sign_ins where token_hash = p_pending_hash and expires_at > now() for update;
  if not found then
    return jsonb_build_object('outcome', 'CLOSED');
  end if;
  if not app.use_code(v_pending.user_id, p_proof, p_step, p_code_hash, v_pending.device ->> 'name') then
    perform app.note_failure(v_pending.user_id, 'fail_second_step', v_pending.device);
    return jsonb_build_object('outcome', 'WRONG');
  end if;
  delete from second_factor_attempts where user_id = v_pending.user_id and is_known_device = v_pending.is_known_device;
  return jsonb_build_object('outcome', 'SIGNED_IN', 'cart', app.complete_sign_in(p_pending_hash, p_token_hash));
end
$$;
comment on function app.sign_in_by_code is 'Outcomes: SIGNED_IN, WRONG, CLOSED.';

-- Ends the second step of a sign-in with a passkey whose signature the Worker has checked.
--
-- Outcomes: SIGNED_IN with what became of the guest cart, WRONG (not proved, used before, or of somebody else), CLOSED.
create or replace function app.sign_in_by_second_passkey(p_pending_hash text, p_token_hash text, p_passkey_id uuid, p_proof text,
  p_sign_count bigint, p_challenge_hash text)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid;
begin
  select user_id into v_user_id from pending_sign_ins where token_hash = p_pending_hash and expires_at > now() for update;
  if not found then
    return jsonb_build_object('outcome', 'CLOSED');
  end if;
  if app.use_passkey(p_passkey_id, p_proof, p_sign_count, p_challenge_hash) is distinct from v_user_id then
    return jsonb_build_object('outcome', 'WRONG');
  end if;
  return jsonb_build_object('outcome', 'SIGNED_IN', 'cart', app.complete_sign_in(p_pending_hash, p_token_hash));
end
$$;
comment on function app.sign_in_by_second_passkey is 'Outcomes: SIGNED_IN, WRONG, CLOSED.';

-- Signs somebody in by a passkey alone, whose device has asked who holds it: both steps in one.
--   p_device  as app.open_proved_session takes it
--
-- Outcomes: SIGNED_IN with what became of the guest cart, WRONG.
create or replace function app.sign_in_by_passkey(p_passkey_id uuid, p_proof text, p_sign_count bigint, p_challenge_hash text,
  p_token_hash text, p_guest_cart jsonb, p_device jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.use_passkey(p_passkey_id, p_proof, p_sign_count, p_challenge_hash);
begin
  if v_user_id is null then
    return jsonb_build_object('outcome', 'WRONG');
  end if;
  return jsonb_build_object('outcome', 'SIGNED_IN', 'cart', app.open_proved_session(v_user_id, p_token_hash, p_guest_cart, p_device));
end
$$;
comment on function app.sign_in_by_passkey is 'Outcomes: SIGNED_IN, WRONG.';

-- Notes that the viewer has proved once more who they are, with a code.
--
-- Outcomes: PROVED, WRONG.
create or replace function app.prove_by_code(p_proof text, p_step bigint, p_code_hash text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.current_user_id() is null or not app.use_code(app.current_user_id(), p_proof, p_step, p_code_hash) then
    return 'WRONG';
  end if;
  perform app.note_factor_proof();
  return 'PROVED';
end
$$;
comment on function app.prove_by_code is 'Outcomes: PROVED, WRONG.';

-- The same with a passkey whose signature the Worker has checked.
--
-- Outcomes: PROVED, WRONG.
create or replace function app.prove_by_passkey(p_passkey_id uuid, p_proof text, p_sign_count bigint, p_challenge_hash text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.use_passkey(p_passkey_id, p_proof, p_sign_count, p_challenge_hash) is distinct from app.current_user_id()
    or app.current_user_id() is null then
    return 'WRONG';
  end if;
  perform app.note_factor_proof();
  return 'PROVED';
end
$$;
comment on function app.prove_by_passkey is 'Outcomes: PROVED, WRONG.';

-- The session has shown a factor just now: that is also the second step, where it was opened before there was one.
create or replace function app.note_factor_proof() returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform app.note_proof();
  update sessions set second_factor_at = coalesce(second_factor_at, now()) where id = app.current_session_id();
end
$$;

grant execute on function app.second_steps, app.start_code_check, app.sign_in_by_code, app.sign_in_by_second_passkey,
  app.sign_in_by_passkey, app.prove_by_code, app.prove_by_passkey to lotline_app;
