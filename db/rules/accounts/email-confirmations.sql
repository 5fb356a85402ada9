-- An address is confirmed by whoever reads its mail: by a link, in a browser that is signed in to the account, or by a code of six
-- digits. Both work for 30 minutes and once. Until then nothing leaves the account for anybody else: no order, request, invitation
-- or review.

-- Says whether the viewer's address is confirmed; false for nobody.
create or replace function app.is_confirmed() returns boolean
language sql stable security definer
set search_path = public, pg_temp
as $$ select coalesce((select email_confirmed_at is not null from users where id = app.current_user_id()), false) $$;

-- Returns the hash under which a code of a person is kept.
create or replace function app.hash_email_code(p_user_id uuid, p_code text) returns text
language sql immutable
set search_path = public, pg_temp
as $$ select app.digest_secret(p_user_id || ':' || p_code) $$;

-- Counts one more mail that confirms an address. Returns false after 5 within an hour for one account, or 10 to one address.
create or replace function app.count_confirmation(p_user_id uuid, p_email text) returns boolean
language sql
set search_path = public, pg_temp
as $$
  select app.count_use('EMAIL_CONFIRMATION', p_user_id::text, 5)
    and app.count_use('EMAIL_CONFIRMATION', app.digest_secret(lower(p_email)), 10)
$$;

