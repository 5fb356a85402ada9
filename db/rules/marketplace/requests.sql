-- Somebody who may not order sends their cart as a purchase request to somebody who may. The spending limit makes an
-- ADMIN such a person for the rest of a month.

grant select on purchase_requests to lotline_app;

-- Describes what a request holds as mail tells of it: every line by name and by what it costs now.
create or replace function app.describe_request_lines(p_request purchase_requests) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_agg(jsonb_build_object('name', coalesce(line.name, 'An item that no longer exists'), 'price', line.price) order by line.kind, line.name collate human)
  from app.price_cart(p_request.organization_id, p_request.tools, p_request.bundles) line
$$;

-- Returns the lines of a request as they would be ordered now, as show_cart does for a cart.
create or replace function app.show_request(p_request_id uuid) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select app.describe_shown_lines(array(
    select line from purchase_requests request
    cross join lateral app.price_cart(request.organization_id, request.tools, request.bundles) line
    where request.id = p_request_id and request.organization_id = app.current_organization_id()))
$$;

-- Sends the viewer's cart to those who may order it, and empties it. A MEMBER may; so may an ADMIN, but only what the
-- spending limit keeps them from ordering, and then only an OWNER is told. The request remembers the prices of this
-- moment.
--
-- Outcomes: SENT; NOT_ALLOWED, NOT_CONFIRMED (their address), NO_REASON (a sentence), EMPTY, BLOCKED (nothing of it can be bought), WITHIN_LIMIT (an
-- ADMIN who can order it), TOO_MANY (20 requests of this person wait). Only SENT writes anything.
create or replace function app.send_request(p_reason text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization organizations;
  v_user_id uuid := app.current_user_id();
  v_role org_role := app.lock_role();
  v_cart shopping_carts;
  v_lines app.priced_line[];
  v_total bigint;
  v_request purchase_requests;
begin
  if v_role is null or v_role not in ('ADMIN', 'MEMBER') then
    return 'NOT_ALLOWED';
  end if;
  if not app.is_confirmed() then
    return 'NOT_CONFIRMED';
  end if;
  if app.is_sentence(p_reason) is not true then
    return 'NO_REASON';
  end if;
  select * into v_organization from organizations where id = app.current_organization_id();
  -- One cart a person, so this also lets them send one request at a time.
  v_cart := app.find_cart(v_user_id, v_organization.id);
  if v_cart.id is null or v_cart.tools = '[]' and v_cart.bundles = '[]' then
    return 'EMPTY';
  end if;
  v_lines := array(select line from app.price_cart(v_organization.id, v_cart.tools, v_cart.bundles) line);
  if not exists (select from unnest(v_lines) where state = 'CHARGED') then
    return 'BLOCKED';
  end if;
  v_total := (select sum(price) from unnest(v_lines));
  if v_role = 'ADMIN' and (v_organization.monthly_spending_limit is null
      or app.ordered_in_month(v_organization.id, now()) + v_total <= v_organization.monthly_spending_limit) then
    return 'WITHIN_LIMIT';
  end if;
  if (select count(*) from purchase_requests
      where organization_id = v_organization.id and requester_id = v_user_id and status = 'PENDING') >= 20 then
    return 'TOO_MANY';
  end if;

  insert into purchase_requests (organization_id, requester_id, reason, tools, bundles)
  select v_organization.id, v_user_id, btrim(p_reason, E' \t\r\n'),
    coalesce(jsonb_agg(jsonb_build_object('id', id, 'price', list_price) order by name collate human, id) filter (where kind = 'TOOL'), '[]'),
    coalesce(jsonb_agg(jsonb_build_object('id', id, 'price', list_price) order by name collate human, id) filter (where kind = 'BUNDLE'), '[]')
  from unnest(v_lines)
  returning * into v_request;
  update shopping_carts set tools = '[]', bundles = '[]' where id = v_cart.id;

  perform app.queue_mail('request-sent:' || v_request.id || ':' || manager.id, v_organization.id, manager.email, 'request-sent',
    jsonb_build_object('requestId', v_request.id, 'organization', v_organization.name, 'requester', requester.name,
      'reason', v_request.reason, 'lines', app.describe_request_lines(v_request), 'total', v_total))
  from memberships membership
  join users manager on manager.id = membership.user_id
  join users requester on requester.id = v_user_id
  where membership.organization_id = v_organization.id
    and (membership.role = 'OWNER' or membership.role = 'ADMIN' and v_role = 'MEMBER');
  return 'SENT';
end
$$;
comment on function app.send_request is
  'Outcomes: SENT, NOT_ALLOWED, NOT_CONFIRMED, NO_REASON, EMPTY, BLOCKED, WITHIN_LIMIT, TOO_MANY.';

-- Takes back one's own request.
--
-- Outcomes: WITHDRAWN; NOT_ALLOWED (not a person who sends requests), NO_REQUEST (none of theirs), DECIDED (it waits no
-- longer).
create or replace function app.withdraw_request(p_request_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_request purchase_requests;
begin
  if v_role is null or v_role = 'VIEWER' then
    return 'NOT_ALLOWED';
  end if;
  select * into v_request from purchase_requests
  where id = p_request_id and organization_id = app.current_organization_id() and requester_id = app.current_user_id() for update;
  if v_request.status is distinct from 'PENDING' then
    return case when v_request.id is null then 'NO_REQUEST' else 'DECIDED' end;
  end if;
  update purchase_requests set status = 'WITHDRAWN', decided_by = v_request.requester_id, decided_at = now() where id = p_request_id;
  return 'WITHDRAWN';
end
$$;
comment on function app.withdraw_request is 'Outcomes: WITHDRAWN, NOT_ALLOWED, NO_REQUEST, DECIDED.';

-- Holds a request that the viewer may decide now, until the end of the transaction. Returns null when they may; else
-- NOT_ALLOWED, NO_REQUEST, DECIDED, or OWN_REQUEST: an ADMIN does not decide what they asked for themselves, an OWNER
-- answers to nobody.
create or replace function app.hold_request(p_request_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_request purchase_requests;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  select * into v_request from purchase_requests where id = p_request_id and organization_id = app.current_organization_id() for update;
  return case
    when v_request.id is null then 'NO_REQUEST'
    when v_request.status <> 'PENDING' then 'DECIDED'
    when v_role = 'ADMIN' and v_request.requester_id = app.current_user_id() then 'OWN_REQUEST' end;
end
$$;
comment on function app.hold_request is 'Outcomes: NOT_ALLOWED, NO_REQUEST, DECIDED, OWN_REQUEST or null.';

-- Tells the requester what became of their request, once, while they belong to the organization.
create or replace function app.queue_decision_mail(p_request_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail('request-decided:' || request.id, request.organization_id, requester.email, 'request-decided',
    jsonb_build_object('requestId', request.id, 'organization', organization.name, 'decision', request.status,
      'decidedBy', decider.name, 'note', request.decision_note, 'orderNumber', decided_order.number,
      'lines', (select jsonb_agg(jsonb_build_object('name', line ->> 'name')) from jsonb_array_elements(app.describe_request_lines(request)) line)))
  from purchase_requests request
  join organizations organization on organization.id = request.organization_id
  join memberships membership on membership.organization_id = request.organization_id and membership.user_id = request.requester_id
  join users requester on requester.id = request.requester_id
  join users decider on decider.id = request.decided_by
  left join marketplace_orders decided_order on decided_order.id = request.order_id
  where request.id = p_request_id
$$;

-- Orders what a request holds: a checkout with all its rules, in one transaction with the decision.
--
-- Arguments and outcomes are those of place_order, and: NO_REQUEST, DECIDED, OWN_REQUEST (see hold_request).
create or replace function app.approve_request(p_request_id uuid, p_key uuid, p_shown jsonb, p_payment_method payment_method, p_purchase_order_number text, p_billing jsonb,
  p_seats uuid[] default null)
returns table (outcome text, order_number text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_placed record;
begin
  -- Without a request, write_order would order the approver's own cart.
  if p_request_id is null then
    return query select 'NO_REQUEST', null::text;
    return;
  end if;
  perform app.hold_seat_holders(app.current_organization_id(), p_seats);
  if app.lock_role() = 'ADMIN' and exists (select from purchase_requests
      where id = p_request_id and organization_id = app.current_organization_id() and requester_id = app.current_user_id()) then
    return query select 'OWN_REQUEST', null::text;
    return;
  end if;
  select * into v_placed from app.write_order(p_key, p_request_id, p_shown, p_payment_method, p_purchase_order_number, p_billing, p_seats);
  if v_placed.outcome = 'PLACED' then
    perform app.queue_decision_mail(p_request_id);
  end if;
  return query select v_placed.outcome, v_placed.order_number;
end
$$;
comment on function app.approve_request is
  'Outcomes: PLACED, REPLAYED, KEY_REUSED, NOT_ALLOWED, NOT_CONFIRMED, METHOD_NOT_OFFERED, EMPTY, BLOCKED, CHANGED, BEING_PAID, OVER_LIMIT, INVOICE_OVERDUE, OVER_INVOICE_LIMIT, NO_REQUEST, DECIDED, OWN_REQUEST.';

-- Declines a request, with a note that says why.
--
-- Outcomes: DECLINED; NOT_CONFIRMED (the viewer's address), NO_NOTE (a sentence), and those of hold_request.
create or replace function app.decline_request(p_request_id uuid, p_note text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_refusal text := app.hold_request(p_request_id);
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  if not app.is_confirmed() then
    return 'NOT_CONFIRMED';
  end if;
  if app.is_sentence(p_note) is not true then
    return 'NO_NOTE';
  end if;
  update purchase_requests
  set status = 'DECLINED', decided_by = app.current_user_id(), decided_at = now(), decision_note = btrim(p_note, E' \t\r\n')
  where id = p_request_id;
  perform app.queue_decision_mail(p_request_id);
  return 'DECLINED';
end
$$;
comment on function app.decline_request is
  'Outcomes: DECLINED, NOT_CONFIRMED, NO_NOTE, NOT_ALLOWED, NO_REQUEST, DECIDED, OWN_REQUEST.';

-- Takes a line out of a request before it is approved, because it cannot be bought any more or is not wanted.
--
-- Outcomes: REMOVED (also when it is not in it); LAST_LINE (then the request has to be declined), and those of
-- hold_request.
create or replace function app.remove_request_line(p_request_id uuid, p_kind line_kind, p_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_refusal text := app.hold_request(p_request_id);
  v_tools jsonb;
  v_bundles jsonb;
begin
  if v_refusal is not null then
    return v_refusal;
  end if;
  select case when p_kind = 'TOOL' then app.without_item(tools, p_id) else tools end,
    case when p_kind = 'BUNDLE' then app.without_item(bundles, p_id) else bundles end
  into v_tools, v_bundles
  from purchase_requests where id = p_request_id;
  if v_tools = '[]' and v_bundles = '[]' then
    return 'LAST_LINE';
  end if;
  update purchase_requests set tools = v_tools, bundles = v_bundles where id = p_request_id;
  return 'REMOVED';
end
$$;
comment on function app.remove_request_line is
  'Outcomes: REMOVED, LAST_LINE, NOT_ALLOWED, NO_REQUEST, DECIDED, OWN_REQUEST.';

-- Counts the requests that wait for the viewer's decision. It runs with its owner's rights, because a status is no
-- condition for an index under row-level security, and every page asks this.
create or replace function app.count_waiting_requests() returns integer
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_role constant text := app.current_org_role();
begin
  if v_role not in ('OWNER', 'ADMIN') then
    return 0;
  end if;
  return (select count(*) from purchase_requests
    where organization_id = app.current_organization_id() and status = 'PENDING'
      and (v_role = 'OWNER' or requester_id <> app.current_user_id()));
end
$$;

-- A line taken out of somebody's request leaves a trace.
create trigger audit after insert or update or delete on purchase_requests for each row execute function app.audit_row('purchase_request');

grant execute on function app.show_request, app.send_request, app.withdraw_request, app.approve_request,
  app.decline_request, app.remove_request_line, app.count_waiting_requests to lotline_app;
