-- What ends an order or a purchase: refunds and cancelled orders, and the schedule that renews what runs out or ends it.

create sequence app.credit_note_number start 100001;

-- Ends active purchases of one organization. What is ended is not renewed, and the counts follow. The caller holds the
-- organization's checkout lock.
create function app.close_purchases(p_organization_id uuid, p_tool_purchase_ids uuid[], p_bundle_purchase_ids uuid[], p_status purchase_status)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_bundle_ids uuid[] := array(select bundle_id from bundle_purchases
    where organization_id = p_organization_id and id = any (p_bundle_purchase_ids) and status = 'ACTIVE' order by bundle_id);
  v_owned_before uuid[];
begin
  perform app.hold_catalog(array(select tool_id from tool_purchases
    where organization_id = p_organization_id and id = any (p_tool_purchase_ids)), v_bundle_ids);
  v_owned_before := array(select app.owned_tool_ids(p_organization_id));
  update tool_purchases set status = p_status, renews = false
  where organization_id = p_organization_id and id = any (p_tool_purchase_ids) and status = 'ACTIVE';
  update bundle_purchases set status = p_status
  where organization_id = p_organization_id and id = any (p_bundle_purchase_ids) and status = 'ACTIVE';
  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(p_organization_id)));
  update tool_bundles set purchase_count = purchase_count - 1 where id = any (v_bundle_ids);
end
$$;

-- Ends what these lines of an order unlocked, where it is still that: what was renewed or bought again since belongs to a
-- later order and stays.
create function app.close_order_lines(p_order_id uuid, p_line_ids uuid[], p_status purchase_status) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.close_purchases(o.organization_id,
    array(select purchase.id from tool_purchases purchase join order_lines line
      on line.organization_id = purchase.organization_id and line.order_id = purchase.order_id and line.tool_id = purchase.tool_id
      where purchase.organization_id = o.organization_id and purchase.order_id = o.id and purchase.status = 'ACTIVE'
        and line.id = any (p_line_ids)),
    array(select purchase.id from bundle_purchases purchase join order_lines line
      on line.organization_id = purchase.organization_id and line.order_id = purchase.order_id and line.bundle_id = purchase.bundle_id
      where purchase.organization_id = o.organization_id and purchase.order_id = o.id and purchase.status = 'ACTIVE'
        and line.id = any (p_line_ids)),
    p_status)
  from marketplace_orders o where o.id = p_order_id
$$;

-- Takes lines of an order back: the credit note, the order's state, the end of what they unlocked, and the mail. The caller
-- holds the organization's checkout lock and has checked that the lines may be taken back; nobody is named as the issuer
-- when the system does this by itself.
create function app.write_credit_note(p_order_id uuid, p_line_ids uuid[], p_reason text, p_issued_by uuid)
returns credit_notes
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_note credit_notes;
begin
  insert into credit_notes (organization_id, order_id, number, reason, total, currency, issued_by)
  select o.organization_id, o.id, 'CRN-' || nextval('app.credit_note_number'), p_reason, sum(line.price), o.currency, p_issued_by
  from marketplace_orders o
  join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id and line.id = any (p_line_ids)
  where o.id = p_order_id
  group by o.id
  returning * into v_note;
  insert into credit_note_lines (organization_id, credit_note_id, order_line_id, amount)
  select line.organization_id, v_note.id, line.id, line.price from order_lines line
  where line.organization_id = v_note.organization_id and line.order_id = p_order_id and line.id = any (p_line_ids);
  update marketplace_orders set refunded_total = refunded_total + v_note.total,
    payment_status = case when exists (select from order_lines line
        where line.organization_id = v_note.organization_id and line.order_id = p_order_id and not exists (
          select from credit_note_lines credited
          where credited.organization_id = line.organization_id and credited.order_line_id = line.id))
      then payment_status else 'REFUNDED' end
  where id = p_order_id;
  perform app.close_order_lines(p_order_id, p_line_ids, 'REFUNDED');
  perform app.queue_order_mail('refund:' || v_note.id, p_order_id, 'refund', jsonb_build_object(
    'creditNote', jsonb_build_object('number', v_note.number, 'total', v_note.total, 'currency', v_note.currency,
      'reason', v_note.reason, 'issuedAt', v_note.issued_at,
      'lines', (select jsonb_agg(jsonb_build_object('name', line.name, 'amount', line.price) order by line.position)
        from order_lines line where line.organization_id = v_note.organization_id and line.order_id = p_order_id
          and line.id = any (p_line_ids))),
    'order', app.describe_order(p_order_id)));
  return v_note;
