-- An app that shows codes is set up in two steps: the Worker makes a secret, which is kept sealed, and the first code confirms it.

-- Keeps a new secret until its first code is typed, for an hour. It takes the place of one that waits, and leaves the one in use alone.
--   p_sealed_secret  secret and proof, sealed for this row
--
-- Outcomes: STARTED, NOT_ALLOWED, NOT_CONFIRMED, PROVE.
create or replace function app.start_authenticator(p_id uuid, p_sealed_secret text, p_proof_hash text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_refusal text := app.refuse_factor_change();
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  -- Of two tabs that begin at once, the second waits here and then replaces what the first began.
  perform 1 from users where id = v_user_id for no key update;
  -- The same form sent again has made it already.
  if exists (select from authenticators where id = p_id and user_id = v_user_id) then
    return 'STARTED';
  end if;
  delete from authenticators where user_id = v_user_id and confirmed_at is null;
  insert into authenticators (id, user_id, sealed_secret, proof_hash) values (p_id, v_user_id, p_sealed_secret, p_proof_hash);
  return 'STARTED';
end
$$;
comment on function app.start_authenticator is 'Outcomes: STARTED, NOT_ALLOWED, NOT_CONFIRMED, PROVE.';

-- Returns the viewer's secret that waits for its first code; no row where none does.
create or replace function app.waiting_authenticator() returns table (authenticator_id uuid, sealed_secret text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select id, authenticators.sealed_secret from authenticators
  where user_id = app.current_user_id() and confirmed_at is null and created_at > now() - interval '1 hour'
$$;
comment on function app.waiting_authenticator is 'Never null: authenticator_id, sealed_secret.';

-- Takes the secret into use after the Worker has checked its first code, in the place of an earlier one.
--   p_step  the period of 30 seconds that the code was of
--   p_code_hashes  recovery codes, kept where there are none yet
--
-- Outcomes: ADDED, ADDED_WITH_CODES, CLOSED (no such secret waits, or not with this proof), NOT_ALLOWED, NOT_CONFIRMED, PROVE.
create or replace function app.confirm_authenticator(p_id uuid, p_proof text, p_step bigint, p_code_hashes text[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_refusal text := app.refuse_factor_change();
  v_has_codes boolean;
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  -- Whoever signs in with the password alone meanwhile waits here, and is then asked for the factor.
  perform 1 from users where id = v_user_id for no key update;
  -- The same form sent again has confirmed it already.
  if exists (select from authenticators where id = p_id and user_id = v_user_id and confirmed_at is not null) then
    return 'ADDED';
  end if;
  perform 1 from authenticators
  where id = p_id and user_id = v_user_id and confirmed_at is null and created_at > now() - interval '1 hour'
    and proof_hash = encode(sha256(convert_to(p_proof, 'UTF8')), 'hex') and app.is_current_step(p_step)
  for update;
  if not found then
    return 'CLOSED';
  end if;
  v_has_codes := app.begin_second_factors(v_user_id, p_code_hashes);
  delete from authenticators where user_id = v_user_id and confirmed_at is not null;
  update authenticators set confirmed_at = now(), last_step = p_step where id = p_id;
  perform app.note_factor_change(v_user_id, 'AUTHENTICATOR_ADDED');
  return case when v_has_codes then 'ADDED_WITH_CODES' else 'ADDED' end;
end
$$;
comment on function app.confirm_authenticator is 'Outcomes: ADDED, ADDED_WITH_CODES, CLOSED, NOT_ALLOWED, NOT_CONFIRMED, PROVE.';

-- Says whether a period of 30 seconds is one that codes are taken of: now, with a minute for clocks that differ.
create or replace function app.is_current_step(p_step bigint) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$ select abs(p_step - floor(extract(epoch from now()) / 30)) <= 2 $$;

-- Takes the viewer's app away.
--
-- Outcomes: REMOVED (also where there is none), REQUIRED (it is the last factor of somebody who must have one), NOT_ALLOWED,
-- NOT_CONFIRMED, PROVE.
create or replace function app.remove_authenticator() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := app.current_user_id();
  v_refusal text := app.refuse_factor_change();
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  -- Of two last factors that are taken away at once, the second waits here and then is the last.
  perform 1 from users where id = v_user_id for no key update;
  if not exists (select from passkeys where user_id = v_user_id) and app.must_have_second_factor(v_user_id) then
    return 'REQUIRED';
  end if;
  delete from authenticators where user_id = v_user_id and confirmed_at is not null;
  if found then
    perform app.end_second_factors(v_user_id);
    perform app.note_factor_change(v_user_id, 'AUTHENTICATOR_REMOVED');
  end if;
  return 'REMOVED';
end
$$;
comment on function app.remove_authenticator is 'Outcomes: REMOVED, REQUIRED, NOT_ALLOWED, NOT_CONFIRMED, PROVE.';

grant execute on function app.start_authenticator, app.waiting_authenticator, app.confirm_authenticator, app.remove_authenticator
  to lotline_app;
