-- The payment provider holds the card; these functions say what an order waits for and what the provider's events
-- change. The Worker calls them after it has checked the provider's signature, or has asked the provider itself.

-- Returns the cents that one payment of an order has to be of: of an invoice, what is owed still.
create or replace function app.amount_payable(p_order marketplace_orders) returns integer
language sql immutable
set search_path = public, pg_temp
as $$ select case when p_order.payment_method = 'CREDIT_CARD' then p_order.total else app.amount_owed(p_order) end $$;

-- Returns what starting the payment needs, of an order of the current organization that the viewer may pay: a card
-- order that still waits and has time left, or an invoice of which something is owed. Returns no row when there is no such
-- order for this viewer.
--
-- Outcomes: PAYABLE; CLOSED when it is paid, cancelled or out of time.
create or replace function app.find_card_payment(p_number text)
returns table (outcome text, id uuid, reference text, amount integer, currency text, email text, description text, placed_at timestamptz, expires_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select case when o.payment_status = 'PENDING' and (o.payment_expires_at > now() or app.amount_owed(o) > 0) then 'PAYABLE' else 'CLOSED' end,
    o.id, o.payment_reference, app.amount_payable(o), lower(o.currency), coalesce(o.billing_email, ''),
    (select string_agg(line.name, ', ' order by line.position) from order_lines line
     where line.organization_id = o.organization_id and line.order_id = o.id),
    o.placed_at, coalesce(o.payment_expires_at, now() + interval '3 hours')
  from marketplace_orders o
  join memberships membership on membership.organization_id = o.organization_id
    and membership.user_id = app.current_user_id() and membership.role in ('OWNER', 'ADMIN')
  where o.number = p_number and o.organization_id = app.current_organization_id() and o.payment_method in ('CREDIT_CARD', 'INVOICE')
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
  update marketplace_orders set payment_reference = p_reference, payment_expires_at = coalesce(payment_expires_at, now() + interval '3 hours')
  where number = p_number and organization_id = app.current_organization_id() and payment_method in ('CREDIT_CARD', 'INVOICE')
    and payment_status = 'PENDING' and coalesce(payment_reference, p_reference) = p_reference;
  return found;
end
$$;

-- Puts what was ordered back into the cart of who ordered it, for the organization it was ordered for, if they may hold one
-- and as far as there is room. Where they work for another organization by now, it rests until they are back.
create or replace function app.return_to_cart(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_buyer record;
  v_organization_in_cart uuid;
begin
  select o.organization_id, o.buyer_id,
    coalesce(jsonb_agg(jsonb_build_object('id', line.tool_id, 'price', line.list_price) order by line.position) filter (where line.kind = 'TOOL'), '[]') as tools,
    coalesce(jsonb_agg(jsonb_build_object('id', line.bundle_id, 'price', line.list_price) order by line.position) filter (where line.kind = 'BUNDLE'), '[]') as bundles
  into v_buyer
  from marketplace_orders o
  join memberships membership on membership.organization_id = o.organization_id and membership.user_id = o.buyer_id and membership.role <> 'VIEWER'
  join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
  where o.id = p_order_id
  group by o.id;
  if not found then
    return;
  end if;
  -- The cart is locked first, as in open_cart.
  select organization_id into v_organization_in_cart from shopping_carts where user_id = v_buyer.buyer_id for update;
  perform app.save_lines(v_buyer.buyer_id, v_buyer.organization_id, v_buyer.tools, v_buyer.bundles);
  if coalesce(v_organization_in_cart, v_buyer.organization_id) = v_buyer.organization_id then
    perform app.open_cart(v_buyer.buyer_id, v_buyer.organization_id);
  end if;
end
$$;

-- Ends a card order that was not paid, so that what it held can be bought again. The caller holds the organization's
-- checkout lock.
create or replace function app.close_unpaid_order(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update marketplace_orders set payment_status = 'CANCELLED', cancelled_at = now() where id = p_order_id;
  perform app.return_to_cart(p_order_id);
end
$$;

-- Forgets a payment that will never be made: a card order ends, an invoice stays owed. The caller holds the organization's
-- checkout lock.
create or replace function app.abandon_payment(p_order marketplace_orders) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if p_order.payment_method = 'INVOICE' then
    update marketplace_orders set payment_status = 'PENDING', payment_intent = null, payment_reference = null, payment_expires_at = null
    where id = p_order.id;
  else
    perform app.close_unpaid_order(p_order.id);
  end if;
end
$$;

-- Writes the credit note by which money goes back that came for an order that cannot be delivered any more, as far as it
-- has not gone back by itself.
create or replace function app.return_payment(p_order_id uuid, p_reason text) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_rows uuid[];
begin
  perform app.settle_reversals(payment_intent, id) from marketplace_orders where id = p_order_id;
  v_rows := app.uncredited_rows(p_order_id);
  if v_rows <> '{}' then
    perform app.write_credit_note(p_order_id, v_rows, p_reason, null, 'REFUNDED');
  end if;
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
-- PROCESSING; CANCELLED; STILL_OWED (an invoice, which can be paid otherwise or again); UNCHANGED (said before, or overtaken by
-- another event); UNMATCHED (money came that does not pay the order, or there is none: it waits for a platform admin); UNKNOWN
-- (no such order or not its payment, and no money came).
create or replace function app.apply_payment_event(p_event text, p_type text, p_state text, p_reference text, p_number text, p_intent text, p_amount integer, p_currency text)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_order marketplace_orders;
  v_mismatch unmatched_reason;
begin
  insert into payment_events (reference, type) values (p_event, p_type) on conflict (reference) do nothing;
  if not found then
    return 'UNCHANGED';
  end if;
  perform app.hold_payment(p_intent);
  select organization_id into v_organization_id from marketplace_orders where number = p_number;
  if found then
    perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
    select * into v_order from marketplace_orders where number = p_number for update;
  end if;
  v_mismatch := app.find_mismatch(v_order, p_state, p_reference, p_intent, p_amount, p_currency);
  if v_mismatch is not null and p_state <> 'PAID' then
    return 'UNKNOWN';
  elsif v_mismatch is not null then
    if v_order.payment_reference = p_reference and (v_order.payment_status = 'PENDING' and v_order.payment_expires_at < now()
        or app.amount_owed(v_order) > 0) then
      -- This payment will not pay it any more; an invoice can be paid by another one at once.
      perform app.abandon_payment(v_order);
    end if;
    return app.record_unmatched_payment(v_mismatch, p_event, p_reference, p_number, p_intent, p_amount, p_currency);
  end if;

  case p_state
    when 'PAID' then
      if v_order.payment_status in ('COMPLETED', 'REFUNDED') then
        return 'UNCHANGED';
      end if;
      if v_order.payment_method = 'INVOICE' then
        update marketplace_orders set payment_status = 'COMPLETED', payment_intent = p_intent, payment_reference = p_reference
        where id = v_order.id;
        perform app.settle_reversals(p_intent, v_order.id);
        return 'COMPLETED';
      end if;
      update marketplace_orders set payment_intent = p_intent, payment_reference = p_reference where id = v_order.id;
      if v_order.payment_status not in ('PENDING', 'PROCESSING') then
        perform app.return_payment(v_order.id, 'The order had been cancelled before the payment arrived.');
        return 'RETURNED';
      end if;
      if not app.can_unlock(v_order.id) then
        perform app.return_payment(v_order.id, 'What the organization owned had changed when the payment arrived, so the order could not be carried out as it was shown.');
        perform app.return_to_cart(v_order.id);
        return 'RETURNED';
      end if;
      update marketplace_orders set payment_status = 'COMPLETED' where id = v_order.id;
      perform app.unlock_order(v_order.id);
      perform app.settle_reversals(p_intent, v_order.id);
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
      perform app.abandon_payment(v_order);
      if v_order.payment_method = 'INVOICE' then
        return 'STILL_OWED';
      end if;
      perform app.queue_mail('payment-abandoned:' || v_order.id, v_order.organization_id, buyer.email, 'payment-abandoned',
        jsonb_build_object('number', v_order.number, 'organization', organization.name,
          'lines', (select jsonb_agg(jsonb_build_object('name', line.name) order by line.position) from order_lines line
            where line.organization_id = v_order.organization_id and line.order_id = v_order.id)))
      from users buyer, organizations organization
      where buyer.id = v_order.buyer_id and buyer.closed_at is null and organization.id = v_order.organization_id;
      return 'CANCELLED';
    else
      raise invalid_parameter_value using message = 'unknown state of a payment: ' || p_state;
  end case;
end
$$;
comment on function app.apply_payment_event is
  'Outcomes: COMPLETED, RETURNED, PROCESSING, CANCELLED, STILL_OWED, UNCHANGED, UNMATCHED, UNKNOWN.';

-- Says why a payment does not pay an order, or null where it does, or did before.
create or replace function app.find_mismatch(p_order marketplace_orders, p_state text, p_reference text, p_intent text, p_amount integer, p_currency text)
returns unmatched_reason
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when p_order.id is null then 'UNKNOWN_ORDER'
    when p_state = 'PAID' and p_order.payment_intent = p_intent and p_order.payment_status in ('COMPLETED', 'REFUNDED') then null
    when p_state = 'PAID' and p_order.payment_status in ('COMPLETED', 'REFUNDED') then
      case when p_order.paid_at is null then 'NOT_OWED' else 'SECOND_PAYMENT' end
    -- It waits for a platform admin already, who may have decided.
    when p_state = 'PAID' and exists (select from unmatched_payments where reference = p_intent) then 'OTHER_REFERENCE'
    when p_order.payment_method <> 'CREDIT_CARD' and app.amount_owed(p_order) = 0 then 'NOT_OWED'
    when p_order.payment_reference <> p_reference then 'OTHER_REFERENCE'
    when p_state <> 'PAID' then null
    when upper(p_currency) is distinct from p_order.currency then 'OTHER_CURRENCY'
    when p_amount is distinct from app.amount_payable(p_order) then 'OTHER_AMOUNT' end::unmatched_reason
$$;

-- Says whether an order can still give what it charged for: none of its tools is owned by now, and every tool it credited
-- as owned is.
create or replace function app.can_unlock(p_order_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select not exists (
      select from order_line_tools charged
      where charged.organization_id = o.organization_id and charged.order_id = o.id
        and charged.tool_id in (select app.owned_tool_ids(o.organization_id)))
    and not exists (
      select from order_lines line
      join order_line_credits credited on credited.organization_id = line.organization_id and credited.order_line_id = line.id
      where line.organization_id = o.organization_id and line.order_id = o.id and credited.credited_order_id is distinct from o.id
        and credited.tool_id not in (select app.owned_tool_ids(o.organization_id)))
  from marketplace_orders o where o.id = p_order_id
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

-- Returns the credit notes for money that came by card and has not been sent back yet, the oldest first. While a payment is
-- disputed the provider sends nothing back, and the bank may do it instead.
create or replace function app.list_refunds_to_send(p_limit integer)
returns table (number text, intent text, amount integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select note.number, note.payment_intent, note.total
  from credit_notes note
  join marketplace_orders o on o.organization_id = note.organization_id and o.id = note.order_id
  where note.refund_reference is null and note.total > 0 and note.payment_intent is not null and o.disputed_at is null
  order by note.issued_at limit p_limit
$$;
comment on function app.list_refunds_to_send is 'Never null: number, intent, amount.';

-- Remembers what the provider calls the money it sent back.
create or replace function app.record_refund(p_number text, p_reference text) returns void
language sql security definer
set search_path = public, pg_temp
as $$ update credit_notes set refund_reference = p_reference where number = p_number and refund_reference is null $$;

grant execute on function app.find_card_payment, app.record_card_payment to lotline_app;
grant execute on function app.apply_payment_event, app.list_overdue_payments, app.list_refunds_to_send, app.record_refund
  to lotline_tasks;
