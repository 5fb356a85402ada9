-- Some acts ask once more who is there: password, passkey or code, unless one was given in the last ten minutes. A function that
-- needs it returns PROVE, and the Worker leads to a page that asks.

-- Says whether the viewer has proved who they are in the last ten minutes.
create or replace function app.is_proved() returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$
  select exists (select from sessions
    where id = app.current_session_id() and user_id = app.current_user_id() and proved_at > now() - interval '10 minutes')
$$;

-- Notes that the viewer has just proved who they are, whichever way.
create or replace function app.note_proof() returns void
language sql
set search_path = public, pg_temp
as $$
  update sessions set proved_at = now(), failures = 0, started = 0, blocked_until = null
  where id = app.current_session_id() and user_id = app.current_user_id()
$$;

-- Counts an attempt of the viewer to prove who they are, by password or code, and returns the seconds to wait instead: 0 where it was
-- counted, null for nobody. It is counted for the session: failures elsewhere keep nobody from it, and guesses in a session that was
-- left open make nobody wait elsewhere. From the fifth failure on, each doubles the wait, from 30 seconds up to an hour.
create or replace function app.count_proof_attempt() returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_session sessions;
  v_failures integer;
begin
  select * into v_session from sessions where id = app.current_session_id() and user_id = app.current_user_id() for update;
  if not found then
    return null;
  end if;
  if v_session.blocked_until > now() then
    return ceil(extract(epoch from v_session.blocked_until - now()));
  end if;
  v_failures := case when v_session.failed_at < now() - interval '1 day' then 1 else v_session.failures + 1 end;
  update sessions set failures = v_failures, started = v_session.started + 1, failed_at = now(),
    blocked_until = now() + app.back_off(v_failures, 5)
  where id = v_session.id;
  return 0;
end
$$;

-- Counts an attempt to type the viewer's password, and returns how to derive the key from it; no row for nobody.
create or replace function app.start_proof()
returns table (password_salt text, wait_seconds integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_wait integer := app.count_proof_attempt();
begin
  return query select case when v_wait = 0 then coalesce(person.password_salt, app.made_up_salt(person.email)) end, v_wait
  from users person where person.id = app.current_user_id() and v_wait is not null;
end
$$;
comment on function app.start_proof is 'Never null: wait_seconds.';

-- Compares a derived key with the viewer's password, if an attempt was started. It locks their row: whatever changes the
-- password waits. The functions that ask once more call it; the application role does not.
create or replace function app.is_own_password(p_password_key text) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update sessions set started = started - 1 where id = app.current_session_id() and user_id = app.current_user_id() and started > 0;
  if not found then
    return false;
  end if;
  perform from users where id = app.current_user_id() and password_check = app.digest_secret(p_password_key) for no key update;
  return found;
end
$$;

-- Notes that the viewer typed their password, by the derived key. Returns false when it is another one, or no attempt was
-- started.
create or replace function app.prove_by_password(p_password_key text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.is_own_password(p_password_key) then
    return false;
  end if;
  perform app.note_proof();
  return true;
end
$$;

grant execute on function app.is_proved, app.start_proof, app.prove_by_password to lotline_app;
