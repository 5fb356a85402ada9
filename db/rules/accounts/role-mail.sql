-- Whose role changes is told by mail, and by whom; so are the OWNERs when there is a new one, or one less.

-- Queues the mail about a changed role. What nobody did, such as a script of the database's owner, is not told.
create or replace function app.tell_role_change() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.current_user_id() is null then
    return null;
  end if;
  perform app.queue_mail('role:' || gen_random_uuid(), new.organization_id, reader.email, 'role-changed', jsonb_build_object(
    'organization', organization.name, 'person', person.name, 'isReader', reader.id = person.id,
    'role', new.role, 'formerRole', old.role, 'changedBy', actor.name, 'at', now()))
  from users person, users actor, users reader, organizations organization
  where person.id = new.user_id and actor.id = app.current_user_id() and organization.id = new.organization_id
    and reader.id <> actor.id
    and (reader.id = person.id or 'OWNER' in (old.role, new.role) and exists (
      select from memberships where organization_id = new.organization_id and user_id = reader.id and role = 'OWNER'));
  return null;
end
$$;

create trigger tell_role_change after update of role on memberships for each row
  when (old.role is distinct from new.role) execute function app.tell_role_change();
