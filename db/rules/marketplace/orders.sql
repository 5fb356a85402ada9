-- An order says what an organization bought and what became of the payment. Its lines never change. Organizations read
-- their own orders; platform admins read all of them through views that everybody else finds empty.

grant select on marketplace_orders, order_lines to lotline_app;

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
    'lines', (select jsonb_agg(jsonb_build_object('name', line.name, 'includedTools', line.included_tools,
        'listPrice', line.list_price, 'credit', line.credit, 'price', line.price, 'kind', line.kind,
        'tools', case line.kind when 'TOOL' then jsonb_build_array(jsonb_build_object('name', line.name, 'priceModel', line.price_model,
          'price', line.price, 'periodStart', null, 'periodEnd', null)) else '[]' end) order by line.position)
      from order_lines line where line.organization_id = o.organization_id and line.order_id = o.id))
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  left join users buyer on buyer.id = o.buyer_id
  where o.id = p_order_id
$$;

-- Queues mail about an order to where its invoice goes and to the person who placed it: once each.
create or replace function app.queue_order_mail(p_key text, p_order_id uuid, p_kind text, p_content jsonb) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(p_key || ':' || recipient, organization_id, recipient, p_kind, p_content)
  from (
    select o.organization_id, lower(o.billing_email) as recipient from marketplace_orders o
    where o.id = p_order_id and o.billing_email is not null
    union
    select o.organization_id, lower(buyer.email) from marketplace_orders o join users buyer on buyer.id = o.buyer_id where o.id = p_order_id
  ) recipients
$$;

