-- A tool bought by use has periods that include units. What is used beyond them is billed when the period ends, or the
-- purchase does; until then it is owed, and kept under a cap.

grant select on usage_periods, tool_uses to lotline_app;

create trigger audit after delete on usage_periods for each row execute function app.audit_row('usage_period');

-- Writes a number of units: "1 report", "200 reports", "3 summaries".
create or replace function app.count_units(p_units bigint, p_unit text) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select to_char(p_units, 'FM999,999,999,999') || ' ' || case
    when p_units = 1 then p_unit
    when p_unit ~ '[^aeiou]y$' then left(p_unit, -1) || 'ies'
    when p_unit ~ '(s|x|z|ch|sh)$' then p_unit || 'es'
    else p_unit || 's' end
$$;

-- Lists the running periods of an organization's tools that are paid by use, with the terms they were sold at and the cents
-- of the units beyond those included. The period of a purchase that nobody could be billed for runs on after its end.
create or replace function app.running_usage(p_organization_id uuid)
returns table (period_id uuid, tool_purchase_id uuid, tool_id uuid, name text, usage_unit text, units_included integer, unit_price integer,
  units_used integer, units_beyond integer, amount bigint, period_start timestamptz, period_end timestamptz)
language sql stable
set search_path = public, pg_temp
as $$
  select period.id, period.tool_purchase_id, sold.tool_id, sold.name, sold.usage_unit, sold.units_included, sold.unit_price,
    period.units_used, beyond.units, beyond.units::bigint * sold.unit_price, sold.period_start, sold.period_end
  from usage_periods period
  join order_line_tools sold on sold.organization_id = period.organization_id and sold.id = period.order_line_tool_id
  cross join lateral (select greatest(0, period.units_used - sold.units_included) as units) beyond
  where period.organization_id = p_organization_id and period.closed_at is null
$$;

-- Returns the cents that an organization owes for use that is not billed yet.
create or replace function app.unbilled_use(p_organization_id uuid) returns bigint
language sql stable
set search_path = public, pg_temp
as $$ select coalesce(sum(amount), 0)::bigint from app.running_usage(p_organization_id) $$;

-- Says whether so many units more stay within the cap of a purchase and within what the invoice limit leaves. Units that the
-- period includes always do: they were paid.
create or replace function app.fits_cap(p_organization_id uuid, p_tool_id uuid, p_units integer) returns boolean
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_cap integer;
  v_before bigint;
  v_after bigint;
begin
  select purchase.usage_cap, usage.amount, greatest(0, usage.units_used::bigint + p_units - usage.units_included) * usage.unit_price
  into v_cap, v_before, v_after
  from app.running_usage(p_organization_id) usage
  join tool_purchases purchase on purchase.organization_id = p_organization_id and purchase.id = usage.tool_purchase_id
  where usage.tool_id = p_tool_id;
  if v_after is null or v_after = v_before then
    return true;
  end if;
  return v_after <= coalesce(v_cap, v_after) and v_after - v_before <= app.invoice_room(p_organization_id);
end
$$;

