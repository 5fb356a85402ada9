-- Who belongs to an organization and as what, its name and its tier.

-- The viewer's role, after every membership of the organization has been locked in the order of its person. So changes
-- of people wait for each other, and two OWNERs who leave or demote each other at the same time see what the first one
-- did. (Locked no harder than a change of role needs: a seat that is being given to somebody does not stand in the way.)
create function app.lock_people() returns org_role
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from memberships where organization_id = app.current_organization_id() order by user_id for no key update;
  return (select role from memberships where organization_id = app.current_organization_id() and user_id = app.current_user_id());
end
$$;

-- Whether the current organization would be without an OWNER without this person.
create function app.is_last_owner(p_user_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select not exists (select from memberships
    where organization_id = app.current_organization_id() and role = 'OWNER' and user_id <> p_user_id)
$$;

-- Gives somebody of the current organization another role. An ADMIN neither touches an OWNER nor makes one. Outcomes:
-- CHANGED (also when it is their role already), NOT_FOUND, NOT_ALLOWED, LAST_OWNER.
create function app.change_role(p_user_id uuid, p_role org_role) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_people();
  v_current org_role;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  select role into v_current from memberships where organization_id = app.current_organization_id() and user_id = p_user_id;
  if v_current is null then
    return 'NOT_FOUND';
  end if;
  if v_role = 'ADMIN' and 'OWNER' in (v_current, p_role) then
    return 'NOT_ALLOWED';
  end if;
  if v_current = 'OWNER' and p_role <> 'OWNER' and app.is_last_owner(p_user_id) then
    return 'LAST_OWNER';
  end if;
  update memberships set role = p_role
  where organization_id = app.current_organization_id() and user_id = p_user_id and role <> p_role;
  return 'CHANGED';
end
$$;

-- Takes somebody out of the current organization. Their seats end with the membership; their sessions go on in another
-- organization of theirs, or in none; their cart of this organization is gone.
create function app.end_membership(p_user_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  delete from memberships where organization_id = v_organization_id and user_id = p_user_id;
  update sessions set organization_id = (
    select organization_id from memberships where user_id = p_user_id order by created_at, organization_id limit 1)
  where user_id = p_user_id and organization_id = v_organization_id;
  delete from shopping_carts where user_id = p_user_id and organization_id = v_organization_id;
end
$$;

-- Removes somebody else. Outcomes: REMOVED, NOT_FOUND, NOT_ALLOWED (also for oneself: that is leaving).
create function app.remove_member(p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_people();
  v_current org_role;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') or p_user_id = app.current_user_id() then
    return 'NOT_ALLOWED';
  end if;
  select role into v_current from memberships where organization_id = app.current_organization_id() and user_id = p_user_id;
  if v_current is null then
    return 'NOT_FOUND';
  end if;
  -- An OWNER who removes an OWNER stays one: the organization keeps an OWNER.
  if v_role = 'ADMIN' and v_current = 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  perform app.end_membership(p_user_id);
  return 'REMOVED';
end
$$;

-- Outcomes: LEFT, LAST_OWNER, NOT_ALLOWED (who belongs to no organization).
create function app.leave_organization() returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_people();
begin
  if v_role is null then
    return 'NOT_ALLOWED';
  end if;
  if v_role = 'OWNER' and app.is_last_owner(app.current_user_id()) then
    return 'LAST_OWNER';
  end if;
  perform app.end_membership(app.current_user_id());
  return 'LEFT';
end
$$;

-- Makes somebody else OWNER and the viewer, who is one, ADMIN: in one step, so that there is always an OWNER.
-- Outcomes: HANDED_OVER, NOT_FOUND, NOT_ALLOWED.
create function app.hand_over_ownership(p_user_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_role org_role := app.lock_people();
begin
  if v_role is distinct from 'OWNER' or p_user_id = app.current_user_id() then
    return 'NOT_ALLOWED';
  end if;
  if not exists (select from memberships where organization_id = v_organization_id and user_id = p_user_id) then
    return 'NOT_FOUND';
  end if;
  update memberships set role = 'OWNER' where organization_id = v_organization_id and user_id = p_user_id and role <> 'OWNER';
  update memberships set role = 'ADMIN' where organization_id = v_organization_id and user_id = app.current_user_id();
  return 'HANDED_OVER';
end
$$;

-- An invitation of the current organization that was not accepted, locked, if the viewer may manage it: ADMINs have no
-- say in whom an OWNER invites to be one. The outcome is null when they may.
create function app.lock_invitation(p_id uuid, out outcome text, out invitation invitations)
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
  elsif invitation.role = 'OWNER' and v_role <> 'OWNER' then
    outcome := 'NOT_ALLOWED';
  end if;
end
$$;

-- Opens an invitation for 7 more days under a new token; the link sent before is dead. Outcomes: RESENT with what the mail
-- says, NOT_FOUND, NOT_ALLOWED.
create function app.resend_invitation(p_id uuid, p_token_hash text)
returns table (outcome text, email text, role org_role)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_found record := app.lock_invitation(p_id);
  v_invitation invitations := v_found.invitation;
begin
  if v_found.outcome is not null then
    return query select v_found.outcome, null::text, null::org_role;
    return;
  end if;
  update invitations set token_hash = p_token_hash, invited_by = app.current_user_id(), created_at = now(),
    expires_at = now() + interval '7 days'
  where id = v_invitation.id;
  return query select 'RESENT', v_invitation.email, v_invitation.role;
end
$$;

-- Outcomes: REVOKED, NOT_FOUND, NOT_ALLOWED.
create function app.revoke_invitation(p_id uuid) returns text
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

-- By its OWNERs. The slug stays: addresses that were given away go on working. Outcomes: RENAMED, NOT_ALLOWED.
create function app.rename_organization(p_name text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  update organizations set name = p_name, updated_at = now() where id = app.current_organization_id();
  return 'RENAMED';
end
$$;

-- One's own name. False for nobody.
create function app.change_name(p_name text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update users set name = p_name, updated_at = now() where id = app.current_user_id();
  return found;
end
$$;

-- Changing one's own password, first half: what the Worker needs to check the current one. Attempts count like those to
-- sign in, so that a session somebody left open is no way to guess. No row for nobody.
create function app.start_password_change()
returns table (password_hash text, wait_seconds integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  return query
    select started.password_hash, started.wait_seconds
    from users person cross join lateral app.start_sign_in(person.email) started
    where person.id = app.current_user_id();
end
$$;

-- Second half, after the current password was checked. Every other session of the person ends, and so do links to choose
-- a new password. False when the password was changed meanwhile.
create function app.finish_password_change(p_checked_hash text, p_password_hash text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_email text;
begin
  update users set password_hash = p_password_hash, updated_at = now()
  where id = app.current_user_id() and password_hash = p_checked_hash
  returning email into v_email;
  if not found then
    return false;
  end if;
  delete from sign_in_attempts where email_digest = encode(sha256(convert_to(lower(v_email), 'UTF8')), 'hex');
  update password_resets set used_at = now() where user_id = app.current_user_id() and used_at is null;
  delete from sessions where user_id = app.current_user_id() and id is distinct from app.current_session_id();
  return true;
end
$$;

-- Sets what an organization may buy. What it owns it keeps, whatever the tier. Outcomes: CHANGED, NOT_FOUND.
create function app.set_tier(p_organization_id uuid, p_tier subscription_tier) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.require_platform_admin();
  update organizations set subscription_tier = p_tier, updated_at = now() where id = p_organization_id;
  return case when found then 'CHANGED' else 'NOT_FOUND' end;
end
$$;

-- Organizations as the platform's administration lists them. A query that does not ask for the counts does not count.
create view platform_organizations with (security_barrier = true) as
  select organization.id, organization.name, organization.slug, organization.subscription_tier, organization.created_at,
    (select count(*)::integer from memberships where organization_id = organization.id) as people,
    (select count(*)::integer from marketplace_orders where organization_id = organization.id) as orders,
    (select coalesce(sum(total - refunded_total), 0)::bigint from marketplace_orders
      where organization_id = organization.id and payment_status not in ('CANCELLED', 'FAILED')) as spent
  from organizations organization
  where app.is_platform_admin();

grant select on platform_organizations to lotline_app;
grant execute on function app.change_role, app.remove_member, app.leave_organization, app.hand_over_ownership,
  app.resend_invitation, app.revoke_invitation, app.rename_organization, app.change_name, app.start_password_change,
  app.finish_password_change, app.set_tier to lotline_app;
