-- Money that came and pays no order waits here for BILLING of the platform, who pays it back or assigns it to an order. None of it
-- is forgotten: whoever finds that a payment does not fit records it, in the same transaction as its event.

-- Records a payment that pays no order, once. What the provider told of its refunds before counts at once. An order that
-- waited for this payment waits for it no longer. The caller holds the payment.
--
-- Outcomes: UNMATCHED; UNCHANGED (recorded before); UNKNOWN (no money came).
create or replace function app.record_unmatched_payment(p_reason unmatched_reason, p_event text, p_reference text, p_number text, p_intent text, p_amount integer, p_currency text)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if p_intent is null or coalesce(p_amount, 0) <= 0 then
    return 'UNKNOWN';
  end if;
  update marketplace_orders set payment_intent = null,
    payment_status = case payment_status when 'PROCESSING' then 'PENDING' else payment_status end
  where payment_intent = p_intent and payment_status not in ('COMPLETED', 'REFUNDED');
  insert into unmatched_payments (reference, payment_intent, event_reference, payment_reference, amount, currency, named_number, named_order_id, reason)
  select p_intent, p_intent, p_event, p_reference, p_amount, coalesce(upper(p_currency), 'USD'), nullif(p_number, ''),
    (select id from marketplace_orders where number = p_number), p_reason
  where not exists (select from marketplace_orders where payment_intent = p_intent)
  on conflict (reference) do nothing;
  if not found then
    return 'UNCHANGED';
  end if;
  perform app.settle_reversals(p_intent, null);
  return 'UNMATCHED';
end
$$;

