-- An invitation lets somebody into an organization. Its token is made here and travels by mail only; what is kept is its digest.

grant select (id, organization_id, email, role, invited_by, created_at, expires_at,
  accepted_at) on invitations to lotline_app;

-- Says whether somebody with a role may invite somebody as another: OWNER and ADMIN invite, and only an OWNER invites an OWNER.
create or replace function app.may_give_role(p_role org_role, p_given org_role) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$ select coalesce(p_role = 'OWNER' or (p_role = 'ADMIN' and p_given <> 'OWNER'), false) $$;

-- Takes back what somebody invited and could not invite any more: they are gone, or have another role.
create or replace function app.revoke_invitations() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  delete from invitations invitation
  where invitation.organization_id = old.organization_id and invitation.invited_by = old.user_id and invitation.accepted_at is null
    and not app.may_give_role(case when tg_op = 'UPDATE' then new.role end, invitation.role);
  return null;
end
$$;
create trigger revoke_invitations after delete or update of role on memberships for each row execute function app.revoke_invitations();

-- Drops the mail of a link that opens nothing any more, where it still waits for its turn.
create or replace function app.drop_invitation_mail() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  delete from outgoing_mail where key = 'invitation:' || old.token_hash and sent_at is null and claimed_at is null;
  return null;
end
$$;
create trigger drop_invitation_mail after delete or update of token_hash on invitations for each row execute function app.drop_invitation_mail();

-- Mails an invitation to its address, with a token that nobody else learns: its digest is what is kept.
create or replace function app.mail_invitation(p_invitation invitations, p_token text) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_counted_secret('invitation:' || app.digest_secret(p_token), p_invitation.organization_id, p_invitation.email, 'invitation',
    jsonb_build_object('organization', organization.name, 'invitedBy', inviter.name, 'role', p_invitation.role), p_token)
  from organizations organization, users inviter
  where organization.id = p_invitation.organization_id and inviter.id = p_invitation.invited_by
$$;

-- Says whether mail of the organization to an address would wait for more than a day: then nobody is invited, because accounts are
-- free, and the mail that waits must not grow without an end.
create or replace function app.waits_too_long(p_organization_id uuid, p_email text) returns boolean
language sql
set search_path = public, pg_temp
as $$ select app.find_mail_turn(p_organization_id, p_email) > now() + interval '1 day' $$;

-- Invites an address for 7 days and mails it the link; a second invitation replaces the first.
--
-- Outcomes: INVITED, ALREADY_MEMBER, NOT_ALLOWED (see app.may_give_role; nor does anybody replace an invitation they could not have made),
-- NOT_CONFIRMED (the viewer's own address is not), PROVE (who invites an OWNER is asked once more who they are), TOO_OFTEN (see
-- app.waits_too_long).
create or replace function app.invite(p_email text, p_role org_role)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role;
  v_token text := app.make_mailed_secret();
  v_invitation invitations;
begin
  select role into v_role from memberships
  where organization_id = v_organization_id and user_id = app.current_user_id() for share;
  if not app.may_give_role(v_role, p_role) then
    return 'NOT_ALLOWED';
  end if;
  if not app.is_confirmed() then
    return 'NOT_CONFIRMED';
  end if;
  if exists (select 1 from memberships m join users u on u.id = m.user_id
             where m.organization_id = v_organization_id and lower(u.email) = lower(p_email)) then
    return 'ALREADY_MEMBER';
  end if;
  if exists (select 1 from invitations open
             where open.organization_id = v_organization_id and lower(open.email) = lower(p_email) and open.accepted_at is null
               and not app.may_give_role(v_role, open.role)) then
    return 'NOT_ALLOWED';
  end if;
  if p_role = 'OWNER' and not app.is_proved() then
    return 'PROVE';
  end if;
  if app.waits_too_long(v_organization_id, p_email) then
    return 'TOO_OFTEN';
  end if;
  insert into invitations (organization_id, email, role, token_hash, invited_by, expires_at)
  values (v_organization_id, lower(p_email), p_role, app.digest_secret(v_token), app.current_user_id(), now() + interval '7 days')
  on conflict (organization_id, lower(email)) where accepted_at is null
  do update set role = excluded.role, token_hash = excluded.token_hash, invited_by = excluded.invited_by,
    created_at = now(), expires_at = excluded.expires_at
  -- One that an OWNER made in this very moment.
  where app.may_give_role(v_role, invitations.role)
  returning * into v_invitation;
  if not found then
    return 'NOT_ALLOWED';
  end if;
  perform app.mail_invitation(v_invitation, v_token);
  return 'INVITED';
