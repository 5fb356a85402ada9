-- Whose role changes, or who is removed, is told by mail, and by whom; so are the OWNERs when there is a new one, or one less.

-- Queues the mail about a role. Who has just accepted an invitation got theirs from whoever invited them. Nobody is told of what
-- nobody did, such as a script of the database's owner, nor that somebody left: mail would go on naming who deleted their account.
create or replace function app.tell_role_change() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_user_id uuid := case when tg_op = 'DELETE' then old.user_id else new.user_id end;
  v_organization_id uuid := case when tg_op = 'DELETE' then old.organization_id else new.organization_id end;
  v_role org_role := case when tg_op <> 'DELETE' then new.role end;
  v_former org_role := case when tg_op <> 'INSERT' then old.role end;
  v_actor_id uuid := app.current_user_id();
  v_giver text;
begin
  -- Whoever removes somebody is still there.
  if v_actor_id is null or tg_op = 'DELETE' and not exists (
      select from memberships where organization_id = v_organization_id and user_id = v_actor_id) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    select inviter.name into v_giver
    from invitations invitation join users person on lower(person.email) = lower(invitation.email)
    join users inviter on inviter.id = invitation.invited_by
    where invitation.organization_id = v_organization_id and person.id = v_user_id and invitation.accepted_at is not null
    order by invitation.accepted_at desc limit 1;
  end if;
  perform app.queue_mail('role:' || gen_random_uuid(), v_organization_id, reader.email, 'role-changed', jsonb_build_object(
    'organization', organization.name, 'person', person.name, 'isReader', reader.id = person.id,
    'role', v_role, 'formerRole', v_former, 'changedBy', coalesce(v_giver, actor.name), 'at', now()))
  from users person, users actor, users reader, organizations organization
  where person.id = v_user_id and actor.id = v_actor_id and organization.id = v_organization_id
    and reader.id <> actor.id
    and (reader.id = person.id or 'OWNER' in (v_former, v_role) and exists (
      select from memberships where organization_id = v_organization_id and user_id = reader.id and role = 'OWNER'));
  return null;
end
$$;

create trigger tell_role_change after update of role on memberships for each row
  when (old.role is distinct from new.role) execute function app.tell_role_change();
create trigger tell_membership after insert or delete on memberships for each row execute function app.tell_role_change();
