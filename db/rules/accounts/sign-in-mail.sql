-- Whoever cannot type their password, or has to wait, signs in by mail: with a link in the browser that asked, or with a code
-- typed there, because mail is often read elsewhere. Both work once, within 15 minutes. A second factor is asked for all the same.

-- Returns what a typed code is kept by. The browser's hash is part of it, so that equal codes look different.
create or replace function app.digest_code(p_browser_hash text, p_code text) returns text
language sql immutable
set search_path = public, pg_temp
as $$ select app.digest_secret(p_browser_hash || ' ' || p_code) $$;

-- Mails a link and a code for the browser whose cookie is given by its hash, if the address has an account. It answers nothing,
-- because nobody may learn whether there is one. Strangers share five mails an hour for an account; a browser that is known to it
-- has five of its own. A newer mail of a browser replaces the earlier one.
create or replace function app.request_sign_in_mail(p_email text, p_browser_hash text, p_device_hash text default null) returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_id uuid;
  v_token text := app.make_mailed_secret();
  -- No vowels, so that it is no word, and nothing that looks like something else.
  v_code text := app.make_mailed_code('BCDFGHJKLMNPQRSTVWXZ23456789', 8);
begin
  select * into v_user from users where lower(email) = lower(p_email);
  if not found then
    return;
  end if;
  if not app.count_use('SIGN_IN_MAIL', app.mail_quota(v_user, p_device_hash), 5) then
    return;
  end if;
  update sign_in_mails set used_at = now() where browser_hash = p_browser_hash and used_at is null;
  insert into sign_in_mails (user_id, browser_hash, token_hash, code_hash, expires_at)
  values (v_user.id, p_browser_hash, app.digest_secret(v_token), app.digest_code(p_browser_hash, v_code), now() + interval '15 minutes')
  returning id into v_id;
  perform app.queue_secret_mail('sign-in:' || v_id, v_user.email, 'sign-in',
    jsonb_build_object('name', app.greeting_name(v_user)), v_token || ' ' || v_code);
end
$$;

-- Says what the link of a sign-in mail does in this browser: OPEN, ELSEWHERE (another browser asked for it), CLOSED (unknown, used,
-- too late, or five wrong codes were typed).
create or replace function app.find_sign_in_mail(p_token_hash text, p_browser_hash text) returns text
language sql stable security definer
set search_path = public, pg_temp
as $$
  select coalesce((
    select case when browser_hash = p_browser_hash then 'OPEN' else 'ELSEWHERE' end from sign_in_mails
    where token_hash = p_token_hash and used_at is null and expires_at > now() and tries < 5), 'CLOSED')
$$;
comment on function app.find_sign_in_mail is 'Outcomes: OPEN, ELSEWHERE, CLOSED.';

-- Signs in by the link's token or by the typed code, whichever is given, in the browser that asked. Five wrong codes close the
-- mail. The token is that of the session, or of the waiting for a second factor. What this proves is a mailbox, so it counts for
-- nothing that asks once more.
--
-- Outcomes: SIGNED_IN with what became of the guest cart, SECOND_FACTOR, WRONG (unknown, used, too late, of another browser).
create or replace function app.use_sign_in_mail(p_browser_hash text, p_mail_token_hash text, p_code text, p_token_hash text,
  p_guest_cart jsonb, p_device jsonb)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_mail sign_in_mails;
begin
  select * into v_mail from sign_in_mails
  where browser_hash = p_browser_hash and used_at is null and expires_at > now() and tries < 5 for update;
  if not found then
    return jsonb_build_object('outcome', 'WRONG');
  end if;
  if v_mail.token_hash is distinct from p_mail_token_hash
    and v_mail.code_hash is distinct from app.digest_code(p_browser_hash, p_code) then
    update sign_in_mails set tries = tries + 1 where id = v_mail.id;
    return jsonb_build_object('outcome', 'WRONG');
  end if;
  update sign_in_mails set used_at = now() where id = v_mail.id;
  perform app.take_over_account(v_mail.user_id);
  return app.admit(v_mail.user_id, p_token_hash, p_guest_cart, p_device, false);
end
$$;
comment on function app.use_sign_in_mail is 'Outcomes: SIGNED_IN, SECOND_FACTOR, WRONG.';

grant execute on function app.request_sign_in_mail, app.find_sign_in_mail, app.use_sign_in_mail to lotline_app;