end
$$;
comment on function app.invite is 'Outcomes: INVITED, ALREADY_MEMBER, NOT_ALLOWED, NOT_CONFIRMED, PROVE, TOO_OFTEN.';

-- Invites addresses into a role: all of them, or nobody where one of them cannot be invited. Each is invited once, as app.invite does
-- it; in one order, whatever theirs is, because each is locked (app.find_mail_turn): of two organizations that invite the same
-- strangers at once, neither then waits for the other without an end.
--
-- Returns what became of each address, in their order; where one is not INVITED, nothing was sent to the others either.
create or replace function app.invite_people(p_emails text[], p_role org_role)
returns table (email text, outcome text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_email text;
  -- By address, in lower case.
  v_outcomes jsonb := '{}';
begin
  begin
    for v_email in select distinct lower(given.address) from unnest(p_emails) as given (address) order by 1 loop
      v_outcomes := v_outcomes || jsonb_build_object(v_email, app.invite(v_email, p_role));
    end loop;
    if exists (select from jsonb_each_text(v_outcomes) as answer (address, given) where answer.given <> 'INVITED') then
      raise exception using errcode = 'LT001', message = 'one of them cannot be invited';
    end if;
  exception when sqlstate 'LT001' then
    -- What was written for the others is taken back. The outcomes are kept: a variable is not.
    null;
  end;
  return query select given.address, v_outcomes ->> lower(given.address) from unnest(p_emails) with ordinality as given (address, place)
    order by given.place;
end
$$;
comment on function app.invite_people is
  'Outcomes: INVITED, ALREADY_MEMBER, NOT_ALLOWED, NOT_CONFIRMED, PROVE, TOO_OFTEN. Never null: email.';

-- Returns what an open invitation says, for its page, and no row when it is unknown, used or expired.
create or replace function app.find_invitation(p_token_hash text)
returns table (organization_name text, email text, role org_role, invited_by text, has_account boolean)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select organization.name, invitation.email, invitation.role, inviter.name,
    exists (select 1 from users where lower(users.email) = lower(invitation.email))
  from invitations invitation
  join organizations organization on organization.id = invitation.organization_id
  join users inviter on inviter.id = invitation.invited_by
  where invitation.token_hash = p_token_hash and invitation.accepted_at is null and invitation.expires_at > now()
    and not app.is_past_closing(invitation.organization_id)
$$;
comment on function app.find_invitation is 'Never null: organization_name, email, role, invited_by, has_account.';

-- Uses an invitation up for the person it was sent to. Somebody new gives a name and a password, as its salt
-- and its derived key; somebody with an account has to be signed in to it. Its token came by mail, so it confirms the address.
--
-- Outcomes: JOINED, CLOSED (unknown, used, expired, of somebody who may not invite so any more, or of an organization that closed),
-- SIGN_IN_FIRST, OTHER_ACCOUNT.
create or replace function app.accept_invitation(p_token_hash text, p_name text, p_password_salt text, p_password_key text,
  p_session_token_hash text, p_guest_cart jsonb, p_device jsonb default null)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_invitation invitations;
  v_inviter_role org_role;
  v_user users;
  v_is_new boolean := false;
begin
  select * into v_invitation from invitations where token_hash = p_token_hash;
  -- The membership first, as where people are removed: in the other order both would wait for each other.
  select role into v_inviter_role from memberships
  where organization_id = v_invitation.organization_id and user_id = v_invitation.invited_by for share;
  select * into v_invitation from invitations
  where token_hash = p_token_hash and accepted_at is null and expires_at > now() for update;
  if not found or not app.may_give_role(v_inviter_role, v_invitation.role) or app.is_past_closing(v_invitation.organization_id) then
    return jsonb_build_object('outcome', 'CLOSED');
  end if;
  select * into v_user from users where lower(email) = lower(v_invitation.email);
  if app.current_user_id() is not null and v_user.id is distinct from app.current_user_id() then
    return jsonb_build_object('outcome', 'OTHER_ACCOUNT');
  end if;
  if v_user.id is not null and app.current_user_id() is null then
    return jsonb_build_object('outcome', 'SIGN_IN_FIRST');
  end if;
  if v_user.id is null then
    -- Whoever signs up with the address at this moment was first.
    insert into users (name, email, password_salt, password_check)
    values (p_name, v_invitation.email, p_password_salt, app.digest_secret(p_password_key))
    on conflict (lower(email)) do nothing
    returning * into v_user;
    if not found then
      return jsonb_build_object('outcome', 'SIGN_IN_FIRST');
    end if;
    v_is_new := true;
    perform app.set_viewer(v_user.id, null, null, false);
  end if;
  perform app.confirm_by_mail(v_user.id);
  update invitations set accepted_at = now() where id = v_invitation.id;
  insert into memberships (organization_id, user_id, role)
  values (v_invitation.organization_id, v_user.id, v_invitation.role)
  on conflict (organization_id, user_id) do nothing;
  perform app.open_session(v_user.id, p_session_token_hash, v_invitation.organization_id, p_device);
  perform app.remember_device(v_user.id, p_device);
  if v_is_new then
    -- They chose the password just now.
    update sessions set proved_at = now() where token_hash = p_session_token_hash;
  end if;
  return jsonb_build_object('outcome', 'JOINED', 'cart', app.join_guest_cart(p_guest_cart));
end
$$;
comment on function app.accept_invitation is 'Outcomes: JOINED, CLOSED, SIGN_IN_FIRST, OTHER_ACCOUNT.';

-- Locks an invitation of the current organization that nobody has accepted. The outcome is null when the viewer may
-- manage it, else NOT_FOUND or NOT_ALLOWED: ADMINs have no say in whom an OWNER invites to be one.
create or replace function app.lock_invitation(p_id uuid, out outcome text, out invitation invitations)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    outcome := 'NOT_ALLOWED';
    return;
  end if;
  select * into invitation from invitations
  where id = p_id and organization_id = app.current_organization_id() and accepted_at is null for update;
  if invitation.id is null then
    outcome := 'NOT_FOUND';
  elsif not app.may_give_role(v_role, invitation.role) then
    outcome := 'NOT_ALLOWED';
  end if;
end
$$;
comment on function app.lock_invitation is 'Outcomes: NOT_ALLOWED, NOT_FOUND or null.';

-- Opens an invitation for 7 more days and mails it again under a new token; the token sent before no longer works.
--
-- Outcomes: RESENT with the address, NOT_FOUND, NOT_ALLOWED, NOT_CONFIRMED, TOO_OFTEN (as for a new one).
create or replace function app.resend_invitation(p_id uuid)
returns table (outcome text, email text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_found record := app.lock_invitation(p_id);
  v_invitation invitations := v_found.invitation;
  v_token text := app.make_mailed_secret();
begin
  if v_found.outcome is not null then
    return query select v_found.outcome, null::text;
    return;
  end if;
  if not app.is_confirmed() then
    return query select 'NOT_CONFIRMED', null::text;
    return;
  end if;
  if app.waits_too_long(v_invitation.organization_id, v_invitation.email) then
    return query select 'TOO_OFTEN', null::text;
    return;
  end if;
  update invitations set token_hash = app.digest_secret(v_token), invited_by = app.current_user_id(), created_at = now(),
    expires_at = now() + interval '7 days'
  where id = v_invitation.id returning * into v_invitation;
  perform app.mail_invitation(v_invitation, v_token);
  return query select 'RESENT', v_invitation.email;
end
$$;
comment on function app.resend_invitation is 'Outcomes: RESENT, NOT_FOUND, NOT_ALLOWED, NOT_CONFIRMED, TOO_OFTEN.';

-- Takes an invitation back.
--
-- Outcomes: REVOKED, NOT_FOUND, NOT_ALLOWED.
create or replace function app.revoke_invitation(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_found record := app.lock_invitation(p_id);
begin
  if v_found.outcome is not null then
    return v_found.outcome;
  end if;
  delete from invitations where id = p_id;
  return 'REVOKED';
end
$$;
comment on function app.revoke_invitation is 'Outcomes: REVOKED, NOT_FOUND, NOT_ALLOWED.';

create trigger audit after insert or update or delete on invitations for each row execute function app.audit_row('invitation', 'token_hash');

grant execute on function app.invite, app.invite_people, app.find_invitation, app.accept_invitation, app.resend_invitation,
  app.revoke_invitation to lotline_app;