-- Decides that a payment goes back, by BILLING. The schedule sends it.
--
-- Outcomes: PAID_BACK; with nothing written, RESOLVED (paid back or assigned before), NOT_FOUND, OWN_ORGANIZATION (it names an
-- order of an organization that the viewer belongs to).
create or replace function app.pay_back_payment(p_payment_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_payment unmatched_payments;
begin
  perform app.require_platform_role('{BILLING}');
  select * into v_payment from unmatched_payments where id = p_payment_id for update;
  if not found then
    return 'NOT_FOUND';
  elsif v_payment.state <> 'OPEN' then
    return 'RESOLVED';
  elsif app.is_own_organization((select organization_id from marketplace_orders where id = v_payment.named_order_id)) then
    return 'OWN_ORGANIZATION';
  end if;
  update unmatched_payments set state = 'PAID_BACK', resolved_by = app.current_user_id(), resolved_at = now() where id = p_payment_id;
  return 'PAID_BACK';
end
$$;
comment on function app.pay_back_payment is 'Outcomes: PAID_BACK, RESOLVED, NOT_FOUND, OWN_ORGANIZATION.';

-- Pays an order with a payment that came without one, by BILLING.
--
-- Outcomes: ASSIGNED, with the provider's name of a checkout that the order waited for and that has to be ended; with
-- nothing written, RESOLVED (paid back or assigned before), NOT_FOUND, NOT_ASSIGNABLE (some of it went back, or it was
-- another payment's), NO_ORDER (none of that number), OWN_ORGANIZATION (the viewer belongs to that of the order, or of the order
-- that the payment names), NOT_OWED, BEING_PAID, OTHER_AMOUNT, OTHER_CURRENCY,
-- OWNED_OTHERWISE (what the organization owns has changed, so the order cannot be carried out as it was shown).
create or replace function app.assign_payment(p_payment_id uuid, p_number text)
returns table (outcome text, open_checkout text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid;
  v_payment unmatched_payments;
  v_order marketplace_orders;
begin
  perform app.require_platform_role('{BILLING}');
  perform app.hold_payment(payment_intent) from unmatched_payments where id = p_payment_id;
  select organization_id into v_organization_id from marketplace_orders where number = p_number;
  if found then
    perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
    select * into v_order from marketplace_orders where number = p_number for update;
  end if;
  select * into v_payment from unmatched_payments where id = p_payment_id for update;
  outcome := case
    when v_payment.id is null then 'NOT_FOUND'
    when v_payment.state <> 'OPEN' then 'RESOLVED'
    when v_payment.reason = 'CAME_BACK' or exists (select from payment_reversals where payment_intent = v_payment.payment_intent
      and state <> 'KEPT') then 'NOT_ASSIGNABLE'
    when v_order.id is null then 'NO_ORDER'
    when app.is_own_organization(v_order.organization_id)
      or app.is_own_organization((select organization_id from marketplace_orders where id = v_payment.named_order_id)) then 'OWN_ORGANIZATION'
    when v_order.payment_status = 'PROCESSING' then 'BEING_PAID'
    when v_order.payment_status <> 'PENDING' then 'NOT_OWED'
    when v_order.currency <> v_payment.currency then 'OTHER_CURRENCY'
    when app.amount_payable(v_order) <> v_payment.amount then 'OTHER_AMOUNT'
    when v_order.payment_method = 'CREDIT_CARD' and not app.can_unlock(v_order.id) then 'OWNED_OTHERWISE'
    else 'ASSIGNED' end;
  if outcome = 'ASSIGNED' then
    update unmatched_payments set state = 'ASSIGNED', assigned_order_id = v_order.id, resolved_by = app.current_user_id(), resolved_at = now()
    where id = p_payment_id;
    update marketplace_orders set payment_status = 'COMPLETED', payment_intent = v_payment.payment_intent where id = v_order.id;
    if v_order.payment_method = 'CREDIT_CARD' then
      perform app.unlock_order(v_order.id);
    end if;
    if v_order.payment_reference is distinct from v_payment.payment_reference then
      open_checkout := v_order.payment_reference;
    end if;
  end if;
  return next;
end
$$;
comment on function app.assign_payment is
  'Outcomes: ASSIGNED, RESOLVED, NOT_FOUND, NOT_ASSIGNABLE, NO_ORDER, OWN_ORGANIZATION, NOT_OWED, BEING_PAID, OTHER_AMOUNT, OTHER_CURRENCY, OWNED_OTHERWISE.';

-- Returns the unmatched payments that are to be paid back and have not been sent yet, the oldest decision first.
create or replace function app.list_payments_to_send(p_limit integer)
returns table (id uuid, intent text, amount integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select payment.id, payment.payment_intent, payment.amount - payment.returned
  from unmatched_payments payment
  where payment.state = 'PAID_BACK' and payment.refund_reference is null and not exists (select from payment_reversals dispute
    where dispute.payment_intent = payment.payment_intent and dispute.kind = 'DISPUTE' and dispute.state = 'OPEN')
  order by payment.resolved_at limit p_limit
$$;
comment on function app.list_payments_to_send is 'Never null: id, intent, amount.';

-- Remembers what the provider calls the money it sent back of an unmatched payment.
create or replace function app.record_payment_refund(p_payment_id uuid, p_reference text) returns void
language sql security definer
set search_path = public, pg_temp
as $$
  update unmatched_payments set refund_reference = p_reference
  where id = p_payment_id and state = 'PAID_BACK' and refund_reference is null
$$;

create trigger audit after insert or update or delete on unmatched_payments for each row
  execute function app.audit_row('unmatched_payment');

-- BILLING and AUDITOR see every payment that paid no order when it came, newest first; everybody else finds it empty.
create or replace view platform_unmatched_payments with (security_barrier = true) as
  select payment.id, payment.payment_intent, payment.amount, payment.currency, payment.named_number,
    organization.name as organization_name, payment.reason, payment.received_at, payment.state,
    payment.returned, resolver.name as resolved_by_name, payment.resolved_at,
    assigned.number as assigned_number, payment.refund_reference
  from unmatched_payments payment
  left join marketplace_orders named on named.id = payment.named_order_id
  left join organizations organization on organization.id = named.organization_id
  left join marketplace_orders assigned on assigned.id = payment.assigned_order_id
  left join users resolver on resolver.id = payment.resolved_by
  where (select app.has_platform_role('{BILLING,AUDITOR}'))
  order by payment.received_at desc, payment.id desc;

grant select on platform_unmatched_payments to lotline_app;

grant execute on function app.pay_back_payment, app.assign_payment to lotline_app;
grant execute on function app.list_payments_to_send, app.record_payment_refund to lotline_tasks;