-- Records a use of a tool that is paid by use, by the viewer. A key that was sent before is the same use.
--
--   p_key    made by whoever sends the use, at most 200 characters
--   p_units  at least one
--
-- Outcomes: RECORDED; REPEATED (nothing is counted again); and with nothing written CAPPED (these units would cost more than
-- the cap or the invoice limit leaves), NOT_BY_USE (nothing is counted of this tool), or why they may not use it, as
-- tool_access says.
create or replace function app.record_use(p_tool_id uuid, p_key text, p_units integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_access text;
  v_period_id uuid;
begin
  -- One at a time in an organization: two uses at once could each find the last room below a cap.
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  if exists (select from tool_uses where organization_id = v_organization_id and tool_id = p_tool_id and key = p_key) then
    return 'REPEATED';
  end if;
  perform app.settle_before_use(v_organization_id, p_tool_id);
  v_access := app.tool_access(p_tool_id);
  if v_access <> 'ALLOWED' then
    return v_access;
  end if;
  select period_id into v_period_id from app.running_usage(v_organization_id) usage where usage.tool_id = p_tool_id;
  if v_period_id is null then
    return 'NOT_BY_USE';
  elsif not app.fits_cap(v_organization_id, p_tool_id, p_units) then
    return 'CAPPED';
  end if;
  insert into tool_uses (organization_id, tool_id, key, units, usage_period_id, used_by)
  values (v_organization_id, p_tool_id, p_key, p_units, v_period_id, app.current_user_id());
  update usage_periods set units_used = units_used + p_units where id = v_period_id;
  update tool_purchases set first_used_at = coalesce(first_used_at, now()), last_used = greatest(last_used, now()), usage_count = usage_count + 1
  where organization_id = v_organization_id and tool_id = p_tool_id and status = 'ACTIVE';
  return 'RECORDED';
end
$$;
comment on function app.record_use is
  'Outcomes: RECORDED, REPEATED, CAPPED, NOT_BY_USE, NOT_OWNED, DISABLED, SUSPENDED, TIER_TOO_LOW, READ_ONLY, NO_SEAT.';

-- Does for an organization what the schedule has not done yet, where the period of this tool is over: a use after it belongs
-- to the next one. The caller holds the organization's checkout lock.
create or replace function app.settle_before_use(p_organization_id uuid, p_tool_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if exists (select from tool_purchases purchase where organization_id = p_organization_id and tool_id = p_tool_id and status = 'ACTIVE'
    and suspended_at is null and price_model = 'USAGE_BASED' and period_end <= now()) then
    perform app.hold_catalog(array(select tool_id from tool_purchases
      where organization_id = p_organization_id and status = 'ACTIVE' and period_end is not null),
      array(select bundle_id from bundle_purchases where organization_id = p_organization_id and status = 'ACTIVE'));
    perform app.settle_due_purchases(p_organization_id, now());
  end if;
end
$$;

-- Sets what units beyond those included may cost a period, in cents; null for what the invoice limit leaves. Units that were
-- used already stay owed.
--
-- Outcomes: SET, NOT_ALLOWED (only an OWNER), NOT_FOUND, NOT_BY_USE (it has ended, or is not paid by use any more).
create or replace function app.set_usage_cap(p_purchase_id uuid, p_cents integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));
  update tool_purchases set usage_cap = p_cents
  where id = p_purchase_id and organization_id = v_organization_id and status = 'ACTIVE' and price_model = 'USAGE_BASED';
  return case
    when found then 'SET'
    when exists (select from tool_purchases where id = p_purchase_id and organization_id = v_organization_id) then 'NOT_BY_USE'
    else 'NOT_FOUND' end;
end
$$;
comment on function app.set_usage_cap is 'Outcomes: SET, NOT_ALLOWED, NOT_FOUND, NOT_BY_USE.';

-- Tells of a tool of the viewer's organization how much of its running period was used, in cents what that costs beyond the
-- month's price, the cap, and what the invoice limit leaves; no row for a tool that is not paid by use.
create or replace function app.find_usage(p_tool_id uuid)
returns table (purchase_id uuid, usage_unit text, units_included integer, unit_price integer, units_used integer, cost bigint,
  period_start timestamptz, period_end timestamptz, cap integer, invoice_room bigint)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select purchase.id, usage.usage_unit, usage.units_included, usage.unit_price, usage.units_used, usage.amount,
    usage.period_start, usage.period_end, purchase.usage_cap, app.invoice_room(purchase.organization_id)
  from app.running_usage(app.current_organization_id()) usage
  join tool_purchases purchase on purchase.organization_id = app.current_organization_id() and purchase.id = usage.tool_purchase_id
  where usage.tool_id = p_tool_id and purchase.status = 'ACTIVE'
$$;
comment on function app.find_usage is
  'Never null: purchase_id, usage_unit, units_included, unit_price, units_used, cost, period_start, period_end, invoice_room.';

-- Opens the periods of use that an order sold, once what it charged is owned.
create or replace function app.open_usage_periods(p_order_id uuid) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into usage_periods (organization_id, tool_purchase_id, order_line_tool_id)
  select sold.organization_id, purchase.id, sold.id
  from marketplace_orders o
  join order_line_tools sold on sold.organization_id = o.organization_id and sold.order_id = o.id
  join tool_purchases purchase on purchase.organization_id = o.organization_id and purchase.order_id = o.id and purchase.tool_id = sold.tool_id
  where o.id = p_order_id and sold.usage_unit is not null and sold.units_billed is null
$$;

-- Adds a line to an order of the schedule for each of these purchases of which more was used than its period included, and
-- closes their periods. The line says units and price, its row the period.
create or replace function app.write_usage_lines(p_order marketplace_orders, p_purchase_ids uuid[]) returns void
language sql
set search_path = public, pg_temp
as $$
  with used as (
    select usage.*, last.position + row_number() over (order by usage.name collate human, usage.tool_id) as position,
      format('%s: %s beyond the %s included, at $%s each', usage.name, app.count_units(usage.units_beyond, usage.usage_unit),
        to_char(usage.units_included, 'FM999,999,990'), to_char(usage.unit_price / 100.0, 'FM999,990.00')) as description
    from app.running_usage(p_order.organization_id) usage
    cross join (select coalesce(max(position), 0) as position from order_lines
      where organization_id = p_order.organization_id and order_id = p_order.id) last
    where usage.tool_purchase_id = any (p_purchase_ids) and usage.amount > 0
  ), line as (
    insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price)
    select p_order.organization_id, p_order.id, position, 'TOOL', tool_id, description, amount, 0, amount from used
    returning id, position
  ), charged as (
    insert into order_line_tools (organization_id, order_id, order_line_id, position, tool_id, name, price_model, list_price, price,
      usage_unit, units_included, unit_price, units_billed, period_start, period_end)
    select p_order.organization_id, p_order.id, line.id, 1, used.tool_id, used.description, 'USAGE_BASED', used.amount, used.amount,
      used.usage_unit, used.units_included, used.unit_price, used.units_beyond, used.period_start, used.period_end
    from used join line on line.position = used.position
    returning id, tool_id
  )
  update usage_periods period set closed_at = now(), billing_line_tool_id = charged.id
  from app.running_usage(p_order.organization_id) usage
  left join charged on charged.tool_id = usage.tool_id
  where period.id = usage.period_id and usage.tool_purchase_id = any (p_purchase_ids)
