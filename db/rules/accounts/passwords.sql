-- Passwords change by a link sent to their owner's address, or by the owner who knows the current one. The Worker
-- hashes and compares them; the application role cannot read a hash except through these functions.

-- Stores a reset token for an hour, if the address has an account. Returns the account's name and address for the mail,
-- or no row; what the person is told does not depend on it.
create or replace function app.request_password_reset(p_email text, p_token_hash text)
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
  -- At most one mail a minute and five an hour for one account: nobody's mailbox is flooded by somebody else.
  if exists (select 1 from password_resets where user_id = v_user.id and created_at > now() - interval '1 minute') then
    return;
  end if;
  if not app.count_use('PASSWORD_RESET', v_user.id::text, 5) then
    return;
  end if;
  delete from password_resets where user_id = v_user.id and (used_at is not null or expires_at < now());
  insert into password_resets (user_id, token_hash, expires_at)
  values (v_user.id, p_token_hash, now() + interval '1 hour');
  return query select v_user.name, v_user.email;
end
$$;
comment on function app.request_password_reset is 'Never null: name, email.';

-- Says whether a reset token still opens. The form asks before somebody types a new password into it.
create or replace function app.is_password_reset_open(p_token_hash text) returns boolean
language sql stable security definer set search_path = public, pg_temp
as $$ select exists (select 1 from password_resets where token_hash = p_token_hash and used_at is null and expires_at > now()) $$;

-- Uses a reset token up, sets the password and ends every session of the account. Returns false when the token no
-- longer opens.
create or replace function app.reset_password(p_token_hash text, p_password_hash text)
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

-- Returns what the Worker needs to check the viewer's current password, and no row for nobody. It counts the attempt
-- like one to sign in, so that a session somebody left open is no way to guess.
create or replace function app.start_password_change()
returns table (password_hash text, wait_seconds integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  return query
    select started.password_hash, started.wait_seconds
    from users person cross join lateral app.start_sign_in(person.email) started
    where person.id = app.current_user_id();
end
$$;
comment on function app.start_password_change is 'Never null: wait_seconds.';

-- Sets the new password after the Worker has checked the current one. It ends every other session of the person and
-- closes links to choose a new password. Returns false when the password was changed meanwhile.
create or replace function app.finish_password_change(p_checked_hash text, p_password_hash text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email text;
begin
  update users set password_hash = p_password_hash, updated_at = now()
  where id = app.current_user_id() and password_hash = p_checked_hash
  returning email into v_email;
  if not found then
    return false;
  end if;
  delete from sign_in_attempts where email_digest = encode(sha256(convert_to(lower(v_email), 'UTF8')), 'hex');
  update password_resets set used_at = now() where user_id = app.current_user_id() and used_at is null;
  delete from sessions where user_id = app.current_user_id() and id is distinct from app.current_session_id();
  return true;
end
$$;

-- The trail tells that a password was changed, and never what it was or is.
create or replace function app.audit_password() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.append_audit_entry(null, 'change_password', 'user', new.id::text, null, null);
  return null;
end
$$;

create trigger audit_password after update of password_hash on users for each row
  when (old.password_hash is distinct from new.password_hash) execute function app.audit_password();

grant execute on function app.request_password_reset, app.is_password_reset_open, app.reset_password,
  app.start_password_change, app.finish_password_change to lotline_app;
