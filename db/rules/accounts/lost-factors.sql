-- Whoever has lost phone, passkeys and recovery codes asks the platform, which finds out who asks by other means than mail.

-- Takes every second factor of somebody away, by SUPPORT, and signs them out everywhere. They are told by mail, the trail of the
-- platform keeps the reason, and that of their organization the fact.
--
-- Outcomes: RESET, NOT_FOUND (no account of this email), NO_FACTOR, OWN_ORGANIZATION (the viewer, or somebody they work with),
-- OF_PLATFORM (they have a role of the platform: only the owner of the database does it, so that no role is taken over), PROVE.
create or replace function app.reset_second_factors(p_email text, p_reason text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_person users;
  v_organization_id uuid;
begin
  perform app.require_platform_role('{SUPPORT}');
  select * into v_person from users where lower(email) = lower(p_email) for no key update;
  if not found then
    return 'NOT_FOUND';
  end if;
  if v_person.id = app.current_user_id() or exists (
      select from memberships own join memberships theirs using (organization_id)
      where own.user_id = app.current_user_id() and theirs.user_id = v_person.id) then
    return 'OWN_ORGANIZATION';
  end if;
  if exists (select from platform_roles where user_id = v_person.id) then
    return 'OF_PLATFORM';
  end if;
  if not app.is_proved() then
    return 'PROVE';
  end if;
  if not app.has_second_factor(v_person.id) then
    return 'NO_FACTOR';
  end if;
  delete from authenticators where user_id = v_person.id;
  delete from passkeys where user_id = v_person.id;
  delete from second_factor_attempts where user_id = v_person.id;
  perform app.end_second_factors(v_person.id);
  perform app.forget_sign_ins(v_person.id, null);
  perform app.append_audit_entry(null, 'second_factors_reset', 'user', v_person.id::text, null, jsonb_build_object('reason', p_reason));
  v_organization_id := app.home_organization(v_person.id);
  if v_organization_id is not null then
    perform app.append_audit_entry(v_organization_id, 'second_factors_reset', 'user', v_person.id::text, null, null);
  end if;
  perform app.queue_mail('second-factors-reset:' || gen_random_uuid(), null, v_person.email, 'second-factors-reset',
    jsonb_build_object('name', v_person.name, 'reason', p_reason));
  return 'RESET';
end
$$;
comment on function app.reset_second_factors is 'Outcomes: RESET, NOT_FOUND, NO_FACTOR, OWN_ORGANIZATION, OF_PLATFORM, PROVE.';

grant execute on function app.reset_second_factors to lotline_app;
