-- One person of the platform alone moves at most $1,000 for one organization in 30 days: refunds with write-offs, "Mark as paid"
-- and raised limits together. What goes beyond waits for a second BILLING person, for 14 days. Every such act has a row, so that
-- small ones add up.

-- Returns the cents that one person alone may move for one organization in 30 days.
create or replace function app.platform_money_limit() returns bigint
language sql immutable
set search_path = pg_catalog
as $$ select 100000::bigint $$;

-- Returns the cents that the platform moved for an organization in the last 30 days, confirmed by a second person or not.
create or replace function app.platform_money(p_organization_id uuid) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(sum(amount), 0)::bigint from platform_approvals
  where organization_id = p_organization_id and done_at > now() - interval '30 days'
$$;

-- Counts an act for an organization and returns true, or has it wait for a second person and returns false: then the caller
-- does not do it. The same request that waits already waits once. The caller asked for BILLING, and has checked that the act can
-- be done.
--
--   p_amount   cents; null and nothing are free
--   p_request  what to do, as app.carry_out_approval takes it
create or replace function app.count_platform_act(p_organization_id uuid, p_kind text, p_order_id uuid, p_amount bigint, p_request jsonb)
returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_amount bigint := coalesce(p_amount, 0);
  v_is_free boolean;
  v_id uuid;
begin
  if v_amount = 0 then
    return true;
  end if;
  -- Two acts at once must not each find room for themselves.
  perform pg_advisory_xact_lock(hashtextextended('platform-money:' || p_organization_id, 0));
  v_is_free := app.platform_money(p_organization_id) + v_amount <= app.platform_money_limit();
  if not v_is_free and exists (select from platform_approvals asked
      join platform_approval_requests shown on shown.id = asked.id and shown.state = 'WAITING'
      where asked.organization_id = p_organization_id and asked.kind = p_kind and asked.state = 'WAITING' and asked.request = p_request) then
    return false;
  end if;
  insert into platform_approvals (organization_id, kind, order_id, amount, request, state, asked_by, done_at)
  values (p_organization_id, p_kind, p_order_id, v_amount, p_request, case when v_is_free then 'DONE' else 'WAITING' end,
    app.current_user_id(), case when v_is_free then now() end)
  returning id into v_id;
  if not v_is_free then
    perform app.queue_approval_mail(v_id);
  end if;
  return v_is_free;
end
$$;

