-- An organization asks for a higher plan (subscription_tier), one at a time, and SUPPORT of the platform grants or declines it.

grant select on upgrade_requests to lotline_app;

-- Asks for a higher plan for the current organization, by an OWNER or ADMIN. SUPPORT is told by mail.
--
-- Outcomes: ASKED; with nothing written, NOT_ALLOWED, NOT_CONFIRMED (their address), NO_REASON (a sentence), NOT_HIGHER (the
-- organization has that plan already, or a higher one), WAITING (it has asked before, and nobody has decided), TOO_OFTEN (asked and
-- taken back five times within an hour).
create or replace function app.ask_for_upgrade(p_tier subscription_tier, p_reason text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization organizations;
  v_id uuid;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  if not app.is_confirmed() then
    return 'NOT_CONFIRMED';
  end if;
  if app.is_sentence(p_reason) is not true then
    return 'NO_REASON';
  end if;
  -- The plan stays what it is until this request is there.
  select * into v_organization from organizations where id = app.current_organization_id() for share;
  if p_tier is null or p_tier <= v_organization.subscription_tier then
    return 'NOT_HIGHER';
  end if;
  if exists (select from upgrade_requests where organization_id = v_organization.id and status = 'PENDING') then
    return 'WAITING';
  elsif not app.count_use('UPGRADE', v_organization.id::text, 5) then
    return 'TOO_OFTEN';
  end if;
  insert into upgrade_requests (organization_id, requester_id, former_tier, asked_tier, reason)
  values (v_organization.id, app.current_user_id(), v_organization.subscription_tier, p_tier, btrim(p_reason, E' \t\r\n'))
  on conflict (organization_id) where status = 'PENDING' do nothing
  returning id into v_id;
  -- Somebody else asked at the same moment.
  if v_id is null then
    return 'WAITING';
  end if;
  perform app.queue_upgrade_question(v_id);
  return 'ASKED';
end
$$;
comment on function app.ask_for_upgrade is 'Outcomes: ASKED, NOT_ALLOWED, NOT_CONFIRMED, NO_REASON, NOT_HIGHER, WAITING, TOO_OFTEN.';

-- Tells SUPPORT that an organization asks for a higher plan. It is no mail that the organization writes to strangers: many
-- organizations ask the same few people. How often one asks is counted above.
create or replace function app.queue_upgrade_question(p_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(format('upgrade-asked:%s:%s', asked.id, reader.id), null, lower(reader.email), 'upgrade-asked',
    jsonb_build_object('organization', organization.name, 'requester', requester.name, 'formerTier', asked.former_tier,
      'askedTier', asked.asked_tier, 'reason', asked.reason))
  from upgrade_requests asked
  join organizations organization on organization.id = asked.organization_id
  join users requester on requester.id = asked.requester_id
  join platform_roles held on held.role = 'SUPPORT'
  join users reader on reader.id = held.user_id
  where asked.id = p_id
    and not exists (select from memberships where organization_id = asked.organization_id and user_id = reader.id)
$$;

-- Takes back what the current organization asked for, by an OWNER or ADMIN.
--
-- Outcomes: WITHDRAWN; with nothing written, NOT_ALLOWED, NO_REQUEST, DECIDED (it waits no longer).
create or replace function app.withdraw_upgrade(p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_request upgrade_requests;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  select * into v_request from upgrade_requests where id = p_id and organization_id = app.current_organization_id() for update;
  if not found then
    return 'NO_REQUEST';
  elsif v_request.status <> 'PENDING' then
    return 'DECIDED';
  end if;
  update upgrade_requests set status = 'WITHDRAWN', decided_by = app.current_user_id(), decided_at = now() where id = p_id;
  return 'WITHDRAWN';
end
$$;
comment on function app.withdraw_upgrade is 'Outcomes: WITHDRAWN, NOT_ALLOWED, NO_REQUEST, DECIDED.';

-- Writes that a request was granted or declined by the viewer, and tells the organization. Nothing for one that waits no longer: it
-- may have been taken back while the caller looked.
create or replace function app.write_upgrade_decision(p_id uuid, p_status upgrade_status, p_note text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update upgrade_requests
  set status = p_status, decided_by = app.current_user_id(), decided_at = now(), decision_note = nullif(btrim(p_note, E' \t\r\n'), '')
  where id = p_id and status = 'PENDING';
  if not found then
    return;
  end if;
  -- Nobody of the organization caused this mail. Whoever asked is told while they belong to it, and so are its OWNERs.
  perform app.queue_mail(format('upgrade-decided:%s:%s', asked.id, reader.id), asked.organization_id, reader.email, 'upgrade-decided',
    jsonb_build_object('organization', organization.name, 'decision', asked.status, 'tier', organization.subscription_tier,
      'askedTier', asked.asked_tier, 'note', asked.decision_note))
  from upgrade_requests asked
  join organizations organization on organization.id = asked.organization_id
  join memberships membership on membership.organization_id = asked.organization_id
    and (membership.user_id = asked.requester_id or membership.role = 'OWNER')
  join users reader on reader.id = membership.user_id
  where asked.id = p_id;
end
$$;

-- Grants what waits for an organization, now that SUPPORT has given it that plan or a higher one; nothing past its closing.
create or replace function app.settle_upgrade(p_organization_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.write_upgrade_decision(asked.id, 'GRANTED', null)
  from upgrade_requests asked
  join organizations organization on organization.id = asked.organization_id
  where asked.organization_id = p_organization_id and asked.status = 'PENDING' and asked.asked_tier <= organization.subscription_tier
    and (organization.closing_at > now()) is not false
$$;

-- Grants or declines what an organization asked for, by SUPPORT. Granted, the organization has the plan at once, and never a lower
-- one than before. Whoever declines says why.
--
-- Outcomes: GRANTED, DECLINED; with nothing written, NOT_FOUND, DECIDED (before, or withdrawn), OWN_ORGANIZATION (also for whoever
-- asked, and has left it since), CLOSED (the organization is past its closing), NO_NOTE (a sentence, to decline), PROVE (to grant, the
-- viewer has to show once more who they are).
create or replace function app.decide_upgrade(p_id uuid, p_is_granted boolean, p_note text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_requester_id uuid;
  v_request upgrade_requests;
begin
  perform app.require_platform_role('{SUPPORT}');
  select organization_id, requester_id into v_organization_id, v_requester_id from upgrade_requests where id = p_id;
  if not found then
    return 'NOT_FOUND';
  elsif app.is_own_organization(v_organization_id) or v_requester_id = app.current_user_id() then
    return 'OWN_ORGANIZATION';
  end if;
  -- The organization before its request, as set_tier does: two who decide at once wait for one another.
  perform 1 from organizations where id = v_organization_id for no key update;
  select * into v_request from upgrade_requests where id = p_id for update;
  if v_request.status <> 'PENDING' then
    return 'DECIDED';
  elsif app.is_past_closing(v_organization_id) then
    return 'CLOSED';
  elsif p_is_granted is not true then
    if app.is_sentence(p_note) is not true then
      return 'NO_NOTE';
    end if;
    perform app.write_upgrade_decision(p_id, 'DECLINED', p_note);
    return 'DECLINED';
  elsif not app.is_proved() then
    return 'PROVE';
  end if;
  update organizations set subscription_tier = greatest(subscription_tier, v_request.asked_tier), updated_at = now()
  where id = v_organization_id;
  perform app.write_upgrade_decision(p_id, 'GRANTED', p_note);
  return 'GRANTED';
end
$$;
comment on function app.decide_upgrade is 'Outcomes: GRANTED, DECLINED, NOT_FOUND, DECIDED, OWN_ORGANIZATION, CLOSED, NO_NOTE, PROVE.';

-- Shows what organizations ask for to SUPPORT, BILLING and AUDITOR; everybody else finds it empty. What nobody waits for any more,
-- because the organization is past its closing, is left out.
create or replace view platform_upgrade_requests with (security_barrier = true) as
  select asked.id, asked.organization_id, organization.name as organization_name, requester.name as requester_name, asked.former_tier,
    organization.subscription_tier as current_tier, asked.asked_tier, asked.reason, asked.status, decider.name as decided_by_name,
    asked.decided_at, asked.decision_note, asked.created_at,
    exists (select from memberships where organization_id = asked.organization_id and user_id = app.current_user_id())
      or asked.requester_id = app.current_user_id() as is_own_organization
  from upgrade_requests asked
  join organizations organization on organization.id = asked.organization_id
  join users requester on requester.id = asked.requester_id
  left join users decider on decider.id = asked.decided_by
  where (select app.has_platform_role('{SUPPORT,BILLING,AUDITOR}'))
    and (asked.status <> 'PENDING' or (organization.closing_at > now()) is not false);

grant select on platform_upgrade_requests to lotline_app;

create trigger audit after insert or update or delete on upgrade_requests for each row execute function app.audit_row('upgrade_request');

grant execute on function app.ask_for_upgrade, app.withdraw_upgrade, app.decide_upgrade to lotline_app;
