-- A credit note takes rows of an order back: tools that it charged, each once. The key of credit_note_lines is the row. A
-- sum that is not the price of rows is taken back without any, and ends nothing.

grant select on credit_notes, credit_note_lines to lotline_app;

-- Takes rows of an order back: it writes the credit note and the order's state, ends what the rows unlocked, and queues
-- the mail. The caller holds the organization's checkout lock and has checked that the rows may be taken back. Nobody is
-- named as the issuer when no platform admin decided it.
--
-- Where parts of the order's money went back without rows before, what is left may be less than the rows cost: the last
-- of them then take back what is left.
--
--   p_status     of what it ends and, once all rows are taken back, of the order: REFUNDED or CANCELLED
--   p_amount     cents; by default what the rows cost, as far as it is left
--   p_reference  the provider's name for money that went back already; null for what has to be sent
create or replace function app.write_credit_note(p_order_id uuid, p_row_ids uuid[], p_reason text, p_issued_by uuid, p_status purchase_status,
  p_amount integer default null, p_reference text default null)
returns credit_notes
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_note credit_notes;
begin
  insert into credit_notes (organization_id, order_id, reason, total, currency, issued_by, payment_intent, refund_reference)
  select o.organization_id, o.id, p_reason, coalesce(p_amount, least(sum(charged.price), o.total - o.refunded_total)), o.currency, p_issued_by,
    -- Of an invoice that is not paid, nothing goes back.
    case when o.payment_method = 'CREDIT_CARD' or o.paid_at is not null then o.payment_intent end, p_reference
  from marketplace_orders o
  left join order_line_tools charged on charged.organization_id = o.organization_id and charged.order_id = o.id and charged.id = any (p_row_ids)
  where o.id = p_order_id
  group by o.id
  returning * into v_note;
  insert into credit_note_lines (organization_id, credit_note_id, order_line_tool_id, amount)
  select charged.organization_id, v_note.id, charged.id,
    greatest(0, least(charged.price, v_note.total - (sum(charged.price) over (order by line.position, charged.position) - charged.price)))
  from order_line_tools charged
  join order_lines line on line.organization_id = charged.organization_id and line.id = charged.order_line_id
  where charged.organization_id = v_note.organization_id and charged.order_id = p_order_id and charged.id = any (p_row_ids);
  update marketplace_orders set refunded_total = refunded_total + v_note.total,
    payment_status = case when app.uncredited_rows(p_order_id) <> '{}' then payment_status else p_status::text::payment_status end,
    cancelled_at = case when p_status = 'CANCELLED' then now() when app.uncredited_rows(p_order_id) <> '{}' then cancelled_at end,
    -- A page of the payment provider that is open asks for another amount: the next payment opens a new one.
    payment_reference = case when payment_method = 'INVOICE' and payment_status = 'PENDING' then null else payment_reference end,
    payment_expires_at = case when payment_method = 'INVOICE' and payment_status = 'PENDING' then null else payment_expires_at end
  where id = p_order_id;
  perform app.close_order_tools(p_order_id, p_row_ids, p_status);
  perform app.queue_order_mail('refund:' || v_note.id, p_order_id, 'refund', jsonb_build_object(
    'creditNote', app.describe_credit_note(v_note.id),
    'order', app.describe_order(p_order_id)));
  return v_note;
end
$$;

-- Returns the ids of an order's rows that no credit note has taken back.
create or replace function app.uncredited_rows(p_order_id uuid) returns uuid[]
language sql stable
set search_path = public, pg_temp
as $$
  select array(
    select charged.id from marketplace_orders o
    join order_line_tools charged on charged.organization_id = o.organization_id and charged.order_id = o.id
    where o.id = p_order_id and not exists (select from credit_note_lines credited
      where credited.organization_id = charged.organization_id and credited.order_line_tool_id = charged.id))
$$;

-- Takes rows of any order back, by a platform admin. Of an invoice that is not paid yet, it takes back what is owed.
--
--   p_shown_refunded_total  what of the order was taken back already when the form was shown
--
-- Outcomes: REFUNDED with the number of the credit note; and, with nothing written, NOT_FOUND (no such order),
-- NO_REASON, NO_LINES (no rows, or not of this order), NOTHING_OWED (the order was cancelled or its payment failed),
-- NOT_PAID (a card order that waits for its payment), CHANGED (some of it was taken back since the form was shown).
create or replace function app.refund_order(p_order_id uuid, p_row_ids uuid[], p_reason text, p_shown_refunded_total integer)
returns table (outcome text, credit_note_number text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  perform app.require_platform_admin();
  select * into v_order from marketplace_orders where id = p_order_id;
  if not found then
    return query select 'NOT_FOUND', null::text;
    return;
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_order.organization_id));
  select * into v_order from marketplace_orders where id = p_order_id for update;
  outcome := case
    when coalesce(btrim(p_reason), '') = '' then 'NO_REASON'
    when coalesce(cardinality(p_row_ids), 0) = 0 or exists (select from unnest(p_row_ids) as asked (id)
      where asked.id is null or not exists (select from order_line_tools charged
        where charged.organization_id = v_order.organization_id and charged.order_id = v_order.id and charged.id = asked.id)) then 'NO_LINES'
    when v_order.payment_status in ('CANCELLED', 'FAILED') then 'NOTHING_OWED'
    when v_order.payment_method = 'CREDIT_CARD' and v_order.payment_status in ('PENDING', 'PROCESSING') then 'NOT_PAID'
    when v_order.refunded_total is distinct from p_shown_refunded_total or exists (select from credit_note_lines credited
      where credited.organization_id = v_order.organization_id and credited.order_line_tool_id = any (p_row_ids)) then 'CHANGED'
    else 'REFUNDED' end;
  if outcome = 'REFUNDED' then
    credit_note_number := (app.write_credit_note(p_order_id, p_row_ids, btrim(p_reason), app.current_user_id(), 'REFUNDED')).number;
  end if;
  return next;
end
$$;
comment on function app.refund_order is
  'Outcomes: REFUNDED, NOT_FOUND, NO_REASON, NO_LINES, NOTHING_OWED, NOT_PAID, CHANGED.';

create trigger audit after insert or update or delete on credit_notes for each row execute function app.audit_row('credit_note');

-- Platform admins see every credit note here; everybody else finds it empty.
create or replace view platform_credit_notes with (security_barrier = true) as
  select note.id, o.number as order_number, note.number, note.reason, note.total, note.currency, note.issued_at,
    issuer.name as issued_by_name, note.refund_reference,
    note.total > 0 and not exists (select from credit_note_lines credited
      where credited.organization_id = note.organization_id and credited.credit_note_id = note.id) as ends_nothing
  from marketplace_orders o
  join credit_notes note on note.organization_id = o.organization_id and note.order_id = o.id
  left join users issuer on issuer.id = note.issued_by
  where app.is_platform_admin();

grant select on platform_credit_notes to lotline_app;

grant execute on function app.refund_order to lotline_app;