-- Mails a link and a code that confirm an address for a person, in place of those sent before. Nothing stands in the mail that the
-- person chose. The caller counts it.
create or replace function app.send_confirmation(p_user_id uuid, p_email text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_token text := app.make_mailed_secret();
  v_code text := app.make_mailed_code('0123456789', 6);
begin
  insert into email_confirmations (user_id, email, token_hash, code_hash, expires_at)
  values (p_user_id, lower(p_email), app.digest_secret(v_token), app.hash_email_code(p_user_id, v_code),
    now() + interval '30 minutes')
  on conflict (user_id) do update set email = excluded.email, token_hash = excluded.token_hash, code_hash = excluded.code_hash, tries = 0,
    created_at = now(), expires_at = excluded.expires_at;
  perform app.queue_secret_mail(format('email-confirmation:%s:%s', p_user_id, gen_random_uuid()), lower(p_email), 'email-confirmation',
    jsonb_build_object('isChange', exists (select from users where id = p_user_id and lower(email) <> lower(p_email))), v_token || ' ' || v_code);
end
$$;

-- Mails the viewer a new link and code, for the address they are changing to or for their own.
--
-- Outcomes: SENT; CONFIRMED (there is nothing to confirm), TOO_OFTEN, NOT_ALLOWED (nobody).
create or replace function app.send_email_confirmation() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_email text;
begin
  select * into v_user from users where id = app.current_user_id() for update;
  v_email := coalesce(v_user.pending_email, v_user.email);
  if v_user.id is null then
    return 'NOT_ALLOWED';
  elsif v_user.email_confirmed_at is not null and v_user.pending_email is null then
    return 'CONFIRMED';
  elsif not app.count_confirmation(v_user.id, v_email) then
    return 'TOO_OFTEN';
  end if;
  perform app.send_confirmation(v_user.id, v_email);
  return 'SENT';
end
$$;
comment on function app.send_email_confirmation is 'Outcomes: SENT, CONFIRMED, TOO_OFTEN, NOT_ALLOWED.';

-- Makes the address that a person was asked about theirs, and confirmed. A confirmed address that it takes the place of is told, and
-- what was sent there to sign in, or to choose a new password, ends.
--
-- Outcomes: CONFIRMED, EMAIL_TAKEN (another account got the address meanwhile; the change is dropped).
create or replace function app.settle_confirmation(p_asked email_confirmations) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_before users;
begin
  select * into v_before from users where id = p_asked.user_id for update;
  delete from email_confirmations where user_id = p_asked.user_id;
  begin
    update users set email = p_asked.email, email_confirmed_at = now(), pending_email = null, updated_at = now() where id = p_asked.user_id;
  exception when unique_violation then
    update users set pending_email = null, updated_at = now() where id = p_asked.user_id;
    return 'EMAIL_TAKEN';
  end;
  if lower(v_before.email) <> p_asked.email then
    update password_resets set used_at = now() where user_id = p_asked.user_id and used_at is null;
    update sign_in_mails set used_at = now() where user_id = p_asked.user_id and used_at is null;
    if v_before.email_confirmed_at is not null then
      perform app.queue_mail(format('email-changed:%s:%s', p_asked.user_id, gen_random_uuid()), null, v_before.email, 'email-changed',
        jsonb_build_object('name', v_before.name, 'email', p_asked.email));
    end if;
  end if;
  return 'CONFIRMED';
end
$$;
comment on function app.settle_confirmation is 'Outcomes: CONFIRMED, EMAIL_TAKEN.';

-- Confirms the viewer's address, or the one they are changing to, by the code of the mail. A wrong code counts, and the fifth closes it.
--
-- Outcomes: CONFIRMED (also when it was before); NO_CODE (null was given, and the address is not confirmed), WRONG, CLOSED (unknown,
-- used, expired, or five wrong codes), EMAIL_TAKEN, NOT_ALLOWED (nobody).
create or replace function app.confirm_email(p_code text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_asked email_confirmations;
begin
  select * into v_user from users where id = app.current_user_id();
  if not found then
    return 'NOT_ALLOWED';
  elsif p_code is null then
    return case when v_user.email_confirmed_at is null then 'NO_CODE' else 'CONFIRMED' end;
  end if;
  select * into v_asked from email_confirmations where user_id = v_user.id for update;
  if not found then
    return case when app.is_confirmed() and v_user.pending_email is null then 'CONFIRMED' else 'CLOSED' end;
  elsif v_asked.expires_at <= now() or v_asked.tries >= 5 then
    return 'CLOSED';
  elsif v_asked.code_hash <> app.hash_email_code(v_user.id, p_code) then
    update email_confirmations set tries = tries + 1 where user_id = v_user.id;
    return case when v_asked.tries + 1 < 5 then 'WRONG' else 'CLOSED' end;
  end if;
  return app.settle_confirmation(v_asked);
end
$$;
comment on function app.confirm_email is 'Outcomes: CONFIRMED, NO_CODE, WRONG, CLOSED, EMAIL_TAKEN, NOT_ALLOWED.';

-- Tells what a link confirms: the address, whether it is a change of one, whether the viewer is signed in to its account, and
-- whether it still works. No row for an unknown link.
create or replace function app.find_email_confirmation(p_token_hash text)
returns table (email text, is_change boolean, is_own boolean, is_open boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select asked.email, lower(person.email) <> asked.email, person.id is not distinct from app.current_user_id(), asked.expires_at > now()
  from email_confirmations asked join users person on person.id = asked.user_id
  where asked.token_hash = p_token_hash
$$;
comment on function app.find_email_confirmation is 'Never null: email, is_change, is_own, is_open.';

-- Confirms an address by the link of the mail, for the account it was sent for and for no other.
--
-- Outcomes: CONFIRMED; CLOSED (unknown, used, expired), SIGN_IN_FIRST, OTHER_ACCOUNT, EMAIL_TAKEN.
create or replace function app.confirm_email_by_link(p_token_hash text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_asked email_confirmations;
begin
  select * into v_asked from email_confirmations where token_hash = p_token_hash and expires_at > now() for update;
  if not found then
    return 'CLOSED';
  elsif app.current_user_id() is null then
    return 'SIGN_IN_FIRST';
  elsif v_asked.user_id <> app.current_user_id() then
    return 'OTHER_ACCOUNT';
  end if;
  return app.settle_confirmation(v_asked);
end
$$;
comment on function app.confirm_email_by_link is 'Outcomes: CONFIRMED, CLOSED, SIGN_IN_FIRST, OTHER_ACCOUNT, EMAIL_TAKEN.';

-- Takes an address away from an account that was made with it by somebody else, or that wants to change to it, by the link of the
-- mail; also once the link confirms nothing any more.
--
-- Outcomes: DELETED (the account, which never had a confirmed address), DROPPED (the change), CLOSED (an unknown link).
create or replace function app.disown_email(p_token_hash text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_asked email_confirmations;
begin
  select * into v_asked from email_confirmations where token_hash = p_token_hash for update;
  if not found then
    return 'CLOSED';
  end if;
  delete from email_confirmations where user_id = v_asked.user_id;
  if exists (select from users where id = v_asked.user_id and email_confirmed_at is null and lower(email) = v_asked.email) then
    perform app.delete_unconfirmed_account(v_asked.user_id);
    return 'DELETED';
  end if;
  update users set pending_email = null, updated_at = now() where id = v_asked.user_id;
  return 'DROPPED';
end
$$;
comment on function app.disown_email is 'Outcomes: DELETED, DROPPED, CLOSED.';

-- Starts changing the viewer's address: it becomes theirs once it is confirmed.
--
-- Outcomes: ASKED; UNCHANGED (it is theirs), EMAIL_TAKEN, TOO_OFTEN, PROVE (they have not proved lately who they are; an address
-- that was never confirmed is corrected without), NOT_ALLOWED (nobody).
create or replace function app.change_email(p_email text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
begin
  select * into v_user from users where id = app.current_user_id() for update;
  if not found then
    return 'NOT_ALLOWED';
  elsif lower(p_email) = lower(v_user.email) then
    return 'UNCHANGED';
  elsif v_user.email_confirmed_at is not null and not app.is_proved() then
    return 'PROVE';
  -- Asking counts even in vain, because the answer tells whether an address has an account.
  elsif not app.count_confirmation(v_user.id, p_email) then
    return 'TOO_OFTEN';
  elsif exists (select from users where lower(email) = lower(p_email)) then
    return 'EMAIL_TAKEN';
  end if;
  perform app.send_confirmation(v_user.id, p_email);
  update users set pending_email = lower(p_email), updated_at = now() where id = v_user.id;
  return 'ASKED';
end
$$;
comment on function app.change_email is 'Outcomes: ASKED, UNCHANGED, EMAIL_TAKEN, TOO_OFTEN, PROVE, NOT_ALLOWED.';

-- Drops the change of the viewer's address, so that it stays as it is. Returns false when none was waiting.
create or replace function app.drop_email_change() returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update users set pending_email = null, updated_at = now() where id = app.current_user_id() and pending_email is not null;
  if not found then
    return false;
  end if;
  delete from email_confirmations where user_id = app.current_user_id();
  return true;
end
$$;

-- Confirms the address of a person who proved by a mailed link that they read its mail. Called by those who checked the link.
create or replace function app.confirm_by_mail(p_user_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  update users set email_confirmed_at = now(), updated_at = now() where id = p_user_id and email_confirmed_at is null;
  delete from email_confirmations asked using users person
  where asked.user_id = p_user_id and person.id = asked.user_id and lower(person.email) = asked.email
$$;

-- Settles an account whose password is reset by its address. A change of address that waited is dropped: whoever asked for it may be
-- the one who is locked out. Where the address was never confirmed, whoever made the account may be somebody else than who reads its
-- mail: the address is confirmed now, and the person leaves organizations with other people, so that nobody lies in wait for them
-- there. An organization they alone belong to stays theirs, to be renamed or dropped.
create or replace function app.settle_reset_account(p_user_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update users set pending_email = null where id = p_user_id and pending_email is not null;
  if exists (select from users where id = p_user_id and email_confirmed_at is null) then
    delete from memberships membership where membership.user_id = p_user_id
      and exists (select from memberships other where other.organization_id = membership.organization_id and other.user_id <> p_user_id);
    delete from shopping_carts cart where cart.user_id = p_user_id
      and not exists (select from memberships where organization_id = cart.organization_id and user_id = p_user_id);
    perform app.confirm_by_mail(p_user_id);
  end if;
  delete from email_confirmations where user_id = p_user_id;
end
$$;

-- Gives an account whose address was never confirmed to whoever signs in to it by mail, as a reset does. The password goes too:
-- somebody else may have chosen it, and the person chooses one by mail.
create or replace function app.take_over_account(p_user_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if exists (select from users where id = p_user_id and email_confirmed_at is null) then
    perform app.settle_reset_account(p_user_id);
    update users set password_salt = null, password_check = null where id = p_user_id;
    perform app.forget_sign_ins(p_user_id, null);
  end if;
end
$$;

-- Deletes an account that was made with an address of somebody else: the person is erased, and the address is free. An organization
-- they were alone in loses its name, and is emptied as one whose 30 days are over: nobody is left who could change their mind.
create or replace function app.delete_unconfirmed_account(p_user_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_organization_ids uuid[] := array(select mine.organization_id from memberships mine where mine.user_id = p_user_id
    and not exists (select from memberships other where other.organization_id = mine.organization_id and other.user_id <> p_user_id));
begin
  select * into v_user from users where id = p_user_id for update;
  perform app.erase_person(v_user);
  update organizations set name = 'Closed organization', slug = 'closed-' || id, closing_at = now(), updated_at = now()
  where id = any (v_organization_ids) and closed_at is null;
end
$$;

-- Forgets confirmations and questions about invoices that nobody answered within 30 days, with the mail that waited for an answer.
-- The schedule calls it. Returns how many.
create or replace function app.forget_confirmations() returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_confirmations integer;
  v_questions integer;
begin
  with forgotten as (
    delete from email_confirmations where user_id in (
      select user_id from email_confirmations where created_at < now() - interval '30 days' for update skip locked)
    returning user_id, email
  ), unchanged as (
    -- The address that they never changed to is a stranger's for all anybody knows.
    update users person set pending_email = null from forgotten where person.id = forgotten.user_id and person.pending_email = forgotten.email
  )
  select count(*) into v_confirmations from forgotten;
  delete from outgoing_mail mail using billing_emails asked
  where mail.is_held and mail.organization_id = asked.organization_id and lower(mail.recipient) = asked.email
    and asked.confirmed_at is null and asked.asked_at < now() - interval '30 days';
  delete from billing_emails where confirmed_at is null and refused_at is null and asked_at < now() - interval '30 days';
  get diagnostics v_questions = row_count;
  return v_confirmations + v_questions;
end
$$;

grant execute on function app.is_confirmed, app.send_email_confirmation, app.confirm_email, app.find_email_confirmation,
  app.confirm_email_by_link, app.disown_email, app.change_email, app.drop_email_change to lotline_app;
grant execute on function app.forget_confirmations to lotline_tasks;
