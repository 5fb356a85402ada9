-- Somebody deletes their account. Their name and address go, and everything that is theirs alone; what they did for organizations
-- stays, under a pseudonym made once. Invoices keep the billing details they were issued with, as the law asks.

-- Returns the organizations whose only OWNER is the viewer: they are handed over before the account goes, or closed with it.
-- others are the people who belong to it besides; owes tells whether something has to be paid first, or was used and is not billed yet:
-- without anybody to bill it would never be.
create or replace function app.list_sole_ownerships()
returns table (id uuid, name text, slug text, others integer, owes boolean, closing_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.id, organization.name, organization.slug,
    (select count(*)::integer from memberships where organization_id = organization.id and user_id <> own.user_id),
    app.owes_anything(organization.id) or app.unbilled_use(organization.id) > 0, organization.closing_at
  from memberships own
  join organizations organization on organization.id = own.organization_id
  where own.user_id = app.current_user_id() and own.role = 'OWNER'
    and not exists (select from memberships other
      where other.organization_id = own.organization_id and other.role = 'OWNER' and other.user_id <> own.user_id)
  order by organization.name collate human, organization.id
$$;
comment on function app.list_sole_ownerships is 'Never null: id, name, slug, others, owes.';

-- Deletes the viewer's account and ends all their sessions.
--
--   p_typed    the address they sign in with, typed as a confirmation
--   p_closing  organizations of which they are the only OWNER, to be closed with the account, each in 30 days
--
-- Outcomes: DELETED, NOT_ALLOWED (nobody), PROVE (they have to prove who they are once more), NOT_TYPED, LAST_OWNER (an
-- organization would be left without an OWNER), UNPAID (one that would close owes something), LAST_SUPERADMIN (nobody could give
-- roles of the platform any more).
create or replace function app.delete_account(p_typed text, p_closing uuid[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user users;
  v_sole uuid[];
  v_organization_id uuid;
begin
  select * into v_user from users where id = app.current_user_id() and closed_at is null for no key update;
  if not found then
    return 'NOT_ALLOWED';
  elsif not app.is_proved() then
    return 'PROVE';
  elsif lower(btrim(p_typed)) is distinct from lower(v_user.email) then
    return 'NOT_TYPED';
  elsif app.is_last_superadmin(v_user.id) then
    return 'LAST_SUPERADMIN';
  end if;
  -- As app.lock_people does it for one organization: of two OWNERs who leave at once, the second sees what the first did.
  perform 1 from memberships
  where organization_id in (select organization_id from memberships where user_id = v_user.id)
  order by organization_id, user_id for no key update;
  v_sole := array(select id from app.list_sole_ownerships() where closing_at is null order by id);
  if not v_sole <@ coalesce(p_closing, '{}') then
    return 'LAST_OWNER';
  end if;
  -- Nothing is ordered while it is decided whether something is owed.
  foreach v_organization_id in array v_sole loop
    perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  end loop;
  if exists (select from app.list_sole_ownerships() where closing_at is null and owes) then
    return 'UNPAID';
  end if;
  foreach v_organization_id in array v_sole loop
    perform app.begin_closing(v_organization_id);
  end loop;
  -- One by one, so that everybody who gives roles is told.
  perform app.erase_platform_role(v_user.id, held.role) from (select role from platform_roles where user_id = v_user.id) held;
  perform app.erase_person(v_user);
  if v_user.email_confirmed_at is not null then
    perform app.queue_mail('account-deleted:' || v_user.id, null, v_user.email, 'account-deleted', jsonb_build_object(
      'closing', (select coalesce(jsonb_agg(name order by name collate human), '[]') from organizations where id = any (v_sole))));
  end if;
  return 'DELETED';
end
$$;
comment on function app.delete_account is 'Outcomes: DELETED, NOT_ALLOWED, PROVE, NOT_TYPED, LAST_OWNER, UNPAID, LAST_SUPERADMIN.';

-- Returns the addresses that a person proved to be theirs, now or before, in lower case, but for those that somebody else has an account
-- with by now. What was typed and never proved may be anybody's: no invitation and no mail of theirs goes with this account.
create or replace function app.proved_addresses(p_user_id uuid) returns text[]
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(array_agg(distinct address), '{}')
  from (
    select lower(email) as address from users where id = p_user_id and email_confirmed_at is not null
    union all
    select lower(app.show_personal_values(subject_type, after) ->> 'email') from audit_log
    where organization_id is null and subject_id = p_user_id::text and subject_type = 'user' and after ->> 'email_confirmed_at' is not null
  ) theirs
  where address is not null
    and not exists (select from users where lower(email) = address and (id <> p_user_id or email_confirmed_at is null))
$$;

-- Erases a person. Their row stays as a pseudonym, because orders, reviews and the trail name it. What refers to it by a foreign
-- key with "on delete cascade" is theirs alone and goes: sessions, memberships and with them seats and carts, invitations they
-- made, and whatever a later table declares so. Of the row itself every column is emptied that can be.
create or replace function app.erase_person(p_user users) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_owned record;
  v_pseudonym text := 'Former member ' || upper(substr(md5(gen_random_uuid()::text), 1, 6));
  v_emptied text;
  v_addresses text[] := app.proved_addresses(p_user.id);
  v_address text;
begin
  for v_owned in
    select k.conrelid::regclass as owned, a.attname as person
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'users'::regclass and k.confdeltype = 'c' and cardinality(k.conkey) = 1
    order by k.conrelid::regclass::text, a.attname
  loop
    execute format('delete from %s where %I = $1', v_owned.owned, v_owned.person) using p_user.id;
  end loop;
  delete from invitations where lower(email) = any (v_addresses);
  delete from outgoing_mail where lower(recipient) = any (v_addresses)
    or organization_id is null and lower(recipient) in (lower(p_user.email), p_user.pending_email);
  -- What they wrote to the people behind the site, once it is there.
  delete from outgoing_mail where kind = 'contact-message' and sent_at is not null
    and lower(content -> 'account' ->> 'email') = any (v_addresses || lower(p_user.email));
  foreach v_address in array v_addresses loop
    perform app.remove_alert_recipient(v_address, null);
  end loop;
  delete from sign_in_attempts where email_digest = app.digest_secret(lower(p_user.email));

  select string_agg(format('%I = %s', attname, case
      when not attnotnull then 'null' when atttypid = 'boolean'::regtype then 'false' else quote_literal('none') end), ', ')
  into v_emptied
  from pg_attribute
  where attrelid = 'users'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    and (not attnotnull or atttypid = 'boolean'::regtype or attname like 'password%') and attname not in ('closed_at', 'pseudonym');
  execute format('update users set %s, theme = default, name = $2, pseudonym = $2, email = $3, closed_at = now(), updated_at = now() where id = $1', v_emptied)
  -- An address that nobody could guess and sign up with, which would keep this account from being deleted.
  using p_user.id, v_pseudonym, 'deleted-' || gen_random_uuid() || '@lotline.invalid';
  perform app.append_audit_entry(null, 'erase', 'user', p_user.id::text, null, null);
  -- Last: what was deleted and changed above has left values of theirs, too.
  perform app.forget_personal_values(p_user.id, v_addresses);
end
$$;

grant execute on function app.list_sole_ownerships, app.delete_account to lotline_app;
