-- What is not paid when its time is up, or is in dispute, is suspended: nobody opens it, and it is neither renewed nor billed.
-- Data, exports and people stay. An order is suspended, and with it the tools it charged that belong to no settled order.

-- Says what of an order is owed, in cents. A card order that waits for its payment has unlocked nothing, and owes nothing.
create or replace function app.amount_owed(p_order marketplace_orders) returns integer
language sql immutable
set search_path = public, pg_temp
as $$
  select case when p_order.payment_method <> 'CREDIT_CARD' and p_order.payment_status in ('PENDING', 'PROCESSING')
    then p_order.total - p_order.refunded_total else 0 end
$$;

-- Suspends an order, unless it is suspended. The caller holds the organization's checkout lock.
create or replace function app.suspend_order(p_order_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$ update marketplace_orders set suspended_at = now() where id = p_order_id and suspended_at is null $$;

-- Ends the suspension of an order as soon as nothing is owed for it, unless its payment is in dispute. The name of the trigger
-- puts it behind those that settle an order.
create or replace function app.settle_suspended_order() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if new.suspended_at is not null and new.disputed_at is null and app.amount_owed(new) = 0 then
    new.suspended_at := null;
  end if;
  return new;
end
$$;

create trigger settle_suspended before update on marketplace_orders for each row execute function app.settle_suspended_order();

-- Lets the purchases of an organization follow what of its orders is suspended. A period that ended meanwhile starts anew on
-- the day the suspension ends: the schedule orders it as a renewal from then, or ends the purchase.
create or replace function app.follow_suspension() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_suspended_ids uuid[];
begin
  v_suspended_ids := array(
    select purchase.id
    from marketplace_orders suspended
    join order_line_tools charged on charged.organization_id = suspended.organization_id and charged.order_id = suspended.id
    join tool_purchases purchase on purchase.organization_id = charged.organization_id and purchase.tool_id = charged.tool_id
      and purchase.status = 'ACTIVE'
    join marketplace_orders latest on latest.organization_id = purchase.organization_id and latest.id = purchase.order_id
    where suspended.organization_id = new.organization_id and suspended.suspended_at is not null
      and (suspended.id = latest.id or charged.period_start >= purchase.purchase_date and app.amount_owed(latest) > 0)
      and not exists (select from credit_note_lines credited
        where credited.organization_id = charged.organization_id and credited.order_line_tool_id = charged.id));
  update tool_purchases set suspended_at = now()
  where organization_id = new.organization_id and suspended_at is null and id = any (v_suspended_ids);
  update tool_purchases set suspended_at = null,
    purchase_date = case when status = 'ACTIVE' and period_end <= now() then now() else purchase_date end,
    period_end = case when status = 'ACTIVE' and period_end <= now() then now() else period_end end
  where organization_id = new.organization_id and suspended_at is not null and id <> all (v_suspended_ids);
  return null;
end
$$;

create trigger follow_suspension after update of payment_status, refunded_total, suspended_at, disputed_at on marketplace_orders
  for each row execute function app.follow_suspension();
