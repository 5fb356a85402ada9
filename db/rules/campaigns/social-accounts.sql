-- Accounts that posts are published with. ADMIN and OWNER keep them. Their sealed credentials are handed out by one function, to nobody who
-- is signed in.

grant select (id, organization_id, kind, platform, name, server, handle, max_characters, checked_at, problem, created_by, created_at,
  updated_at) on social_accounts to lotline_app;

create trigger touch_updated_at before update on social_accounts for each row execute function app.touch_updated_at();

-- The address of a webhook may be a key by itself, so the trail has none.
create trigger audit after insert or delete on social_accounts for each row
  execute function app.audit_row('social_account', 'server', 'handle', 'sealed_credentials', 'max_characters', 'checked_at', 'problem', 'updated_at');

-- Says whether the viewer keeps the accounts of their organization: as ADMIN or OWNER, with a seat.
create or replace function app.may_keep_accounts() returns boolean
language sql
set search_path = public, pg_temp
as $$ select coalesce(app.lock_role() in ('OWNER', 'ADMIN') and app.may_use_tool('campaigns'), false) $$;

-- Counts a try of an account, before its server is asked: twenty an hour and organization.
--
--   p_account_id  null for one that is not connected yet
--
-- Outcomes: ALLOWED, TOO_OFTEN, NOT_ALLOWED, NOT_FOUND.
create or replace function app.begin_account_test(p_account_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if not app.may_keep_accounts() then
    return 'NOT_ALLOWED';
  elsif p_account_id is not null and not exists (select from social_accounts
      where organization_id = app.current_organization_id() and id = p_account_id) then
    return 'NOT_FOUND';
  end if;
  return case when app.count_use('ACCOUNT_TEST', app.current_organization_id()::text, 20) then 'ALLOWED' else 'TOO_OFTEN' end;
end
$$;
comment on function app.begin_account_test is 'Outcomes: ALLOWED, TOO_OFTEN, NOT_ALLOWED, NOT_FOUND.';

-- Connects an account whose credentials were tried.
--
--   p_id       came with the form: a second click connects no other one
--   p_account  kind, platform, name, server, handle, max_characters
--
-- Outcomes: CONNECTED (also when it was before), NAME_TAKEN, TOO_MANY, NOT_ALLOWED. is_new tells that these credentials were kept.
create or replace function app.connect_account(p_id uuid, p_account jsonb, p_sealed_credentials text, out outcome text, out is_new boolean)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_given social_accounts := jsonb_populate_record(null::social_accounts, p_account);
begin
  is_new := false;
  outcome := 'CONNECTED';
  if not app.may_keep_accounts() then
    outcome := 'NOT_ALLOWED';
    return;
  elsif exists (select from social_accounts where organization_id = v_organization_id and id = p_id) then
    return;
  elsif (select count(*) from social_accounts where organization_id = v_organization_id) >= 50 then
    outcome := 'TOO_MANY';
    return;
  end if;
  insert into social_accounts (id, organization_id, kind, platform, name, server, handle, sealed_credentials, max_characters, checked_at, created_by)
  values (p_id, v_organization_id, v_given.kind, v_given.platform, v_given.name, v_given.server, v_given.handle, p_sealed_credentials,
    v_given.max_characters, now(), app.current_user_id())
  on conflict do nothing;
  is_new := found;
  if not is_new and not exists (select from social_accounts where organization_id = v_organization_id and id = p_id) then
    outcome := case when exists (select from social_accounts where organization_id = v_organization_id and name = v_given.name)
      then 'NAME_TAKEN' else 'NOT_ALLOWED' end;
  end if;
end
$$;
comment on function app.connect_account is 'Outcomes: CONNECTED, NAME_TAKEN, TOO_MANY, NOT_ALLOWED. Never null: is_new.';

-- Disconnects an account. What it should have published is published by hand from now on; what may be out is left for a person to look at.
--
-- Outcomes: DISCONNECTED, BUSY (a post is on its way with it), NOT_ALLOWED, NOT_FOUND.
create or replace function app.disconnect_account(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_account social_accounts;
begin
  if not app.may_keep_accounts() then
    return 'NOT_ALLOWED';
  end if;
  select * into v_account from social_accounts where organization_id = app.current_organization_id() and id = p_id for update;
  if not found then
    return 'NOT_FOUND';
  end if;
  perform from social_media_posts where organization_id = v_account.organization_id and account_id = v_account.id order by id for no key update;
  if exists (select from social_media_posts where organization_id = v_account.organization_id and account_id = v_account.id
      and leased_until > now()) then
    return 'BUSY';
  end if;
  update social_media_posts set account_id = null,
    status = case when status = 'SCHEDULED' and first_attempt_at is not null then 'FAILED' else status end::social_post_status,
    failed_reason = case when status = 'SCHEDULED' and first_attempt_at is not null
      then 'It may be out: its account was disconnected before the server said so. Look there before you publish it by hand.' else failed_reason end
  where organization_id = v_account.organization_id and account_id = v_account.id;
  delete from social_accounts where id = v_account.id;
  return 'DISCONNECTED';
end
$$;
comment on function app.disconnect_account is 'Outcomes: DISCONNECTED, BUSY, NOT_ALLOWED, NOT_FOUND.';

-- Hands sealed credentials to the schedule, and to what a request does as nobody: of these accounts, or of all, by their ids, to seal those of
-- an older key anew.
--
--   p_ids    null for all
--   p_after  begins behind this id
create or replace function app.list_account_credentials(p_ids uuid[], p_after uuid, p_limit integer)
returns table (account_id uuid, organization_id uuid, kind text, server text, handle text, max_characters integer, sealed_credentials text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select id, organization_id, kind, server, handle, max_characters, sealed_credentials from social_accounts
  where app.current_user_id() is null and (p_ids is null or id = any (p_ids)) and id > p_after
  order by id limit p_limit
$$;
comment on function app.list_account_credentials is 'Never null: account_id, organization_id, kind, server, sealed_credentials.';

-- Notes what a try of an account found.
--
--   p_problem  in words; null where it works
--   p_max_characters  the longest post that the server takes; null where it does not say
create or replace function app.note_account_check(p_account_id uuid, p_problem text, p_max_characters integer) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.current_user_id() is not null then
    return false;
  end if;
  update social_accounts set checked_at = now(), problem = left(p_problem, 1000), max_characters = coalesce(p_max_characters, max_characters)
  where id = p_account_id;
  return found;
end
$$;

-- Puts credentials that were sealed anew in the place of what they were, unless somebody connected the account anew meanwhile.
--
--   p_secrets  a list of {accountId, before, after}
--
-- Returns how many accounts have them.
create or replace function app.replace_account_credentials(p_secrets jsonb) returns integer
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_count integer;
begin
  update social_accounts account set sealed_credentials = given.after
  from jsonb_to_recordset(p_secrets) as given ("accountId" uuid, before text, after text)
  where app.current_user_id() is null and account.id = given."accountId" and account.sealed_credentials = given.before;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

grant execute on function app.begin_account_test, app.connect_account, app.disconnect_account, app.list_account_credentials, app.note_account_check,
  app.replace_account_credentials to lotline_app;