end
$$;

-- Takes lines of any order back, by a platform admin. Of an invoice that is not paid yet, it takes back what is owed.
--
-- p_shown_refunded_total  what of the order was taken back already when the form was shown
--
-- Outcomes: REFUNDED with the number of the credit note; and, with nothing written, NOT_FOUND (no such order), NO_REASON,
-- NO_LINES (none, or not of this order), NOTHING_OWED (the order was cancelled or its payment failed), NOT_PAID (a card
-- order that waits for its payment), CHANGED (some of it was taken back since the form was shown).
create function app.refund_order(p_order_id uuid, p_line_ids uuid[], p_reason text, p_shown_refunded_total integer)
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
  perform pg_advisory_xact_lock(hashtextextended('checkout:' || v_order.organization_id, 0));
  select * into v_order from marketplace_orders where id = p_order_id for update;
  outcome := case
    when coalesce(btrim(p_reason), '') = '' then 'NO_REASON'
    when coalesce(cardinality(p_line_ids), 0) = 0 or exists (select from unnest(p_line_ids) as asked (id)
      where asked.id is null or not exists (select from order_lines line
        where line.organization_id = v_order.organization_id and line.order_id = v_order.id and line.id = asked.id)) then 'NO_LINES'
    when v_order.payment_status in ('CANCELLED', 'FAILED') then 'NOTHING_OWED'
    when v_order.payment_method = 'CREDIT_CARD' and v_order.payment_status in ('PENDING', 'PROCESSING') then 'NOT_PAID'
    when v_order.refunded_total is distinct from p_shown_refunded_total or exists (select from credit_note_lines credited
      where credited.organization_id = v_order.organization_id and credited.order_line_id = any (p_line_ids)) then 'CHANGED'
    else 'REFUNDED' end;
  if outcome = 'REFUNDED' then
    credit_note_number := (app.write_credit_note(p_order_id, p_line_ids, btrim(p_reason), app.current_user_id())).number;
  end if;
  return next;
end
$$;

-- Notes that an invoice was paid, by a platform admin. Outcomes: RECORDED; NOT_FOUND, ALREADY_PAID, and NOT_DUE for an order
-- that is cancelled or wholly refunded, or paid by card, which the payment provider reports.
create function app.record_payment(p_order_id uuid) returns text
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
  elsif v_order.payment_status = 'COMPLETED' then
    return 'ALREADY_PAID';
  elsif v_order.payment_status <> 'PENDING' or v_order.payment_method = 'CREDIT_CARD' then
    return 'NOT_DUE';
  end if;
  update marketplace_orders set payment_status = 'COMPLETED' where id = p_order_id;
  return 'RECORDED';
end
$$;

-- Cancels an order of the current organization that nobody has paid yet, as a whole, with everything it unlocked.
-- Outcomes: CANCELLED, also when it was already; with nothing written NOT_ALLOWED (neither OWNER nor ADMIN), NOT_FOUND, PAID,
-- BEING_PAID (the payment is under way), REFUNDED (some of it was taken back), CLOSED (its payment failed).
create function app.cancel_order(p_number text) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_organization_id uuid := app.current_organization_id();
  v_order marketplace_orders;
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return 'NOT_ALLOWED';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('checkout:' || v_organization_id, 0));
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

-- The end of the period after one that ends at p_period_end. Counted from the day it was bought, so that what was bought on
-- the 31st ends on the 28th of February and on the 31st of March again. An end that somebody set otherwise goes on from itself.
create function app.next_period_end(p_bought_at timestamptz, p_period_end timestamptz, p_price_model price_model)
returns timestamptz
language sql immutable
set search_path = pg_catalog
set timezone = 'UTC'
as $$
  select case
    when p_bought_at + make_interval(months => passed.months) = p_period_end
      then p_bought_at + make_interval(months => passed.months + period.months)
    else p_period_end + make_interval(months => period.months) end
  from (select 12 * (extract(year from p_period_end) - extract(year from p_bought_at))::integer
      + (extract(month from p_period_end) - extract(month from p_bought_at))::integer as months) passed,
    (select case p_price_model when 'ANNUAL' then 12 else 1 end as months) period
