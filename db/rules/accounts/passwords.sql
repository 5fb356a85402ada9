-- Passwords change by a link sent to their owner's address, or by the owner who knows the current one. The Worker derives keys
-- from them; what they are compared with never leaves the database.

-- Sets a password, and ends whatever signed the person in but the session given; links and codes sent before no longer work. They
-- are told by mail.
create or replace function app.set_password(p_user_id uuid, p_password_salt text, p_password_key text, p_kept_session_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update users set password_salt = p_password_salt, password_check = app.digest_secret(p_password_key), updated_at = now()
  where id = p_user_id;
  update password_resets set used_at = now() where user_id = p_user_id and used_at is null;
  perform app.forget_sign_ins(p_user_id, p_kept_session_id);
  perform app.queue_mail('password-changed:' || gen_random_uuid(), null, email, 'password-changed', jsonb_build_object(
    'name', name, 'by', case when p_kept_session_id is null then 'LINK' else 'ACCOUNT' end, 'at', now()))
  from users where id = p_user_id;
end
$$;

-- Mails a link to choose a new password within an hour, if the address has an account. It answers nothing, because nobody may
-- learn whether there is one. For strangers an account is mailed at most once a minute and five times an hour, so that nobody's
-- mailbox is flooded by somebody else; a browser that is known to it has five an hour of its own.
create or replace function app.request_password_reset(p_email text, p_device_hash text default null) returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_token text := app.make_mailed_secret();
  v_id uuid;
begin
  select * into v_user from users person where lower(person.email) = lower(p_email);
  if not found then
    return;
  end if;
  if not app.is_known_device(v_user.id, p_device_hash)
    and exists (select from password_resets where user_id = v_user.id and created_at > now() - interval '1 minute')
    or not app.count_use('PASSWORD_RESET', app.mail_quota(v_user, p_device_hash), 5) then
    return;
  end if;
  delete from password_resets where user_id = v_user.id and (used_at is not null or expires_at < now());
  insert into password_resets (user_id, token_hash, expires_at)
  values (v_user.id, app.digest_secret(v_token), now() + interval '1 hour')
  returning id into v_id;
  perform app.queue_secret_mail('password-reset:' || v_id, v_user.email, 'password-reset',
    jsonb_build_object('name', app.greeting_name(v_user)), v_token);
end
$$;

-- Returns whose password a reset token opens, so that the new one can be compared with name and address; no row when it no
-- longer opens. The form asks before somebody types a new password into it.
create or replace function app.find_password_reset(p_token_hash text)
returns table (name text, email text)
language sql stable security definer set search_path = public, pg_temp
as $$
  select person.name, person.email from password_resets reset join users person on person.id = reset.user_id
  where reset.token_hash = p_token_hash and reset.used_at is null and reset.expires_at > now()
$$;
comment on function app.find_password_reset is 'Never null: name, email.';

-- Uses a reset token up, sets the password, ends every session of the account and confirms its address. Returns false when the token no
-- longer opens. A second factor stays: whoever reads the mail has to give it at the next sign-in.
create or replace function app.reset_password(p_token_hash text, p_password_salt text, p_password_key text)
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
  perform app.settle_reset_account(v_user_id);
  perform app.set_password(v_user_id, p_password_salt, p_password_key, null);
  delete from sign_in_attempts where email_digest = (select app.digest_secret(lower(email)) from users where id = v_user_id);
  return true;
end
$$;

-- Sets the viewer's new password if the key of the current one is right and an attempt was started (app.start_proof). It ends
-- every other session of the person, forgets their other browsers and closes links that were mailed.
create or replace function app.finish_password_change(p_current_key text, p_password_salt text, p_password_key text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.is_own_password(p_current_key) then
    return false;
  end if;
  perform app.set_password(app.current_user_id(), p_password_salt, p_password_key, app.current_session_id());
  perform app.note_proof();
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

create trigger audit_password after update of password_check on users for each row
  when (old.password_check is distinct from new.password_check) execute function app.audit_password();

grant execute on function app.request_password_reset, app.find_password_reset, app.reset_password,
  app.finish_password_change to lotline_app;
