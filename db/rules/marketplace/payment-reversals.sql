-- Money goes back to a card because we asked for it, because somebody refunded at the provider, or because the cardholder
-- disputed the payment. The provider tells all of it, in any order and before or after the payment itself: what it says is
-- kept by its own names, and the consequences are drawn for an order or an unmatched payment once that is known.

-- Keeps what the provider says of a refund or dispute. One that is decided is not opened again, and money that came back
-- does not go again, so an older report that arrives late changes nothing.
create or replace function app.keep_reversal(p_reference text, p_kind reversal_kind, p_intent text, p_amount integer, p_currency text, p_state reversal_state, p_sent_for text, p_happened_at timestamptz)
returns void
language sql
set search_path = public, pg_temp
as $$
  insert into payment_reversals as known (reference, kind, payment_intent, amount, currency, state, sent_for, happened_at)
  values (p_reference, p_kind, p_intent, p_amount, upper(p_currency), p_state, p_sent_for, p_happened_at)
  on conflict (reference) do update set state = excluded.state
  where known.state = 'OPEN' and excluded.state <> 'OPEN' or known.state = 'GONE' and excluded.state = 'KEPT'
$$;

-- Applies what the provider says of all refunds of a payment, our own among them.
--
--   p_refunds  a list of {reference, amount, currency, state: GONE or KEPT, sentFor: what our own one is for, happenedAt}
--
-- Outcomes: APPLIED; WAITING (the payment itself is not known yet); UNCHANGED (said before).
create or replace function app.apply_refunds(p_event text, p_type text, p_intent text, p_refunds jsonb) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  insert into payment_events (reference, type) values (p_event, p_type) on conflict (reference) do nothing;
  if not found then
    return 'UNCHANGED';
  end if;
  perform app.hold_paid_order(p_intent);
  perform app.keep_reversal(refund ->> 'reference', 'REFUND', p_intent, (refund ->> 'amount')::integer, refund ->> 'currency',
    (refund ->> 'state')::reversal_state, refund ->> 'sentFor', (refund ->> 'happenedAt')::timestamptz)
  from jsonb_array_elements(p_refunds) refund;
  return app.settle_reversals(p_intent, app.find_paid_order(p_intent));
end
$$;
comment on function app.apply_refunds is 'Outcomes: APPLIED, WAITING, UNCHANGED.';

-- Applies what the provider says of a dispute, once for each event.
--
--   p_reference  of the dispute
--   p_state      OPEN, GONE (lost) or KEPT (won, or withdrawn)
--
-- Outcomes: as those of apply_refunds.
create or replace function app.apply_dispute(p_event text, p_type text, p_reference text, p_intent text, p_amount integer, p_currency text, p_state reversal_state, p_happened_at timestamptz)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  insert into payment_events (reference, type) values (p_event, p_type) on conflict (reference) do nothing;
  if not found then
    return 'UNCHANGED';
  end if;
  perform app.hold_paid_order(p_intent);
  perform app.keep_reversal(p_reference, 'DISPUTE', p_intent, p_amount, p_currency, p_state, null, p_happened_at);
  return app.settle_reversals(p_intent, app.find_paid_order(p_intent));
end
$$;
comment on function app.apply_dispute is 'Outcomes: APPLIED, WAITING, UNCHANGED.';

-- Holds a payment until the end of the transaction, so that what is said of it comes one after the other. It comes before
-- the checkout lock of an organization, because a payment does not tell at first whose it is.
create or replace function app.hold_payment(p_intent text) returns void
language sql
set search_path = public, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended('payment ' || p_intent, 0)) where p_intent is not null $$;

-- Holds a payment and then the organization whose order names it.
create or replace function app.hold_paid_order(p_intent text) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.hold_payment(p_intent);
  select pg_advisory_xact_lock(app.checkout_lock(organization_id)) from marketplace_orders where payment_intent = p_intent;
$$;

-- Returns the id of the order that a payment paid. One that waits for it is not paid yet.
create or replace function app.find_paid_order(p_intent text) returns uuid
language sql volatile
set search_path = public, pg_temp
as $$ select id from marketplace_orders where payment_intent = p_intent and payment_status in ('COMPLETED', 'REFUNDED') for update $$;