$$;

-- How a purchase goes on when its period ends: no row when it does not. It does not when nobody wants it to, when the tool is
-- not sold by the month or year any more, when the organization owns it through a bundle as well (nothing is paid twice), and
-- when there is nobody to order it or no order to take the billing details from.
create function app.find_renewal(p_purchase tool_purchases)
returns table (buyer_id uuid, billing_order_id uuid)
language sql stable
set search_path = public, pg_temp
as $$
  select buyer.user_id, billing.id
  from marketplace_tools tool
  cross join lateral (
    select user_id from memberships
    where organization_id = p_purchase.organization_id and role in ('OWNER', 'ADMIN')
    order by (user_id = p_purchase.purchased_by) desc, (role = 'OWNER') desc, created_at, user_id limit 1) buyer
  cross join lateral (
    select id from marketplace_orders
    where organization_id = p_purchase.organization_id
    order by (id = p_purchase.order_id) desc nulls last, placed_at desc, number desc limit 1) billing
  where p_purchase.renews and tool.id = p_purchase.tool_id and tool.is_sold and tool.price_model in ('MONTHLY', 'ANNUAL')
    and not exists (select from bundle_purchases bought join bundle_tools content on content.bundle_id = bought.bundle_id
      where bought.organization_id = p_purchase.organization_id and bought.status = 'ACTIVE' and content.tool_id = p_purchase.tool_id)
$$;

-- Orders the next period of a purchase, on invoice and at the price of today: the period that p_now is in. Time that went by
-- before it, because the schedule did not run, is not charged; the order's line names the days it pays for.
create function app.renew_purchase(p_purchase tool_purchases, p_buyer_id uuid, p_billing_order_id uuid, p_now timestamptz)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_tool marketplace_tools;
  v_starts timestamptz;
  v_ends timestamptz := p_purchase.period_end;
  v_order_id uuid;
begin
  select * into v_tool from marketplace_tools where id = p_purchase.tool_id;
  while v_ends <= p_now loop
    v_starts := v_ends;
    v_ends := app.next_period_end(p_purchase.purchase_date, v_starts, v_tool.price_model);
  end loop;
  -- The key is of the purchase and the end that has come, so that the same end is never billed a second time.
  insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
    billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code, billing_country,
    subtotal, credit_total, total, currency, due_on)
  select earlier.organization_id, 'LOT-' || nextval('app.order_number'),
    md5('renewal:' || p_purchase.id || ':' || extract(epoch from p_purchase.period_end))::uuid, 'renewal', p_buyer_id, 'INVOICE', 'PENDING',
    earlier.billing_name, earlier.billing_email, earlier.billing_street, earlier.billing_city, earlier.billing_state,
    earlier.billing_postal_code, earlier.billing_country, v_tool.price, 0, v_tool.price, v_tool.currency, current_date + 30
  from marketplace_orders earlier where earlier.id = p_billing_order_id
  returning id into v_order_id;
  insert into order_lines (organization_id, order_id, position, kind, tool_id, name, list_price, credit, price, price_model)
  values (p_purchase.organization_id, v_order_id, 1, 'TOOL', v_tool.id,
    format('%s (%s to %s)', v_tool.name, to_char(v_starts at time zone 'UTC', 'Mon FMDD, YYYY'), to_char(v_ends at time zone 'UTC', 'Mon FMDD, YYYY')),
    v_tool.price, 0, v_tool.price, v_tool.price_model);
  update tool_purchases set period_end = v_ends, order_id = v_order_id, price_at_purchase = v_tool.price, purchased_by = p_buyer_id
  where id = p_purchase.id;
  perform app.queue_order_mail('order-confirmation:' || v_order_id, v_order_id, 'order-confirmation', app.describe_order(v_order_id));
end
$$;

-- Renews or ends those of these purchases of one organization whose period has ended. The caller holds the organization's
-- checkout lock and the tools.
create function app.settle_due_purchases(p_organization_id uuid, p_purchase_ids uuid[], p_now timestamptz, out renewed integer, out expired integer)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_purchase tool_purchases;
  v_renewal record;
  v_ended tool_purchases[] := '{}';