-- Tells those who may decide that an act waits for them.
create or replace function app.queue_approval_mail(p_approval_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(format('platform-approval:%s:%s', asked.id, lower(reader.email)), null, lower(reader.email), 'platform-approval',
    jsonb_build_object('organization', organization.name, 'askedBy', asker.name, 'kind', asked.kind, 'amount', asked.amount,
      'orderNumber', o.number))
  from platform_approvals asked
  join organizations organization on organization.id = asked.organization_id
  join users asker on asker.id = asked.asked_by
  left join marketplace_orders o on o.organization_id = asked.organization_id and o.id = asked.order_id
  join platform_roles held on held.role = 'BILLING' and held.user_id <> asked.asked_by
  join users reader on reader.id = held.user_id
  where asked.id = p_approval_id
    and not exists (select from memberships where organization_id = asked.organization_id and user_id = reader.id)
$$;

-- Does what was asked for, now that a second person confirms it. Returns whether it was done: not when something happened
-- meanwhile that makes it another act.
create or replace function app.carry_out_approval(p_approval platform_approvals) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_request jsonb := p_approval.request;
begin
  case p_approval.kind
    when 'REFUND' then
      return app.write_refund(p_approval.order_id,
        array(select value::uuid from jsonb_array_elements_text(v_request -> 'rows')), v_request ->> 'reason',
        (v_request ->> 'refundedTotal')::integer, p_approval.asked_by) is not null;
    when 'PAYMENT' then
      return app.write_payment(p_approval.order_id, (v_request ->> 'owed')::integer);
    when 'CREDIT' then
      return app.write_credit(p_approval.organization_id, v_request -> 'before', (v_request ->> 'limit')::integer,
        (v_request ->> 'approval')::integer);
  end case;
end
$$;

-- Decides what waits for a second person, by BILLING. Whoever asked may take it back and never confirms it.
--
-- Outcomes: CONFIRMED (and done), DECLINED; with nothing written, NOT_FOUND, DECIDED (before), LAPSED (nobody decided in time),
-- OWN_REQUEST, OWN_ORGANIZATION, PROVE (the viewer has to show once more who they are), CHANGED (it cannot be done as it was asked
-- for, or whoever asked may not any more).
create or replace function app.decide_approval(p_id uuid, p_is_confirmed boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_approval platform_approvals;
begin
  perform app.require_platform_role('{BILLING}');
  select * into v_approval from platform_approvals where id = p_id and state <> 'DONE' for update;
  if not found then
    return 'NOT_FOUND';
  elsif v_approval.state <> 'WAITING' then
    return 'DECIDED';
  elsif (select state from platform_approval_requests where id = p_id) = 'LAPSED' then
    return 'LAPSED';
  elsif app.is_own_organization(v_approval.organization_id) then
    return 'OWN_ORGANIZATION';
  elsif not p_is_confirmed then
    update platform_approvals set state = 'DECLINED', decided_by = app.current_user_id(), decided_at = now() where id = p_id;
    return 'DECLINED';
  elsif v_approval.asked_by = app.current_user_id() then
    return 'OWN_REQUEST';
  elsif not app.is_proved() then
    return 'PROVE';
  elsif not exists (select from platform_roles where user_id = v_approval.asked_by and role = 'BILLING')
    or exists (select from memberships where organization_id = v_approval.organization_id and user_id = v_approval.asked_by)
    or not app.carry_out_approval(v_approval) then
    return 'CHANGED';
  end if;
  update platform_approvals set state = 'CONFIRMED', decided_by = app.current_user_id(), decided_at = now(), done_at = now()
  where id = p_id;
  return 'CONFIRMED';
end
$$;
comment on function app.decide_approval is
  'Outcomes: CONFIRMED, DECLINED, NOT_FOUND, DECIDED, LAPSED, OWN_REQUEST, OWN_ORGANIZATION, PROVE, CHANGED.';

-- The platform's trail tells of what waited for a second person. It is no business of the organization, whose trail has the
-- act itself, and so has what was done at once.
create or replace function app.audit_platform_approval() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform app.append_audit_entry(null, lower(tg_op), 'platform_approval', new.id::text,
    case when tg_op = 'UPDATE' then to_jsonb(old) end, to_jsonb(new));
  return null;
end
$$;

create trigger audit after insert or update on platform_approvals for each row when (new.state <> 'DONE')
  execute function app.audit_platform_approval();
-- Must never happen, and is recorded all the same.
create trigger audit_removal after delete on platform_approvals for each row execute function app.audit_row('platform_approval');

-- Shows what waits for a second person and what became of it, to BILLING and AUDITOR; everybody else finds it empty. What nobody
-- decided in 14 days is LAPSED: a year later it would surprise everybody.
create or replace view platform_approval_requests with (security_barrier = true) as
  select asked.id, asked.organization_id, organization.name as organization_name, asked.kind, o.number as order_number, asked.amount,
    asked.request ->> 'reason' as reason, (asked.request ->> 'limit')::bigint as invoice_limit,
    (asked.request ->> 'approval')::bigint as invoice_approval,
    case when asked.state = 'WAITING' and waits.until <= now() then 'LAPSED' else asked.state end as state, asked.asked_by, asker.name as asked_by_name, asked.asked_at,
    decider.name as decided_by_name, asked.decided_at,
    exists (select from memberships where organization_id = asked.organization_id and user_id = app.current_user_id()) as is_own_organization,
    waits.until as waits_until
  from platform_approvals asked
  cross join lateral (select asked.asked_at + interval '14 days' as until) waits
  join organizations organization on organization.id = asked.organization_id
  join users asker on asker.id = asked.asked_by
  left join users decider on decider.id = asked.decided_by
  left join marketplace_orders o on o.organization_id = asked.organization_id and o.id = asked.order_id
  where (select app.has_platform_role('{BILLING,AUDITOR}')) and asked.state <> 'DONE';

grant select on platform_approval_requests to lotline_app;

grant execute on function app.decide_approval to lotline_app;
