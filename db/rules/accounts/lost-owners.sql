-- An organization is left without an OWNER when the last one deleted their account and closed it while others still belonged to it. In
-- its 30 days nobody there can keep it open, or make an OWNER: the platform does.

-- Makes an ADMIN or MEMBER of an organization without an OWNER its OWNER, by SUPPORT. They are told by mail (app.tell_role_change), the
-- trail of the organization keeps their new role, and that of the platform the reason.
--
-- Outcomes: APPOINTED, NOT_FOUND (no such organization, or no ADMIN or MEMBER of it), HAS_OWNER, NOT_CONFIRMED (the person's address is
-- not, so the account may be somebody else's), CLOSED (its 30 days are over), OWN_ORGANIZATION, PROVE (the viewer has to show once more
-- who they are).
create or replace function app.appoint_owner(p_organization_id uuid, p_user_id uuid, p_reason text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_is_confirmed boolean;
begin
  perform app.require_platform_role('{SUPPORT}');
  if app.is_own_organization(p_organization_id) then
    return 'OWN_ORGANIZATION';
  elsif not app.is_proved() then
    return 'PROVE';
  end if;
  -- As app.lock_people does it: of two who appoint at once, the second finds an OWNER.
  perform 1 from memberships where organization_id = p_organization_id order by user_id for no key update;
  select person.email_confirmed_at is not null into v_is_confirmed
  from memberships membership join users person on person.id = membership.user_id
  where membership.organization_id = p_organization_id and membership.user_id = p_user_id and membership.role <> 'VIEWER';
  if not found then
    return 'NOT_FOUND';
  elsif exists (select from memberships where organization_id = p_organization_id and role = 'OWNER') then
    return 'HAS_OWNER';
  elsif app.is_past_closing(p_organization_id) then
    return 'CLOSED';
  elsif not v_is_confirmed then
    return 'NOT_CONFIRMED';
  end if;
  -- The platform's chain before the organization's, as where second factors are taken away.
  perform app.append_audit_entry(null, 'appoint_owner', 'organization', p_organization_id::text, null,
    jsonb_build_object('user_id', p_user_id, 'reason', p_reason));
  update memberships set role = 'OWNER' where organization_id = p_organization_id and user_id = p_user_id;
  return 'APPOINTED';
end
$$;
comment on function app.appoint_owner is
  'Outcomes: APPOINTED, NOT_FOUND, HAS_OWNER, NOT_CONFIRMED, CLOSED, OWN_ORGANIZATION, PROVE.';

grant execute on function app.appoint_owner to lotline_app;