begin
  renewed := 0;
  for v_purchase in
    select * from tool_purchases
    where organization_id = p_organization_id and id = any (p_purchase_ids) and status = 'ACTIVE' and period_end <= p_now
    order by id
  loop
    select * into v_renewal from app.find_renewal(v_purchase);
    if found then
      perform app.renew_purchase(v_purchase, v_renewal.buyer_id, v_renewal.billing_order_id, p_now);
      renewed := renewed + 1;
    else
      v_ended := v_ended || v_purchase;
    end if;
  end loop;
  expired := cardinality(v_ended);
  if expired > 0 then
    perform app.close_purchases(p_organization_id, array(select id from unnest(v_ended)), '{}', 'EXPIRED');
    -- Nothing ended for those who own the tool through a bundle as well.
    perform app.queue_mail('purchase-expired:' || ended.id || ':' || extract(epoch from ended.period_end) || ':' || lower(person.email),
      p_organization_id, lower(person.email), 'purchase-expired', jsonb_build_object('organization', organization.name,
        'tool', tool.name, 'toolSlug', tool.slug, 'endedAt', ended.period_end))
    from unnest(v_ended) ended
    join marketplace_tools tool on tool.id = ended.tool_id
    join organizations organization on organization.id = ended.organization_id
    join memberships membership on membership.organization_id = ended.organization_id and membership.role in ('OWNER', 'ADMIN')
    join users person on person.id = membership.user_id
    where ended.tool_id not in (select app.owned_tool_ids(p_organization_id));
  end if;
end
$$;

-- Tells OWNERs and ADMINs 14 and 3 days ahead that a period ends, and what happens then. Each is told once of each; when both
-- are late, of the nearer one only. Nothing is said of a tool that a bundle keeps unlocked.
create function app.warn_of_period_ends(p_now timestamptz, p_limit integer) returns integer
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_warned integer;
begin
  insert into outgoing_mail (key, organization_id, recipient, kind, content)
  select warning.key, warning.organization_id, warning.recipient, 'renewal-warning', warning.content
  from tool_purchases purchase
  cross join lateral (select case when purchase.period_end <= p_now + interval '3 days' then 3 else 14 end as days_left) nearest
  join marketplace_tools tool on tool.id = purchase.tool_id
  join organizations organization on organization.id = purchase.organization_id
  join memberships membership on membership.organization_id = purchase.organization_id and membership.role in ('OWNER', 'ADMIN')
  join users person on person.id = membership.user_id
  cross join lateral (
    select purchase.organization_id, lower(person.email) as recipient,
      format('renewal-warning:%s:%s:%s:%s', purchase.id, extract(epoch from purchase.period_end), nearest.days_left, lower(person.email)) as key,
      jsonb_build_object('organization', organization.name, 'tool', tool.name, 'toolSlug', tool.slug, 'endsAt', purchase.period_end,
        'daysLeft', nearest.days_left, 'renews', exists (select from app.find_renewal(purchase)),
        'price', tool.price, 'currency', tool.currency, 'priceModel', tool.price_model) as content) warning
  where purchase.status = 'ACTIVE' and purchase.period_end > p_now and purchase.period_end <= p_now + interval '14 days'
    and not exists (select from outgoing_mail sent where sent.key = warning.key)
    and not exists (select from bundle_purchases bought join bundle_tools content on content.bundle_id = bought.bundle_id
      where bought.organization_id = purchase.organization_id and bought.status = 'ACTIVE' and content.tool_id = purchase.tool_id)
  order by purchase.period_end, purchase.id, recipient
  limit p_limit
  on conflict (key) do nothing;
  get diagnostics v_warned = row_count;
  return v_warned;
end
$$;

-- Renews or ends what has run out at p_now and warns of what soon will, at most p_limit of each. Running it twice, late or at
-- the same time does no harm. `busy` organizations have a checkout at work and come next time, `failed` ones are logged and do
-- not hold up the others; `more` says that a limit was reached.
--
-- It never waits for an organization, and takes all tools at once in the order of their ids: waiting for one while it holds
-- another could deadlock with a checkout.
create function app.expire_purchases(p_now timestamptz, p_limit integer default 500,
  out renewed integer, out expired integer, out warned integer, out busy integer, out failed integer, out more boolean)
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_purchase_ids uuid[];
  v_organization_ids uuid[];
  v_held uuid[];
  v_organization_id uuid;
  v_settled record;
