-- An order says what an organization bought and what became of the payment. Its lines never change. Organizations read
-- their own orders; BILLING and AUDITOR of the platform read all of them through views that everybody else finds empty.

grant select on marketplace_orders, order_lines, order_line_tools, order_line_credits to lotline_app;

-- Describes the tools that a line charges, as they were sold: what each costs, and the time that pays for.
create or replace function app.describe_charged_tools(p_line order_lines) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', charged.id, 'name', charged.name, 'priceModel', charged.price_model,
    'listPrice', charged.list_price, 'price', charged.price, 'periodStart', charged.period_start, 'periodEnd', charged.period_end,
    'usageUnit', charged.usage_unit, 'unitsIncluded', charged.units_included, 'unitPrice', charged.unit_price,
    'unitsBilled', charged.units_billed)
    order by charged.position), '[]')
  from order_line_tools charged
  where charged.organization_id = p_line.organization_id and charged.order_line_id = p_line.id
$$;

-- Describes the tools of a bundle that its line did not charge, each with the number of the order that had paid for it.
create or replace function app.describe_credited_tools(p_line order_lines) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(jsonb_agg(jsonb_build_object('name', credited.name, 'orderNumber', o.number) order by credited.name collate human), '[]')
  from order_line_credits credited
  left join marketplace_orders o on o.organization_id = credited.organization_id and o.id = credited.credited_order_id
  where credited.organization_id = p_line.organization_id and credited.order_line_id = p_line.id
$$;

-- Describes an order as its page, its invoice and mail tell of it, to those who may read it. Amounts are in cents, moments
-- in ISO 8601.
create or replace function app.describe_order(p_order_id uuid) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('number', o.number, 'organization', organization.name, 'buyer', buyer.name,
    'placedAt', o.placed_at, 'dueOn', o.due_on, 'paymentMethod', o.payment_method, 'paymentStatus', o.payment_status,
    'purchaseOrderNumber', o.purchase_order_number, 'billingName', o.billing_name, 'billingStreet', o.billing_street,
    'billingCity', o.billing_city, 'billingState', o.billing_state, 'billingPostalCode', o.billing_postal_code,
    'subtotal', o.subtotal, 'creditTotal', o.credit_total, 'total', o.total, 'refundedTotal', o.refunded_total, 'currency', o.currency,
    'invoiceNumber', o.invoice_number, 'invoicedOn', o.invoiced_on, 'seller', o.seller, 'paidAt', o.paid_at,
    'billingEmail', o.billing_email, 'creditNotes', app.list_credit_notes(o.id),
    'lines', (select jsonb_agg(jsonb_build_object('kind', line.kind, 'name', line.name,
        'listPrice', line.list_price, 'credit', line.credit, 'price', line.price, 'tools', app.describe_charged_tools(line),
        'credited', app.describe_credited_tools(line)) order by line.position)
      from order_lines line where line.organization_id = o.organization_id and line.order_id = o.id))
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  left join users buyer on buyer.id = o.buyer_id
  where o.id = p_order_id
$$;

-- Queues mail about an order to where its invoice goes and to the person who placed it: once each. Where it goes has to have
-- agreed; until then its copy is held.
create or replace function app.queue_order_mail(p_key text, p_order_id uuid, p_kind text, p_content jsonb) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_billing text;
  v_buyer text;
begin
  select o.organization_id, lower(o.billing_email), lower(buyer.email) into v_organization_id, v_billing, v_buyer
  from marketplace_orders o left join users buyer on buyer.id = o.buyer_id and buyer.closed_at is null where o.id = p_order_id;
  if v_buyer is not null then
    perform app.queue_mail(p_key || ':' || v_buyer, v_organization_id, v_buyer, p_kind, p_content);
  end if;
  if v_billing = v_buyer or v_billing is null then
    return;
  end if;
  if app.is_own_address(v_organization_id, v_billing) then
    perform app.queue_mail(p_key || ':' || v_billing, v_organization_id, v_billing, p_kind, p_content);
  else
    perform app.hold_billing_mail(p_key || ':' || v_billing, v_organization_id, v_billing, p_kind, p_content);
  end if;