-- Notes that an invoice was paid, by a platform admin.
--
-- Outcomes: RECORDED; NOT_FOUND, ALREADY_PAID, and NOT_DUE for an order of which nothing is owed (any more), or that is
-- paid by card, which the payment provider reports.
create or replace function app.record_payment(p_order_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  perform app.require_platform_admin();
  select * into v_order from marketplace_orders where id = p_order_id for update;
  if not found then
    return 'NOT_FOUND';
  elsif v_order.refunded_total = v_order.total then
    return 'NOT_DUE';
  elsif v_order.payment_status = 'COMPLETED' then
    return 'ALREADY_PAID';
  elsif v_order.payment_status <> 'PENDING' or v_order.payment_method = 'CREDIT_CARD' then
    return 'NOT_DUE';
  end if;
  update marketplace_orders set payment_status = 'COMPLETED' where id = p_order_id;
  return 'RECORDED';
end
$$;
comment on function app.record_payment is 'Outcomes: RECORDED, NOT_FOUND, ALREADY_PAID, NOT_DUE.';

-- Says whether this role may cancel the orders of its organization. The page of an order asks the same.
create or replace function app.may_cancel_orders(p_role org_role) returns boolean
language sql immutable
set search_path = public, pg_temp
as $$ select coalesce(p_role in ('OWNER', 'ADMIN'), false) $$;

-- Cancels an order of the current organization that nobody has paid yet, as a whole, with everything it unlocked.
--
-- Outcomes: CANCELLED, also when it was already; with nothing written NOT_ALLOWED (may_cancel_orders), NOT_FOUND,
-- PAID, BEING_PAID (the payment is under way), REFUNDED (some of it was taken back), CLOSED (its payment failed).
create or replace function app.cancel_order(p_number text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
  v_order marketplace_orders;
begin
  if not app.may_cancel_orders(v_role) then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  select * into v_order from marketplace_orders where organization_id = v_organization_id and number = p_number for update;
  if not found then
    return 'NOT_FOUND';
  end if;
  case v_order.payment_status
    when 'CANCELLED' then return 'CANCELLED';
    when 'COMPLETED' then return 'PAID';
    when 'PROCESSING' then return 'BEING_PAID';
    when 'REFUNDED' then return 'REFUNDED';
    when 'FAILED' then return 'CLOSED';
    when 'PENDING' then null;
  end case;
  if exists (select from credit_notes where organization_id = v_organization_id and order_id = v_order.id) then
    return 'REFUNDED';
  end if;
  update marketplace_orders set payment_status = 'CANCELLED' where id = v_order.id;
  if v_order.payment_method = 'CREDIT_CARD' then
    perform app.return_to_cart(v_order.id);
  end if;
  perform app.close_order_lines(v_order.id,
    array(select id from order_lines where organization_id = v_organization_id and order_id = v_order.id), 'CANCELLED');
  return 'CANCELLED';
end
$$;
comment on function app.cancel_order is
  'Outcomes: CANCELLED, NOT_ALLOWED, NOT_FOUND, PAID, BEING_PAID, REFUNDED, CLOSED.';

create trigger audit after insert or update or delete on marketplace_orders for each row
  execute function app.audit_row('order', 'checkout_key', 'checkout_digest');
-- Lines are written once, with their order, whose entry has the totals; each purchase has an entry of its own. A change
-- or removal of a line must never happen, and is recorded all the same.
create trigger audit after update or delete on order_lines for each row execute function app.audit_row('order_line');

-- Shows every order, newest first. It is ordered as the index is: nothing outside a barrier reaches the index, so a
-- page of an unordered view would sort all orders there are.
create or replace view platform_orders with (security_barrier = true) as
  select o.id, o.number, o.organization_id, organization.name as organization_name, buyer.name as buyer_name, buyer.email as buyer_email,
    o.payment_method, o.payment_status, o.purchase_order_number, o.billing_name, o.billing_email, o.billing_street, o.billing_city,
    o.billing_state, o.billing_postal_code, o.subtotal, o.credit_total, o.total, o.refunded_total, o.currency, o.placed_at, o.due_on,
    o.paid_at, o.invoice_number
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  join users buyer on buyer.id = o.buyer_id
  where app.is_platform_admin()
  order by o.placed_at desc nulls last, o.number desc nulls last;

-- Shows lines with what took them back, and what became of the purchase they made: null once a later order made it what
-- it is.
create or replace view platform_order_lines with (security_barrier = true) as
  select line.id, o.number as order_number, line.position, line.kind, line.name, line.included_tools, line.list_price, line.credit,
    line.price, line.price_model, note.number as credit_note_number,
    coalesce(tool_purchase.status, bundle_purchase.status) as purchase_status
  from marketplace_orders o
  join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
  left join credit_note_lines credited on credited.organization_id = line.organization_id and credited.order_line_id = line.id
  left join credit_notes note on note.organization_id = credited.organization_id and note.id = credited.credit_note_id
  left join tool_purchases tool_purchase on tool_purchase.organization_id = line.organization_id
    and tool_purchase.order_id = line.order_id and tool_purchase.tool_id = line.tool_id
  left join bundle_purchases bundle_purchase on bundle_purchase.organization_id = line.organization_id
    and bundle_purchase.order_id = line.order_id and bundle_purchase.bundle_id = line.bundle_id
  where app.is_platform_admin();

-- Shows what the audit trail says of an order, without the rows themselves.
create or replace view platform_order_events with (security_barrier = true) as
  select entry.id, o.number as order_number, entry.occurred_at, entry.chain_position, actor.name as actor_name,
    entry.before ->> 'payment_status' as status_before, entry.after ->> 'payment_status' as status_after,
    (entry.after ->> 'refunded_total')::integer - coalesce((entry.before ->> 'refunded_total')::integer, 0) as refunded
  from marketplace_orders o
  join audit_log entry on entry.organization_id = o.organization_id and entry.occurred_at >= o.placed_at
    and entry.subject_type = 'order' and entry.subject_id = o.id::text
  left join users actor on actor.id = entry.actor_id
  where app.is_platform_admin();

grant select on platform_orders, platform_order_lines, platform_order_events to lotline_app;

-- Returns the ids of a page of the orders of all organizations, newest first, after the order that p_before_placed_at
-- and p_before_number name. Arguments that are null narrow nothing. p_words is the number of an order, or part of the
-- name of an organization or of a buyer's name or email address. None for anybody but platform admins.
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
  if not app.is_platform_admin() then
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

grant execute on function app.record_payment, app.may_cancel_orders, app.cancel_order, app.order_page to lotline_app;