begin
  renewed := 0;
  expired := 0;
  failed := 0;
  select coalesce(array_agg(id), '{}'), coalesce(array_agg(distinct organization_id), '{}')
  into v_purchase_ids, v_organization_ids
  from (select id, organization_id from tool_purchases where status = 'ACTIVE' and period_end <= p_now
    order by period_end, id limit p_limit) due;
  v_held := array(select id from unnest(v_organization_ids) as due (id)
    where pg_try_advisory_xact_lock(hashtextextended('checkout:' || id, 0)));
  busy := cardinality(v_organization_ids) - cardinality(v_held);
  perform app.hold_catalog(array(select tool_id from tool_purchases
    where id = any (v_purchase_ids) and organization_id = any (v_held)), '{}');
  foreach v_organization_id in array v_held loop
    begin
      v_settled := app.settle_due_purchases(v_organization_id, v_purchase_ids, p_now);
      renewed := renewed + v_settled.renewed;
      expired := expired + v_settled.expired;
    exception when others then
      failed := failed + 1;
      raise warning 'purchases of the organization % were neither renewed nor ended: %', v_organization_id, sqlerrm;
    end;
  end loop;
  warned := app.warn_of_period_ends(p_now, p_limit);
  more := cardinality(v_purchase_ids) = p_limit or warned = p_limit;
end
$$;

-- What the schedule calls. Anybody may: it does only what is due.
create function app.run_due_purchases(out renewed integer, out expired integer, out warned integer, out busy integer, out failed integer, out more boolean)
language sql security definer
set search_path = public, pg_temp
as $$ select * from app.expire_purchases(now()) $$;

-- What platform admins read of the orders of all organizations; empty for everybody else. Ordered as the index is: nothing
-- outside a barrier reaches the index, so a page of an unordered view would sort all orders there are.
create view platform_orders with (security_barrier = true) as
  select o.id, o.number, o.organization_id, organization.name as organization_name, buyer.name as buyer_name, buyer.email as buyer_email,
    o.payment_method, o.payment_status, o.purchase_order_number, o.billing_name, o.billing_email, o.billing_street, o.billing_city,
    o.billing_state, o.billing_postal_code, o.subtotal, o.credit_total, o.total, o.refunded_total, o.currency, o.placed_at, o.due_on
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  join users buyer on buyer.id = o.buyer_id
  where app.is_platform_admin()
  order by o.placed_at desc nulls last, o.number desc nulls last;

-- Lines with what took them back, and what became of the purchase they made: null once a later order made it what it is.
create view platform_order_lines with (security_barrier = true) as
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

create view platform_credit_notes with (security_barrier = true) as
  select note.id, o.number as order_number, note.number, note.reason, note.total, note.currency, note.issued_at,
    issuer.name as issued_by_name, note.refund_reference
  from marketplace_orders o
  join credit_notes note on note.organization_id = o.organization_id and note.order_id = o.id
  left join users issuer on issuer.id = note.issued_by
  where app.is_platform_admin();

-- What the audit trail says of an order, without the rows themselves.
create view platform_order_events with (security_barrier = true) as
  select entry.id, o.number as order_number, entry.occurred_at, entry.chain_position, actor.name as actor_name,
    entry.before ->> 'payment_status' as status_before, entry.after ->> 'payment_status' as status_after,
    (entry.after ->> 'refunded_total')::integer - coalesce((entry.before ->> 'refunded_total')::integer, 0) as refunded
  from marketplace_orders o
  join audit_log entry on entry.organization_id = o.organization_id and entry.occurred_at >= o.placed_at
    and entry.subject_type = 'order' and entry.subject_id = o.id::text
  left join users actor on actor.id = entry.actor_id
  where app.is_platform_admin();

grant select on platform_orders, platform_order_lines, platform_credit_notes, platform_order_events to lotline_app;
grant execute on function app.refund_order, app.record_payment, app.cancel_order, app.run_due_purchases to lotline_app;
