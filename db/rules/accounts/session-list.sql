-- People see where they are signed in, and end it there. An OWNER ends a member's sessions of the organization, and a platform
-- admin anybody's.

-- Lists the viewer's sessions that still live, this one first, then the latest used. Last use is known to five minutes.
create or replace function app.list_sessions()
returns table (id uuid, device text, country text, organization_name text, created_at timestamptz, last_seen_at timestamptz, is_current boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select session.id, session.device, session.country, organization.name, session.created_at, session.last_seen_at,
    session.id = app.current_session_id()
  from sessions session
  left join organizations organization on organization.id = session.organization_id
  where session.user_id = app.current_user_id() and session.expires_at > now() and session.last_seen_at > now() - interval '7 days'
  order by session.id = app.current_session_id() desc, session.last_seen_at desc, session.id
$$;
comment on function app.list_sessions is 'Never null: id, created_at, last_seen_at, is_current.';

-- Ends one of the viewer's sessions. Its browser is forgotten, unless they use it for another session. Returns false when it
-- is not theirs, or has ended.
create or replace function app.end_own_session(p_id uuid) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_session sessions;
begin
  delete from sessions where id = p_id and user_id = app.current_user_id() returning * into v_session;
  if not found then
    return false;
  end if;
  delete from known_devices device where device.user_id = v_session.user_id and device.token_hash = v_session.device_hash
    and not exists (select from sessions other where other.user_id = device.user_id and other.device_hash = device.token_hash);
  return true;
end
$$;

-- Ends the sessions in which somebody works for the current organization.
--
-- Outcomes: ENDED, NOT_FOUND, NOT_ALLOWED (only an OWNER does this, and not to themselves).
create or replace function app.end_member_sessions(p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_role() is distinct from 'OWNER' or p_user_id = app.current_user_id() then
    return 'NOT_ALLOWED';
  end if;
  if not exists (select from memberships where organization_id = app.current_organization_id() and user_id = p_user_id) then
    return 'NOT_FOUND';
  end if;
  delete from sessions where user_id = p_user_id and organization_id = app.current_organization_id();
  perform app.append_audit_entry(app.current_organization_id(), 'end_sessions', 'user', p_user_id::text, null, null);
  return 'ENDED';
end
$$;
comment on function app.end_member_sessions is 'Outcomes: ENDED, NOT_FOUND, NOT_ALLOWED.';

-- Signs somebody out everywhere and forgets their browsers, by SUPPORT. They are told by mail, if the address is known to be theirs.
--
-- Outcomes: ENDED, NOT_FOUND, PROVE (the viewer has to show once more who they are).
create or replace function app.end_person_sessions(p_email text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_person users;
begin
  perform app.require_platform_role('{SUPPORT}');
  select * into v_person from users where lower(email) = lower(p_email);
  if not found then
    return 'NOT_FOUND';
  elsif not app.is_proved() then
    return 'PROVE';
  end if;
  perform app.forget_sign_ins(v_person.id, null);
  perform app.append_audit_entry(null, 'end_sessions', 'user', v_person.id::text, null, null);
  if v_person.email_confirmed_at is not null then
    perform app.queue_mail('signed-out:' || gen_random_uuid(), null, v_person.email, 'signed-out',
      jsonb_build_object('name', v_person.name, 'at', now()));
  end if;
  return 'ENDED';
end
$$;
comment on function app.end_person_sessions is 'Outcomes: ENDED, NOT_FOUND, PROVE.';

grant execute on function app.list_sessions, app.end_own_session, app.end_member_sessions, app.end_person_sessions to lotline_app;