-- Draws the consequences of what is kept of a payment and has none yet. The caller holds the payment
-- and the order that it paid, if it did.
--
-- Outcomes: APPLIED; WAITING (nothing of ours was paid with it so far).
create or replace function app.settle_reversals(p_intent text, p_order_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_reversal payment_reversals;
  v_disputed_at timestamptz;
begin
  if p_order_id is null and not exists (select from unmatched_payments where payment_intent = p_intent) then
    return 'WAITING';
  end if;
  for v_reversal in
    select * from payment_reversals where payment_intent = p_intent and settled_state is distinct from state
    order by happened_at, reference for update
  loop
    case v_reversal.state
      when 'GONE' then
        perform app.settle_money_gone(v_reversal, p_order_id);
      when 'KEPT' then
        perform app.settle_money_kept(v_reversal, p_order_id);
      else null;
    end case;
    update payment_reversals set settled_state = state where reference = v_reversal.reference;
  end loop;
  select min(happened_at) into v_disputed_at from payment_reversals
  where payment_intent = p_intent and kind = 'DISPUTE' and state = 'OPEN';
  -- The suspension ends with the dispute: settle_suspended_order sees to it.
  update marketplace_orders set disputed_at = v_disputed_at,
    suspended_at = case when v_disputed_at is not null then coalesce(suspended_at, now()) else suspended_at end
  where id = p_order_id and disputed_at is distinct from v_disputed_at;
  return 'APPLIED';
end
$$;

-- Notes that our own refund was sent. Returns whether it was one.
create or replace function app.settle_own_refund(p_reversal payment_reversals) returns boolean
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update credit_notes set refund_reference = coalesce(refund_reference, p_reversal.reference)
  where payment_intent = p_reversal.payment_intent and (number = p_reversal.sent_for or refund_reference = p_reversal.reference);
  if found then
    return true;
  end if;
  update unmatched_payments set refund_reference = coalesce(refund_reference, p_reversal.reference)
  where payment_intent = p_reversal.payment_intent and state = 'PAID_BACK'
    and (id::text = p_reversal.sent_for or refund_reference = p_reversal.reference);
  return found;
end
$$;

-- Draws the consequences of money that went back: the credit note of an order, or the end of an unmatched payment.
create or replace function app.settle_money_gone(p_reversal payment_reversals, p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if app.settle_own_refund(p_reversal) then
    return;
  elsif p_order_id is not null then
    perform app.credit_reversal(p_reversal, p_order_id);
  else
    perform app.count_returned(p_reversal.payment_intent);
    update unmatched_payments set state = 'PAID_BACK', refund_reference = p_reversal.reference, resolved_at = coalesce(resolved_at, now())
    where reference = p_reversal.payment_intent and refund_reference is null and returned >= amount;
  end if;
end
$$;

-- Counts what of an unmatched payment went back without us.
create or replace function app.count_returned(p_intent text) returns void
language sql
set search_path = public, pg_temp
as $$
  update unmatched_payments set returned = (select coalesce(sum(amount), 0) from payment_reversals
    where payment_intent = p_intent and state = 'GONE' and sent_for is null)
  where reference = p_intent
$$;

-- Draws the consequences of money that is with us after all. Where it had gone, it came back, and nobody may forget it: it
-- waits for a platform admin. A dispute that was won and a refund that never was change nothing.
create or replace function app.settle_money_kept(p_reversal payment_reversals, p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if app.settle_own_refund(p_reversal) or p_reversal.settled_state = 'GONE' and (p_order_id is not null
      or exists (select from unmatched_payments where payment_intent = p_reversal.payment_intent and refund_reference is not null)) then
    insert into unmatched_payments (reference, payment_intent, amount, currency, named_number, named_order_id, reason)
    select p_reversal.reference, p_reversal.payment_intent, p_reversal.amount, p_reversal.currency,
      (select number from marketplace_orders where id = p_order_id), p_order_id, 'CAME_BACK'
    where p_reversal.amount > 0
    on conflict (reference) do nothing;
  end if;
  if p_order_id is null and p_reversal.sent_for is null then
    perform app.count_returned(p_reversal.payment_intent);
  end if;
end
$$;

-- Credits an order with money that went back without us. It takes back what it is the sum of: all that is left of the
-- order, or the one tool of that price. Any other sum is a credit that ends nothing. More than is left of the order was
-- credited before, by credit notes that we need not send any more.
create or replace function app.credit_reversal(p_reversal payment_reversals, p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_left integer := (select total - refunded_total from marketplace_orders where id = p_order_id);
  v_credit integer := least(p_reversal.amount, v_left);
  v_rest integer := p_reversal.amount - v_credit;
  v_rows uuid[];
  v_note credit_notes;
begin
  if v_credit > 0 then
    v_rows := case when v_credit = v_left then app.uncredited_rows(p_order_id) else app.uncredited_row_of_price(p_order_id, v_credit) end;
    perform app.write_credit_note(p_order_id, v_rows,
      case
        when p_reversal.kind = 'DISPUTE' and v_rows <> '{}' then 'The payment was disputed, and the bank decided for the cardholder.'
        when p_reversal.kind = 'DISPUTE' then 'A part of the payment was disputed, and the bank decided for the cardholder. It is not the price of one tool, so what the order unlocked stays.'
        when v_rows <> '{}' then 'The money was sent back to the card.'
        else 'A part of the payment was sent back to the card. It is not the price of one tool, so what the order unlocked stays.' end,
      null, 'REFUNDED', v_credit, p_reversal.reference);
  end if;
  for v_note in
    select note.* from credit_notes note join marketplace_orders o on o.organization_id = note.organization_id and o.id = note.order_id
    where o.id = p_order_id and note.payment_intent = p_reversal.payment_intent and note.refund_reference is null and note.total > 0
    order by note.issued_at, note.number
  loop
    if v_note.total <= v_rest then
      update credit_notes set refund_reference = p_reversal.reference where id = v_note.id;
      v_rest := v_rest - v_note.total;
    end if;
  end loop;
end
$$;

-- Returns the id of the one row of an order that has this price and was not taken back; none where there are several.
create or replace function app.uncredited_row_of_price(p_order_id uuid, p_price integer) returns uuid[]
language sql stable
set search_path = public, pg_temp
as $$
  select case when count(*) = 1 then array_agg(id) else '{}' end from order_line_tools
  where id = any (app.uncredited_rows(p_order_id)) and price = p_price
$$;

grant execute on function app.apply_refunds, app.apply_dispute to lotline_app;
