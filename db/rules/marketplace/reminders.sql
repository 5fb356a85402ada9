-- The schedule reminds of invoices by mail, 3 days before they are due, on that day, 7 and 14 days after, and then suspends
-- what was not paid. Days are those of UTC.

-- Returns the day on which what an invoice unlocked is suspended, if it is not paid by then.
create or replace function app.suspends_on(p_due_on date) returns date
language sql immutable
set search_path = pg_catalog
as $$ select p_due_on + 14 $$;

-- Queues a reminder of an invoice and notes the day. days_left is negative once the invoice is overdue.
create or replace function app.queue_reminder(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  update marketplace_orders set reminded_on = app.today() where id = p_order_id returning * into v_order;
  perform app.queue_order_mail(format('invoice-reminder:%s:%s', v_order.id, v_order.due_on - app.today()), v_order.id, 'invoice-reminder',
    jsonb_build_object('order', app.describe_order(v_order.id), 'daysLeft', v_order.due_on - app.today(),
      'suspendsOn', app.suspends_on(v_order.due_on), 'isSuspended', v_order.suspended_at is not null));
end
$$;

-- Queues the reminders that are due, each once; of several that are late, only the last. Then suspends invoices that are 14
-- days overdue. A payment that is under way holds both off. It never waits for an organization that a checkout is at work
-- for: that comes next time. `more` says that the limit was reached.
create or replace function app.remind_and_suspend(p_limit integer, out reminded integer, out suspended integer, out busy integer, out more boolean)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
  v_looked_at integer := 0;
begin
  reminded := 0;
  suspended := 0;
  busy := 0;
  for v_order in
    select o.* from marketplace_orders o
    where o.payment_status = 'PENDING' and o.due_on <= app.today() + 3 and app.amount_owed(o) > 0
      and (o.reminded_on is null or app.suspends_on(o.due_on) <= app.today() and o.suspended_at is null
        or o.reminded_on < (select max(o.due_on + days) from unnest(array[-3, 0, 7, 14]) as days where o.due_on + days <= app.today()))
    order by o.due_on, o.id limit p_limit
  loop
    v_looked_at := v_looked_at + 1;
    if not pg_try_advisory_xact_lock(app.checkout_lock(v_order.organization_id)) then
      busy := busy + 1;
      continue;
    end if;
    select * into v_order from marketplace_orders where id = v_order.id for update;
    continue when v_order.payment_status <> 'PENDING' or app.amount_owed(v_order) = 0;
    if app.suspends_on(v_order.due_on) <= app.today() and v_order.suspended_at is null then
      perform app.suspend_order(v_order.id);
      suspended := suspended + 1;
    end if;
    perform app.queue_reminder(v_order.id);
    reminded := reminded + 1;
  end loop;
  more := v_looked_at = p_limit;
end
$$;

-- The schedule calls this. Anybody may, because it does only what is due.
create or replace function app.run_due_invoices(out reminded integer, out suspended integer, out busy integer, out more boolean)
language sql security definer
set search_path = public, pg_temp
as $$ select * from app.remind_and_suspend(200) $$;
comment on function app.run_due_invoices is 'Never null: reminded, suspended, busy, more.';

-- Reminds of an invoice now, by a platform admin: once a day.
--
-- Outcomes: REMINDED, REMINDED_TODAY, NOT_OWED, NOT_FOUND.
create or replace function app.remind_of_invoice(p_number text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  perform app.require_platform_admin();
  select * into v_order from marketplace_orders where number = p_number for update;
  if not found then
    return 'NOT_FOUND';
  elsif app.amount_owed(v_order) = 0 then
    return 'NOT_OWED';
  elsif v_order.reminded_on = app.today() then
    return 'REMINDED_TODAY';
  end if;
  perform app.queue_reminder(v_order.id);
  return 'REMINDED';
end
$$;
comment on function app.remind_of_invoice is 'Outcomes: REMINDED, REMINDED_TODAY, NOT_OWED, NOT_FOUND.';

-- Suspends what is not paid in time, now and not only 14 days after it was due, by a platform admin.
--
-- Outcomes: SUSPENDED, SUSPENDED_BEFORE, NOT_OVERDUE (nothing of it is owed, or not yet), BEING_PAID, NOT_FOUND.
create or replace function app.suspend_overdue_order(p_number text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
begin
  perform app.require_platform_admin();
  perform pg_advisory_xact_lock(app.checkout_lock(organization_id)) from marketplace_orders where number = p_number;
  select * into v_order from marketplace_orders where number = p_number for update;
  if not found then
    return 'NOT_FOUND';
  elsif v_order.payment_status = 'PROCESSING' then
    return 'BEING_PAID';
  elsif app.amount_owed(v_order) = 0 or v_order.due_on >= app.today() then
    return 'NOT_OVERDUE';
  elsif v_order.suspended_at is not null then
    return 'SUSPENDED_BEFORE';
  end if;
  perform app.suspend_order(v_order.id);
  return 'SUSPENDED';
end
$$;
comment on function app.suspend_overdue_order is 'Outcomes: SUSPENDED, SUSPENDED_BEFORE, NOT_OVERDUE, BEING_PAID, NOT_FOUND.';

-- Lists the invoices that should have been paid by now, the oldest first, to platform admins. Amounts are in cents.
--
--   row_ids  what a credit note for all that is owed takes back
create or replace function app.list_overdue_invoices(p_limit integer)
returns table (number text, invoice_number text, organization_id uuid, organization_name text, billing_email text, owed integer, currency text,
  due_on date, is_being_paid boolean, suspended_at timestamptz, reminded_on date, refunded_total integer, row_ids uuid[])
language sql stable security definer
set search_path = public, pg_temp
as $$
  select o.number, o.invoice_number, o.organization_id, organization.name, o.billing_email, app.amount_owed(o), o.currency, o.due_on,
    o.payment_status = 'PROCESSING', o.suspended_at, o.reminded_on, o.refunded_total, app.uncredited_rows(o.id)
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  where app.is_platform_admin() and o.payment_status in ('PENDING', 'PROCESSING') and o.due_on < app.today() and app.amount_owed(o) > 0
  order by o.due_on, o.number limit p_limit
$$;
comment on function app.list_overdue_invoices is
  'Never null: number, organization_id, organization_name, owed, currency, due_on, is_being_paid, refunded_total, row_ids.';

grant execute on function app.suspends_on, app.run_due_invoices, app.remind_of_invoice, app.suspend_overdue_order, app.list_overdue_invoices to lotline_app;
