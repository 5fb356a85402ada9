-- A browser that signed in to an account carries a device cookie, and is known to that account by its hash. Failures of a known
-- browser count for itself, so that strangers who guess keep nobody out who was here before. A changed password and signing out
-- everywhere forget the browsers.
--
-- A device is described by the Worker as {name, country, tokenHash}: browser and system in words, two letters of a country or
-- null, and the hash of the cookie. All of it is what a browser claims.

-- Returns the wait after so many failures in a row: none before p_free of them, then 30 seconds, doubled by each, up to an hour.
create or replace function app.back_off(p_failures integer, p_free integer) returns interval
language sql immutable
set search_path = pg_catalog
as $$
  select case when p_failures >= p_free
    then least(interval '1 hour', interval '30 seconds' * 2 ^ least(p_failures - p_free, 10)) end
$$;

-- Says whether the browser signed in to the account before.
create or replace function app.is_known_device(p_user_id uuid, p_device_hash text) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select exists (select from known_devices where user_id = p_user_id and token_hash = p_device_hash) $$;

-- Remembers the browser of somebody who has just proved who they are; its failures are forgotten.
create or replace function app.remember_device(p_user_id uuid, p_device jsonb) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into known_devices (user_id, token_hash)
  select p_user_id, p_device ->> 'tokenHash' where p_device ->> 'tokenHash' is not null
  on conflict (user_id, token_hash) do update set failures = 0, started = 0, blocked_until = null, last_used_at = now()
$$;

-- Tells the person by mail that a browser signed in that had not done so before.
create or replace function app.tell_new_device(p_user_id uuid, p_device jsonb) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail('new-device:' || gen_random_uuid(), null, email, 'new-device', jsonb_build_object(
    'name', name, 'device', p_device ->> 'name', 'country', p_device ->> 'country', 'at', now()))
  from users where id = p_user_id
$$;

-- Ends what signs somebody in, or will: sessions, browsers that are known, sign-ins that wait for a second factor, and mails
-- with a link or code. The session given, and its browser, stay.
create or replace function app.forget_sign_ins(p_user_id uuid, p_kept_session_id uuid) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_ended integer;
begin
  delete from known_devices where user_id = p_user_id
    and token_hash is distinct from (select device_hash from sessions where id = p_kept_session_id and user_id = p_user_id);
  delete from pending_sign_ins where user_id = p_user_id;
  update sign_in_mails set used_at = now() where user_id = p_user_id and used_at is null;
  delete from sessions where user_id = p_user_id and id is distinct from p_kept_session_id;
  get diagnostics v_ended = row_count;
  return v_ended;
end
$$;

-- Removes what no longer signs anybody in: sessions and links past their end, browsers that were not used for half a year, and
-- secrets of mail that nobody can need any more. The schedule calls it. It leaves rows that somebody is using at the moment for
-- the next time.
create or replace function app.remove_past_sign_ins() returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_removed integer;
  v_sum integer := 0;
begin
  delete from sessions where id in (
    select id from sessions where expires_at < now() or last_seen_at < now() - interval '7 days' for update skip locked);
  get diagnostics v_removed = row_count;
  v_sum := v_sum + v_removed;
  delete from password_resets where id in (select id from password_resets where expires_at < now() for update skip locked);
  get diagnostics v_removed = row_count;
  v_sum := v_sum + v_removed;
  delete from sign_in_mails where id in (select id from sign_in_mails where expires_at < now() for update skip locked);
  get diagnostics v_removed = row_count;
  v_sum := v_sum + v_removed;
  delete from pending_sign_ins where token_hash in (
    select token_hash from pending_sign_ins where expires_at < now() for update skip locked);
  get diagnostics v_removed = row_count;
  v_sum := v_sum + v_removed;
  delete from known_devices where (user_id, token_hash) in (
    select user_id, token_hash from known_devices where last_used_at < now() - interval '180 days' for update skip locked);
  get diagnostics v_removed = row_count;
  v_sum := v_sum + v_removed;
  -- An invitation's link lives longest, for a week.
  update outgoing_mail set secret = null where id in (
    select id from outgoing_mail where secret is not null and created_at < now() - interval '7 days' for update skip locked);
  get diagnostics v_removed = row_count;
  return v_sum + v_removed;
end
$$;

grant execute on function app.remove_past_sign_ins to lotline_tasks;
