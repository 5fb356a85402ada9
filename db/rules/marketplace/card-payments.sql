-- The payment provider holds the card; these functions say what an order waits for and what the provider's events
-- change. The Worker calls them after it has checked the provider's signature, or has asked the provider itself.

-- Returns what starting the payment needs, of an order of the current organization that the viewer may pay: a card
-- order that still waits and has time left. Returns no row when there is no such order for this viewer.
--
-- Outcomes: PAYABLE; CLOSED when it is paid, cancelled or out of time.
create or replace function app.find_card_payment(p_number text)
returns table (outcome text, id uuid, reference text, amount integer, currency text, email text, description text, placed_at timestamptz, expires_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select case when o.payment_status = 'PENDING' and o.payment_expires_at > now() then 'PAYABLE' else 'CLOSED' end,
    o.id, o.payment_reference, o.total, lower(o.currency), o.billing_email,
    (select string_agg(line.name, ', ' order by line.position) from order_lines line
     where line.organization_id = o.organization_id and line.order_id = o.id),
    o.placed_at, o.payment_expires_at
  from marketplace_orders o
  join memberships membership on membership.organization_id = o.organization_id
    and membership.user_id = app.current_user_id() and membership.role in ('OWNER', 'ADMIN')
  where o.number = p_number and o.organization_id = app.current_organization_id() and o.payment_method = 'CREDIT_CARD'
$$;
comment on function app.find_card_payment is
  'Outcomes: PAYABLE, CLOSED. Never null: id, amount, currency, email, description, placed_at, expires_at.';

-- Remembers what the provider calls the payment of an order. Returns false when the order waits for it no longer, or
-- knows another one already: the caller then ends the payment it has just made.
create or replace function app.record_card_payment(p_number text, p_reference text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if coalesce(app.lock_role() not in ('OWNER', 'ADMIN'), true) then
    return false;
  end if;
  update marketplace_orders set payment_reference = p_reference
  where number = p_number and organization_id = app.current_organization_id() and payment_method = 'CREDIT_CARD'
    and payment_status = 'PENDING' and coalesce(payment_reference, p_reference) = p_reference;
  return found;
end
$$;

-- Puts what was ordered back into the cart of who ordered it, if they may hold one and as far as there is room.
create or replace function app.return_to_cart(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  insert into shopping_carts as cart (organization_id, user_id, tools, bundles)
  select o.organization_id, o.buyer_id,
    coalesce(jsonb_agg(jsonb_build_object('id', line.tool_id, 'price', line.list_price) order by line.position) filter (where line.kind = 'TOOL'), '[]'),
    coalesce(jsonb_agg(jsonb_build_object('id', line.bundle_id, 'price', line.list_price) order by line.position) filter (where line.kind = 'BUNDLE'), '[]')
  from marketplace_orders o
  join memberships membership on membership.organization_id = o.organization_id and membership.user_id = o.buyer_id and membership.role <> 'VIEWER'
  join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
  where o.id = p_order_id
  group by o.id
  on conflict (user_id) do update set
    tools = cart.tools || (select coalesce(jsonb_agg(item), '[]') from jsonb_array_elements(excluded.tools) as line (item)
      where not cart.tools @> jsonb_build_array(jsonb_build_object('id', item ->> 'id'))),
    bundles = cart.bundles || (select coalesce(jsonb_agg(item), '[]') from jsonb_array_elements(excluded.bundles) as line (item)
      where not cart.bundles @> jsonb_build_array(jsonb_build_object('id', item ->> 'id')))
  where cart.organization_id = excluded.organization_id
    and jsonb_array_length(cart.tools || cart.bundles || excluded.tools || excluded.bundles) <= 100;
end
$$;

-- Ends a card order that was not paid, so that what it held can be bought again. The caller holds the organization's
-- checkout lock.
create or replace function app.close_unpaid_order(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update marketplace_orders set payment_status = 'CANCELLED' where id = p_order_id;
  perform app.return_to_cart(p_order_id);
end
$$;

-- Writes the credit note by which money goes back that came for an order that cannot be delivered any more.
create or replace function app.return_payment(p_order_id uuid, p_reason text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_note_id uuid;
begin
  insert into credit_notes (organization_id, order_id, reason, total, currency)
  select organization_id, id, p_reason, total, currency
  from marketplace_orders where id = p_order_id
  returning id into v_note_id;
  insert into credit_note_lines (organization_id, credit_note_id, order_line_id, amount)
  select organization_id, v_note_id, id, price from order_lines
  where order_id = p_order_id and organization_id = (select organization_id from marketplace_orders where id = p_order_id);
  update marketplace_orders set payment_status = 'REFUNDED', refunded_total = total where id = p_order_id;
  perform app.queue_order_mail('refund:' || note.number, p_order_id, 'refund', jsonb_build_object(
      'creditNote', app.describe_credit_note(note.id),
      'order', app.describe_order(p_order_id)))
  from credit_notes note where note.id = v_note_id;
end
$$;

-- Applies what the provider says of a payment, once for each event. Events can come twice, late and in any order.
--
--   p_event      the provider's name of the event: the same one again does nothing
--   p_state      PAID, PROCESSING (the bank takes its time), FAILED or EXPIRED (it will never be paid)
--   p_reference  of the payment, as record_card_payment was told
--   p_number     of the order, for an event that outran that call
--   p_intent     what a refund will name
--   p_amount     what was really paid, in p_currency
--
-- Outcomes: COMPLETED; RETURNED (paid, but cancelled before or bought otherwise meanwhile: the money goes back);
-- PROCESSING; CANCELLED; UNCHANGED (said before, or overtaken by another event); UNKNOWN (no such order; or not its
-- payment or amount).
create or replace function app.apply_payment_event(p_event text, p_type text, p_state text, p_reference text, p_number text, p_intent text, p_amount integer, p_currency text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_order marketplace_orders;
begin
  insert into payment_events (reference, type) values (p_event, p_type) on conflict (reference) do nothing;
  if not found then
    return 'UNCHANGED';
  end if;
  select organization_id into v_organization_id from marketplace_orders where number = p_number;
  if not found then
    return 'UNKNOWN';
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  select * into v_order from marketplace_orders where number = p_number for update;
  if v_order.payment_method <> 'CREDIT_CARD' or coalesce(v_order.payment_reference, p_reference) <> p_reference then
    return 'UNKNOWN';
  end if;

  case p_state
    when 'PAID' then
      if p_amount is distinct from v_order.total or upper(p_currency) is distinct from v_order.currency then
        return 'UNKNOWN';
      end if;
      if v_order.payment_status in ('COMPLETED', 'REFUNDED') then
        return 'UNCHANGED';
      end if;
      update marketplace_orders set payment_intent = p_intent, payment_reference = p_reference where id = v_order.id;
      if v_order.payment_status not in ('PENDING', 'PROCESSING') then
        perform app.return_payment(v_order.id, 'The order had been cancelled before the payment arrived.');
        return 'RETURNED';
      end if;
      if app.holds_owned_items(v_order.id) then
        perform app.return_payment(v_order.id, 'What was ordered belonged to the organization already when the payment arrived.');
        return 'RETURNED';
      end if;
      update marketplace_orders set payment_status = 'COMPLETED' where id = v_order.id;
      perform app.unlock_order(v_order.id);
      return 'COMPLETED';
    when 'PROCESSING' then
      if v_order.payment_status <> 'PENDING' then
        return 'UNCHANGED';
      end if;
      update marketplace_orders set payment_status = 'PROCESSING', payment_intent = p_intent, payment_reference = p_reference
      where id = v_order.id;
      return 'PROCESSING';
    when 'FAILED', 'EXPIRED' then
      if v_order.payment_status not in ('PENDING', 'PROCESSING') then
        return 'UNCHANGED';
      end if;
      perform app.close_unpaid_order(v_order.id);
      perform app.queue_mail('payment-abandoned:' || v_order.id, v_order.organization_id, buyer.email, 'payment-abandoned',
        jsonb_build_object('number', v_order.number, 'organization', organization.name,
          'lines', (select jsonb_agg(jsonb_build_object('name', line.name) order by line.position) from order_lines line
            where line.organization_id = v_order.organization_id and line.order_id = v_order.id)))
      from users buyer, organizations organization
      where buyer.id = v_order.buyer_id and organization.id = v_order.organization_id;
      return 'CANCELLED';
    else
      raise invalid_parameter_value using message = 'unknown state of a payment: ' || p_state;
  end case;
end
$$;
comment on function app.apply_payment_event is
  'Outcomes: COMPLETED, RETURNED, PROCESSING, CANCELLED, UNCHANGED, UNKNOWN.';

-- Says whether an order holds a tool or bundle that its organization owns by now.
create or replace function app.holds_owned_items(p_order_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select exists (
    select from marketplace_orders o
    join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
    where o.id = p_order_id and (
      line.tool_id in (select app.owned_tool_ids(o.organization_id))
      or exists (select from bundle_purchases purchase where purchase.organization_id = o.organization_id
        and purchase.bundle_id = line.bundle_id and purchase.status = 'ACTIVE')))
$$;

-- Returns the card orders whose time to pay is over, the oldest first; the caller asks the provider what became of
-- each.
create or replace function app.list_overdue_payments(p_limit integer)
returns table (number text, reference text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select number, payment_reference from marketplace_orders
  where payment_status = 'PENDING' and payment_expires_at < now()
  order by payment_expires_at limit p_limit
$$;
comment on function app.list_overdue_payments is 'Never null: number.';

-- Returns the credit notes for money that came by card and has not been sent back yet, the oldest first.
create or replace function app.list_refunds_to_send(p_limit integer)
returns table (number text, intent text, amount integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select note.number, o.payment_intent, note.total
  from credit_notes note
  join marketplace_orders o on o.organization_id = note.organization_id and o.id = note.order_id
  where note.refund_reference is null and note.total > 0 and o.payment_intent is not null
  order by note.issued_at limit p_limit
$$;
comment on function app.list_refunds_to_send is 'Never null: number, intent, amount.';

-- Remembers what the provider calls the money it sent back.
create or replace function app.record_refund(p_number text, p_reference text) returns void
language sql security definer
set search_path = public, pg_temp
as $$ update credit_notes set refund_reference = p_reference where number = p_number and refund_reference is null $$;

grant execute on function app.find_card_payment, app.record_card_payment, app.apply_payment_event,
  app.list_overdue_payments, app.list_refunds_to_send, app.record_refund to lotline_app;