end
$$;

-- Says why an order cannot be marked as paid: ALREADY_PAID, or NOT_DUE for one of which nothing is owed (any more), or that is
-- paid by card, which the payment provider reports. Null when it can.
create or replace function app.reason_not_payable(p_order marketplace_orders) returns text
language sql immutable
set search_path = public, pg_temp
as $$
  select case when p_order.refunded_total = p_order.total then 'NOT_DUE'
    when p_order.payment_status = 'COMPLETED' then 'ALREADY_PAID'
    when p_order.payment_status <> 'PENDING' or p_order.payment_method = 'CREDIT_CARD' then 'NOT_DUE' end
$$;

-- Marks an order as paid, if it owes what it owed when that was asked for. Returns whether it did.
create or replace function app.write_payment(p_order_id uuid, p_owed integer) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  select * into v_order from marketplace_orders where id = p_order_id for update;
  if app.reason_not_payable(v_order) is not null or app.amount_owed(v_order) is distinct from p_owed then
    return false;
  end if;
  update marketplace_orders set payment_status = 'COMPLETED' where id = p_order_id;
  return true;
end
$$;

-- Notes that an invoice was paid, by BILLING of the platform.
--
-- Outcomes: RECORDED; WAITS (for a second person, see count_platform_act); with nothing written, NOT_FOUND, OWN_ORGANIZATION
-- (the viewer belongs to it), and the reasons of reason_not_payable.
create or replace function app.record_payment(p_order_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
  v_owed integer;
begin
  perform app.require_platform_role('{BILLING}');
  select * into v_order from marketplace_orders where id = p_order_id for update;
  if not found then
    return 'NOT_FOUND';
  elsif app.is_own_organization(v_order.organization_id) then
    return 'OWN_ORGANIZATION';
  elsif app.reason_not_payable(v_order) is not null then
    return app.reason_not_payable(v_order);
  end if;
  v_owed := app.amount_owed(v_order);
  if not app.count_platform_act(v_order.organization_id, 'PAYMENT', p_order_id, v_owed, jsonb_build_object('order', p_order_id, 'owed', v_owed)) then
    return 'WAITS';
  end if;
  perform app.write_payment(p_order_id, v_owed);
  return 'RECORDED';
end
$$;
comment on function app.record_payment is 'Outcomes: RECORDED, WAITS, NOT_FOUND, ALREADY_PAID, NOT_DUE, OWN_ORGANIZATION.';

-- Says whether this role may cancel the orders of its organization.
create or replace function app.may_cancel_orders(p_role org_role) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$ select coalesce(p_role in ('OWNER', 'ADMIN'), false) $$;

-- Returns the orders that rest on an order: bundles that counted a tool as owned by it, and whatever counts on those. An
-- order that was cancelled or wholly taken back rests on nothing.
create or replace function app.orders_resting_on(p_order_id uuid) returns setof marketplace_orders
language sql stable
set search_path = public, pg_temp
as $$
  with recursive resting (id) as (
    select line.order_id from order_line_credits credited
    join order_lines line on line.organization_id = credited.organization_id and line.id = credited.order_line_id
    where credited.credited_order_id = p_order_id and line.order_id <> p_order_id
    union
    select line.order_id from resting
    join order_line_credits credited on credited.credited_order_id = resting.id
    join order_lines line on line.organization_id = credited.organization_id and line.id = credited.order_line_id
    where line.order_id <> p_order_id
  )
  select o.* from resting join marketplace_orders o on o.id = resting.id
  where o.payment_status not in ('CANCELLED', 'FAILED', 'REFUNDED')
  order by o.placed_at, o.number
$$;

-- Says why an order that unlocked tools on trust is owed, or null while it can be given up: RENEWED (the schedule ordered
-- it), TOO_LATE (14 days are over), USED (one of its tools was), REPEATED (an order of one of its tools was cancelled
-- within a year).
create or replace function app.reason_owed(p_order marketplace_orders) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when p_order.is_renewal then 'RENEWED'
    when p_order.placed_at <= now() - interval '14 days' then 'TOO_LATE'
    when exists (select from tool_purchases purchase where purchase.organization_id = p_order.organization_id
      and purchase.order_id = p_order.id and purchase.first_used_at is not null) then 'USED'
    when exists (
      select from order_line_tools charged
      join order_line_tools before on before.organization_id = charged.organization_id and before.tool_id = charged.tool_id
      join marketplace_orders cancelled on cancelled.organization_id = before.organization_id and cancelled.id = before.order_id
      where charged.organization_id = p_order.organization_id and charged.order_id = p_order.id and charged.price > 0
        and cancelled.payment_method = 'INVOICE' and cancelled.cancelled_at > now() - interval '1 year') then 'REPEATED' end
$$;

-- Says whether an order of the current organization can be cancelled, and with which others.
--
-- Outcomes: CANCELLABLE, with the numbers of the orders that are cancelled with it because they rest on it; or why not:
-- NOT_ALLOWED (may_cancel_orders), NOT_FOUND, CANCELLED (already), PAID, BEING_PAID (the payment is under way),
-- REFUNDED (some of it was taken back), CLOSED (its payment failed), the reasons of reason_owed, and RESTED_ON, with the
-- numbers of those orders that count on this one and are paid, being paid or owed themselves.
create or replace function app.find_cancellation(p_number text) returns table (outcome text, order_numbers text[])
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_order marketplace_orders;
  v_owed text[];
begin
  order_numbers := '{}';
  select * into v_order from marketplace_orders where organization_id = v_organization_id and number = p_number;
  outcome := case
    when not exists (select from memberships where organization_id = v_organization_id and user_id = app.current_user_id()
      and app.may_cancel_orders(role)) then 'NOT_ALLOWED'
    when v_order.id is null then 'NOT_FOUND'
    when v_order.payment_status = 'CANCELLED' then 'CANCELLED'
    when v_order.payment_status = 'COMPLETED' then 'PAID'
    when v_order.payment_status = 'PROCESSING' then 'BEING_PAID'
    when v_order.payment_status = 'REFUNDED' or v_order.refunded_total > 0 then 'REFUNDED'
    when v_order.payment_status = 'FAILED' then 'CLOSED'
    -- A card order that waits has unlocked nothing.
    when v_order.payment_method = 'CREDIT_CARD' then 'CANCELLABLE'
    else coalesce(app.reason_owed(v_order), 'CANCELLABLE') end;
  if outcome = 'CANCELLABLE' and v_order.payment_method <> 'CREDIT_CARD' then
    select coalesce(array_agg(resting.number), '{}'), array_agg(resting.number) filter (where
        resting.payment_status = 'PROCESSING' or resting.payment_status = 'COMPLETED' and resting.total > 0
        or resting.refunded_total > 0 or resting.payment_method <> 'CREDIT_CARD' and app.reason_owed(resting) is not null)
    into order_numbers, v_owed
    from app.orders_resting_on(v_order.id) resting;
    if v_owed is not null then
      outcome := 'RESTED_ON';
      order_numbers := v_owed;
    end if;
  end if;
  return next;
end
$$;
comment on function app.find_cancellation is
  'Outcomes: CANCELLABLE, NOT_ALLOWED, NOT_FOUND, CANCELLED, PAID, BEING_PAID, REFUNDED, CLOSED, RENEWED, TOO_LATE, USED, REPEATED, RESTED_ON. Never null: order_numbers.';

-- Cancels an order of the current organization that nobody has paid yet, with the orders that rest on it and everything
-- they unlocked. An invoice that charged something gets a credit note; what waits for a card goes back to the cart.
--
--   p_with  the numbers of the orders that the form said are cancelled, too; others by now cancel nothing
--
-- Outcomes: CANCELLED, also when it was already; with nothing written, CHANGED (other orders rest on it than the form
-- said), and the reasons of find_cancellation.
create or replace function app.cancel_order(p_number text, p_with text[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
  v_cancellation record;
  v_order marketplace_orders;
  v_rows uuid[];
begin
  if not app.may_cancel_orders(v_role) then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  perform 1 from marketplace_orders where organization_id = v_organization_id and number = p_number for update;
  select * into v_cancellation from app.find_cancellation(p_number);
  if v_cancellation.outcome <> 'CANCELLABLE' then
    return v_cancellation.outcome;
  elsif not (p_with @> v_cancellation.order_numbers and v_cancellation.order_numbers @> p_with) then
    return 'CHANGED';
  end if;
  for v_order in
    select * from marketplace_orders where organization_id = v_organization_id and number = any (p_number || v_cancellation.order_numbers)
    order by placed_at desc, number for update
  loop
    v_rows := app.uncredited_rows(v_order.id);
    if v_order.payment_method = 'CREDIT_CARD' or v_order.total = 0 then
      update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now() where id = v_order.id;
      perform app.close_order_tools(v_order.id, v_rows, 'CANCELLED');
      if v_order.payment_method = 'CREDIT_CARD' then
        perform app.return_to_cart(v_order.id);
      end if;
    else
      perform app.write_credit_note(v_order.id, v_rows, 'The order was cancelled before it was paid.', null, 'CANCELLED');
    end if;
  end loop;
  return 'CANCELLED';
end
$$;
comment on function app.cancel_order is
  'Outcomes: CANCELLED, CHANGED, NOT_ALLOWED, NOT_FOUND, PAID, BEING_PAID, REFUNDED, CLOSED, RENEWED, TOO_LATE, USED, REPEATED, RESTED_ON.';

create trigger audit after insert or update or delete on marketplace_orders for each row
  execute function app.audit_row('order', 'checkout_key', 'checkout_digest', 'seat_holders');
-- Lines are written once, with their order, whose entry has the totals; each purchase has an entry of its own. A change
-- or removal of a line must never happen, and is recorded all the same.
create trigger audit after update or delete on order_lines for each row execute function app.audit_row('order_line');
create trigger audit after delete on order_line_tools for each row execute function app.audit_row('order_line_tool');
create trigger audit after update or delete on order_line_credits for each row execute function app.audit_row('order_line_credit');

-- Shows every order, newest first. It is ordered as the index is: nothing outside a barrier reaches the index, so a
-- page of an unordered view would sort all orders there are.
create or replace view platform_orders with (security_barrier = true) as
  select o.id, o.number, o.organization_id, organization.name as organization_name, buyer.name as buyer_name, buyer.email as buyer_email,
    o.payment_method, o.payment_status, o.purchase_order_number, o.billing_name, o.billing_email, o.billing_street, o.billing_city,
    o.billing_state, o.billing_postal_code, o.subtotal, o.credit_total, o.total, o.refunded_total, o.currency, o.placed_at, o.due_on,
    o.paid_at, o.invoice_number, o.disputed_at, o.paid_at is not null and o.payment_intent is not null as is_paid_by_card
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  join users buyer on buyer.id = o.buyer_id
  where (select app.has_platform_role('{BILLING,AUDITOR}'))
  order by o.placed_at desc nulls last, o.number desc nulls last;

-- Shows the lines of orders, as sold.
create or replace view platform_order_lines with (security_barrier = true) as
  select line.id, o.number as order_number, line.position, line.kind, line.name, line.list_price, line.credit, line.price,
    app.describe_credited_tools(line) as credited
  from marketplace_orders o
  join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
  where (select app.has_platform_role('{BILLING,AUDITOR}'));

-- Shows the tools that lines charged, with what took them back, and what became of the purchase each made: null once a
-- later order made it what it is.
create or replace view platform_order_line_tools with (security_barrier = true) as
  select charged.id, o.number as order_number, charged.order_line_id, charged.position, charged.name, charged.price_model,
    charged.list_price, charged.price, charged.period_start, charged.period_end, note.number as credit_note_number,
    purchase.status as purchase_status, charged.usage_unit, charged.units_included, charged.unit_price, charged.units_billed
  from marketplace_orders o
  join order_line_tools charged on charged.organization_id = o.organization_id and charged.order_id = o.id
  left join credit_note_lines credited on credited.organization_id = charged.organization_id and credited.order_line_tool_id = charged.id
  left join credit_notes note on note.organization_id = credited.organization_id and note.id = credited.credit_note_id
  left join tool_purchases purchase on purchase.organization_id = charged.organization_id
    and purchase.order_id = charged.order_id and purchase.tool_id = charged.tool_id and charged.units_billed is null
  where (select app.has_platform_role('{BILLING,AUDITOR}'));

-- Shows what the audit trail says of an order, without the rows themselves.
create or replace view platform_order_events with (security_barrier = true) as
  select entry.id, o.number as order_number, entry.occurred_at, entry.chain_position, actor.name as actor_name,
    entry.before ->> 'payment_status' as status_before, entry.after ->> 'payment_status' as status_after,
    (entry.after ->> 'refunded_total')::integer - coalesce((entry.before ->> 'refunded_total')::integer, 0) as refunded,
    entry.before ->> 'disputed_at' is not null as was_disputed, entry.after ->> 'disputed_at' is not null as is_disputed
  from marketplace_orders o
  join audit_log entry on entry.organization_id = o.organization_id and entry.occurred_at >= o.placed_at
    and entry.subject_type = 'order' and entry.subject_id = o.id::text
  left join users actor on actor.id = entry.actor_id
  where (select app.has_platform_role('{BILLING,AUDITOR}'));

grant select on platform_orders, platform_order_lines, platform_order_line_tools, platform_order_events to lotline_app;

-- Returns the ids of a page of the orders of all organizations, newest first, after the order that p_before_placed_at
-- and p_before_number name. Arguments that are null narrow nothing. p_words is the number of an order, or part of the
-- name of an organization or of a buyer's name or email address. None for anybody but BILLING and AUDITOR.
--
-- It is a function rather than a condition on platform_orders: what is sorted outside a view is sorted from all it
-- holds, also where the view has the same order. The page is planned for what is asked each time, so that its index is
-- seen.
create or replace function app.order_page(p_number text, p_words text, p_status payment_status, p_method payment_method,
  p_from timestamptz, p_until timestamptz, p_before_placed_at timestamptz, p_before_number text, p_limit integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  v_organization_ids uuid[];
  v_buyer_ids uuid[];
begin
  if not app.has_platform_role('{BILLING,AUDITOR}') then
    return;
  end if;
  if p_words is not null then
    v_organization_ids := array(select id from organizations where strpos(lower(name), lower(p_words)) > 0);
    v_buyer_ids := array(select id from users where strpos(lower(name), lower(p_words)) > 0 or strpos(lower(email), lower(p_words)) > 0);
  end if;
  return query
    select id from marketplace_orders
    where (p_number is null or number = p_number)
      and (p_words is null or number = p_words or organization_id = any (v_organization_ids) or buyer_id = any (v_buyer_ids))
      and (p_status is null or payment_status = p_status)
      and (p_method is null or payment_method = p_method)
      and (p_from is null or placed_at >= p_from)
      and (p_until is null or placed_at < p_until)
      and (p_before_placed_at is null or (placed_at, number) < (p_before_placed_at, p_before_number))
    order by placed_at desc nulls last, number desc nulls last
    limit p_limit;
end
$$;

grant execute on function app.describe_charged_tools, app.describe_credited_tools, app.record_payment, app.find_cancellation, app.cancel_order, app.order_page to lotline_app;
