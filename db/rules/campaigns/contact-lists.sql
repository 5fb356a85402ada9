-- A list keeps who is on it and who left. Who left by themselves is not put back by a colleague, under the addresses that they left from;
-- who was taken off by a colleague is.

grant select (id, organization_id, name, description, created_at, updated_at) on contact_lists to lotline_app;
grant insert (id, organization_id, name, description) on contact_lists to lotline_app;
grant update (name, description) on contact_lists to lotline_app;
grant select (organization_id, list_id, contact_id, created_at, left_at, left_by_person, left_email) on contact_list_members to lotline_app;

create trigger touch_updated_at before update on contact_lists for each row execute function app.touch_updated_at();

-- Says whether a member is on the list under an address. `left_email` holds the addresses they left from, with spaces between. In PL/pgSQL,
-- because it is asked for every member of a list.
create or replace function app.is_on_list(p_left_at timestamptz, p_left_by_person boolean, p_left_email text, p_email text) returns boolean
language plpgsql immutable
set search_path = pg_catalog
as $$
begin
  return p_left_at is null or p_left_by_person and p_email <> all (string_to_array(p_left_email, ' '));
end
$$;

-- Saves a list.
--
--   p_is_new  whether the form makes it; sent twice, it makes one
--
-- Outcomes: SAVED; TAKEN (another list has the name), NOT_FOUND, NOT_ALLOWED.
create or replace function app.save_contact_list(p_id uuid, p_is_new boolean, p_name text, p_description text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  end if;
  begin
    update contact_lists set name = p_name, description = p_description where organization_id = v_organization_id and id = p_id;
    if found then
      return 'SAVED';
    elsif not p_is_new then
      return 'NOT_FOUND';
    end if;
    insert into contact_lists (id, organization_id, name, description) values (p_id, v_organization_id, p_name, p_description);
  exception when unique_violation then
    return case when exists (select from contact_lists where organization_id = v_organization_id and name = p_name) then 'TAKEN'
      else 'NOT_ALLOWED' end;
  end;
  return 'SAVED';
end
$$;
comment on function app.save_contact_list is 'Outcomes: SAVED, TAKEN, NOT_FOUND, NOT_ALLOWED.';

-- Deletes a list. Its contacts stay; who left it is forgotten with it.
--
-- Outcomes: DELETED; IN_USE (a form or a running import puts people on it), NOT_FOUND, NOT_ALLOWED.
create or replace function app.delete_contact_list(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  end if;
  perform 1 from contact_lists where organization_id = v_organization_id and id = p_id for update;
  if not found then
    return 'NOT_FOUND';
  elsif exists (select from signup_forms where organization_id = v_organization_id and list_id = p_id)
    or exists (select from contact_imports where organization_id = v_organization_id and list_id = p_id and status = 'RUNNING') then
    return 'IN_USE';
  end if;
  update contact_imports set list_id = null where organization_id = v_organization_id and list_id = p_id;
  delete from contact_lists where organization_id = v_organization_id and id = p_id;
  return 'DELETED';
end
$$;
comment on function app.delete_contact_list is 'Outcomes: DELETED, IN_USE, NOT_FOUND, NOT_ALLOWED.';

-- Puts a contact on a list, named by id or, without one, by address.
--
-- Outcomes: ADDED (also when they were on it); LEFT (they left it themselves), NO_CONTACT (nobody has the address), NOT_FOUND (no such list,
-- or no such contact), NOT_ALLOWED.
create or replace function app.add_to_list(p_list_id uuid, p_contact_id uuid, p_email text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_contact contacts;
  v_member contact_list_members;
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  elsif not exists (select from contact_lists where organization_id = v_organization_id and id = p_list_id for key share) then
    return 'NOT_FOUND';
  end if;
  select * into v_contact from contacts
  where organization_id = v_organization_id and (id = p_contact_id or p_contact_id is null and email = lower(p_email))
  for key share;
  if v_contact.id is null then
    return case when p_contact_id is null then 'NO_CONTACT' else 'NOT_FOUND' end;
  end if;
  insert into contact_list_members (organization_id, list_id, contact_id) values (v_organization_id, p_list_id, v_contact.id)
  on conflict do nothing;
  select * into v_member from contact_list_members
  where organization_id = v_organization_id and list_id = p_list_id and contact_id = v_contact.id for update;
  if app.is_on_list(v_member.left_at, v_member.left_by_person, v_member.left_email, v_contact.email) then
    return 'ADDED';
  elsif v_member.left_by_person then
    return 'LEFT';
  end if;
  update contact_list_members set left_at = null, left_email = null, created_at = now()
  where organization_id = v_organization_id and list_id = p_list_id and contact_id = v_contact.id;
  return 'ADDED';
end
$$;
comment on function app.add_to_list is 'Outcomes: ADDED, LEFT, NO_CONTACT, NOT_FOUND, NOT_ALLOWED.';

-- Takes a contact off a list.
--
-- Outcomes: REMOVED (also when they were not on it); NOT_FOUND, NOT_ALLOWED.
create or replace function app.remove_from_list(p_list_id uuid, p_contact_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_email text := (select email from contacts where organization_id = v_organization_id and id = p_contact_id);
begin
  if not app.may_keep_contacts() then
    return 'NOT_ALLOWED';
  elsif v_email is null or not exists (select from contact_lists where organization_id = v_organization_id and id = p_list_id) then
    return 'NOT_FOUND';
  end if;
  -- Who had left it under another address keeps having left there.
  update contact_list_members set left_at = coalesce(left_at, now()), left_email = concat_ws(' ', left_email, v_email)
  where organization_id = v_organization_id and list_id = p_list_id and contact_id = p_contact_id
    and app.is_on_list(left_at, left_by_person, left_email, v_email);
  return 'REMOVED';
end
$$;
comment on function app.remove_from_list is 'Outcomes: REMOVED, NOT_FOUND, NOT_ALLOWED.';

-- Notes that a person leaves a list by themselves, from the address that their contact has.
create or replace function app.leave_list(p_organization_id uuid, p_contact_id uuid, p_list_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into contact_list_members as member (organization_id, list_id, contact_id, left_at, left_by_person, left_email)
  select list.organization_id, list.id, contact.id, now(), true, contact.email
  from contact_lists list join contacts contact on contact.organization_id = list.organization_id
  where list.organization_id = p_organization_id and list.id = p_list_id and contact.id = p_contact_id
  on conflict (organization_id, list_id, contact_id) do update set
    left_at = coalesce(member.left_at, now()), left_by_person = true,
    left_email = case when excluded.left_email = any (string_to_array(member.left_email, ' ')) then member.left_email
      else concat_ws(' ', member.left_email, excluded.left_email) end
$$;

-- Puts a person on a list who asked for it, and forgets that they left it from the address that their contact has.
create or replace function app.join_list_by_person(p_organization_id uuid, p_contact_id uuid, p_list_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_member contact_list_members;
  v_email text := (select email from contacts where organization_id = p_organization_id and id = p_contact_id);
  v_others text;
begin
  insert into contact_list_members (organization_id, list_id, contact_id)
  select p_organization_id, id, p_contact_id from contact_lists
  where organization_id = p_organization_id and id = p_list_id and v_email is not null
  on conflict do nothing;
  select * into v_member from contact_list_members
  where organization_id = p_organization_id and list_id = p_list_id and contact_id = p_contact_id for update;
  if app.is_on_list(v_member.left_at, v_member.left_by_person, v_member.left_email, v_email) then
    return;
  end if;
  if v_member.left_by_person then
    v_others := nullif(array_to_string(array_remove(string_to_array(v_member.left_email, ' '), v_email), ' '), '');
  end if;
  update contact_list_members set left_at = case when v_others is not null then left_at end, left_by_person = v_others is not null,
    left_email = v_others, created_at = now()
  where organization_id = p_organization_id and list_id = p_list_id and contact_id = p_contact_id;
end
$$;

grant execute on function app.is_on_list, app.save_contact_list, app.delete_contact_list, app.add_to_list, app.remove_from_list to lotline_app;