$$;

-- Bills what these purchases of one organization used beyond what their periods included, in an order of the schedule, and
-- closes the periods. Where there is nobody to bill, what is owed stays with its period until there is. The caller holds the
-- organization's checkout lock.
create or replace function app.bill_usage(p_organization_id uuid, p_purchase_ids uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_total bigint;
  v_key text;
  v_order marketplace_orders;
begin
  select sum(amount), 'usage:' || string_agg(period_id::text, ',' order by period_id) into v_total, v_key
  from app.running_usage(p_organization_id) where tool_purchase_id = any (p_purchase_ids) and amount > 0;
  if v_total is not null then
    v_order := app.place_scheduled_order(p_organization_id,
      array(select purchase from tool_purchases purchase where organization_id = p_organization_id and id = any (p_purchase_ids)), v_total, v_key);
    if v_order.id is not null then
      perform app.write_usage_lines(v_order, p_purchase_ids);
      perform app.queue_order_mail('order-confirmation:' || v_order.id, v_order.id, 'order-confirmation', app.describe_order(v_order.id));
    end if;
  end if;
  update usage_periods period set closed_at = now()
  from app.running_usage(p_organization_id) usage
  where period.id = usage.period_id and usage.tool_purchase_id = any (p_purchase_ids) and usage.amount = 0;
end
$$;

grant execute on function app.running_usage, app.record_use, app.set_usage_cap, app.find_usage to lotline_app;
