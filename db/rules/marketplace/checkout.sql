-- A checkout turns a cart or a purchase request into an order: all of it or nothing, at the prices the buyer was shown.

-- Returns the advisory lock of an organization's purchases. Whoever changes what it owns, owes or may hand out holds it
-- until the end of the transaction, so that one comes after the other.
create or replace function app.checkout_lock(p_organization_id uuid) returns bigint
language sql immutable
set search_path = pg_catalog
as $$
  select hashtextextended('checkout:' || p_organization_id, 0)
$$;

-- Describes a line as the checkout form carries it and as write_order compares it: all that a buyer agrees to.
create or replace function app.describe_shown_line(p_line app.priced_line) returns jsonb
language sql immutable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('kind', p_line.kind, 'id', p_line.id, 'name', p_line.name, 'state', p_line.state,
    'listPrice', p_line.list_price, 'price', p_line.price,
    'tools', (select jsonb_agg(tool - '{listPrice,renewsOn}'::text[] order by tool ->> 'id') from jsonb_array_elements(p_line.tools) as held (tool)))
$$;

-- Describes the lines of a cart or a request in an order that does not depend on how they were found.
create or replace function app.describe_shown_lines(p_lines app.priced_line[]) returns jsonb
language sql immutable
set search_path = public, pg_temp
as $$
  select coalesce(jsonb_agg(app.describe_shown_line(line) order by line.kind, line.id), '[]') from unnest(p_lines) as line
$$;

-- Returns the lines of the viewer's cart as they would be ordered now.
create or replace function app.show_cart() returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select app.describe_shown_lines(array(
    select line from shopping_carts cart
    cross join lateral app.price_cart(cart.organization_id, cart.tools, cart.bundles) line
    where cart.user_id = app.current_user_id() and cart.organization_id = app.current_organization_id()))
$$;

-- Returns the number of the card order that already holds one of these tools and waits to be paid, if there is one.
create or replace function app.find_order_being_paid(p_organization_id uuid, p_tool_ids uuid[]) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select o.number from marketplace_orders o
  join order_line_tools charged on charged.organization_id = o.organization_id and charged.order_id = o.id
  where o.organization_id = p_organization_id and o.payment_method = 'CREDIT_CARD' and o.payment_status in ('PENDING', 'PROCESSING')
    and charged.tool_id = any (p_tool_ids)
  order by o.placed_at limit 1
$$;

-- Returns today's date, which is that of UTC.
create or replace function app.today() returns date
language sql stable
set search_path = pg_catalog
as $$ select (now() at time zone 'UTC')::date $$;

-- Writes the charged lines of an order: for each a row for every tool it charges, and a note for every tool that it does
-- not charge because it is paid for already, with the order that did.
create or replace function app.write_order_lines(p_order marketplace_orders, p_lines app.priced_line[]) returns void
language sql
set search_path = public, pg_temp
as $$
  with line as (
    insert into order_lines (organization_id, order_id, position, kind, tool_id, bundle_id, name, list_price, credit, price, bundle_price, original_price)
    select p_order.organization_id, p_order.id, row_number() over (order by line.kind, line.name collate human), line.kind,
      case when line.kind = 'TOOL' then line.id end, case when line.kind = 'BUNDLE' then line.id end, line.name,
      line.list_price, line.credit, line.price, bundle.bundle_price, bundle.original_price
    from unnest(p_lines) line
    left join tool_bundles bundle on line.kind = 'BUNDLE' and bundle.id = line.id
    where line.state = 'CHARGED'
    returning id, coalesce(tool_id, bundle_id) as item_id, kind
  ), held as (
    select line.id as line_id, tool.position, described.*
    from line
    join unnest(p_lines) priced on priced.kind = line.kind and priced.id = line.item_id
    cross join lateral jsonb_array_elements(priced.tools) with ordinality as tool (described, position)
    cross join lateral jsonb_to_record(tool.described)
      as described (id uuid, name text, state text, "priceModel" price_model, "listPrice" integer, price integer,
        "usageUnit" text, "unitsIncluded" integer, "unitPrice" integer)
  ), charged as (
    insert into order_line_tools (organization_id, order_id, order_line_id, position, tool_id, name, price_model, list_price, price,
      usage_unit, units_included, unit_price)
    select p_order.organization_id, p_order.id, line_id, position, id, name, "priceModel", "listPrice", price,
      "usageUnit", "unitsIncluded", "unitPrice"
    from held where state = 'CHARGED'
  )
  insert into order_line_credits (organization_id, order_line_id, tool_id, name, credited_order_id)
  select p_order.organization_id, held.line_id, held.id, held.name,
    case held.state when 'INCLUDED' then p_order.id else owned.order_id end
  from held
  left join tool_purchases owned on owned.organization_id = p_order.organization_id and owned.tool_id = held.id and owned.status = 'ACTIVE'
  where held.state in ('OWNED', 'INCLUDED')
$$;

-- Writes the order of the viewer's cart or, with p_request_id, of a purchase request. place_order says what goes in and
-- comes out. An order paid by card waits and unlocks nothing yet.
create or replace function app.write_order(p_key uuid, p_request_id uuid, p_shown jsonb, p_payment_method payment_method, p_purchase_order_number text, p_billing jsonb,
  p_seats uuid[])
returns table (outcome text, order_number text)
language plpgsql
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_user_id uuid := app.current_user_id();
  v_role org_role;
  v_charged_ids uuid[];
  -- Of a form without seats, as of one from before there were any.
  v_digest text := encode(sha256(convert_to((
    jsonb_build_array(v_user_id, p_request_id, p_shown, p_payment_method, p_purchase_order_number, p_billing)
    || coalesce(to_jsonb(p_seats), '[]'))::text, 'UTF8')), 'hex');
  v_earlier marketplace_orders;
  v_cart shopping_carts;
  v_request purchase_requests;
  v_tools jsonb;
  v_bundles jsonb;
  v_order marketplace_orders;
  v_lines app.priced_line[];
  v_total bigint;
  v_limit integer;
  v_being_paid text;
  v_reason text;
begin
  perform app.hold_seat_holders(v_organization_id, p_seats);
  v_role := app.lock_role();
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return query select 'NOT_ALLOWED', null::text;
    return;
  end if;
  if not app.is_confirmed() then
    return query select 'NOT_CONFIRMED', null::text;
    return;
  end if;
  if p_payment_method not in ('INVOICE', 'CREDIT_CARD') then
    return query select 'METHOD_NOT_OFFERED', null::text;
    return;
  end if;
  -- One checkout at a time in an organization: the second of two for the same tool sees what the first one bought.
  perform pg_advisory_xact_lock(app.checkout_lock(v_organization_id));

  select * into v_earlier from marketplace_orders where organization_id = v_organization_id and checkout_key = p_key;
  if found then
    return query select case when v_earlier.checkout_digest = v_digest then 'REPLAYED' else 'KEY_REUSED' end,
      case when v_earlier.checkout_digest = v_digest then v_earlier.number end;
    return;
  end if;

  if p_request_id is null then
    v_cart := app.find_cart(v_user_id, v_organization_id);
    v_tools := coalesce(v_cart.tools, '[]');
    v_bundles := coalesce(v_cart.bundles, '[]');
  else
    select * into v_request from purchase_requests where id = p_request_id and organization_id = v_organization_id for update;
    if v_request.status is distinct from 'PENDING' then
      return query select case when v_request.id is null then 'NO_REQUEST' else 'DECIDED' end, null::text;
      return;
    end if;
    v_tools := v_request.tools;
    v_bundles := v_request.bundles;
  end if;
  if v_tools = '[]' and v_bundles = '[]' then
    return query select 'EMPTY', null::text;
    return;
  end if;
  perform app.hold_catalog(array(select (item ->> 'id')::uuid from jsonb_array_elements(v_tools) as line (item)),
    array(select (item ->> 'id')::uuid from jsonb_array_elements(v_bundles) as line (item)));

  v_lines := array(select line from app.price_cart(v_organization_id, v_tools, v_bundles) line);
  if p_shown is distinct from app.describe_shown_lines(v_lines) then
    return query select 'CHANGED', null::text;
    return;
  end if;
  if exists (select 1 from unnest(v_lines) where state not in ('CHARGED', 'INCLUDED')) then
    return query select 'BLOCKED', null::text;
    return;
  end if;
  v_charged_ids := array(select (tool ->> 'id')::uuid from unnest(v_lines) line, jsonb_array_elements(line.tools) as held (tool)
    where line.state = 'CHARGED' and tool ->> 'state' = 'CHARGED');
  v_being_paid := app.find_order_being_paid(v_organization_id, v_charged_ids);
  if v_being_paid is not null then
    return query select 'BEING_PAID', v_being_paid;
    return;
  end if;
  v_total := (select sum(price) from unnest(v_lines));
  v_limit := (select monthly_spending_limit from organizations where id = v_organization_id);
  if v_role = 'ADMIN' and app.ordered_in_month(v_organization_id, now()) + v_total > v_limit then
    return query select 'OVER_LIMIT', null::text;
    return;
  end if;
  if p_payment_method = 'INVOICE' then
    v_reason := app.take_credit(v_organization_id, v_total);
    if v_reason is not null then
      return query select v_reason, null::text;
      return;
    end if;
  end if;

  insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
    purchase_order_number, billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code,
    billing_country, subtotal, credit_total, total, due_on, payment_expires_at, seat_holders)
  select v_organization_id, app.new_order_number(), p_key, v_digest, v_user_id, p_payment_method,
    case when v_total = 0 then 'COMPLETED' else 'PENDING' end::payment_status,
    p_purchase_order_number, p_billing ->> 'name', p_billing ->> 'email', p_billing ->> 'street', p_billing ->> 'city',
    p_billing ->> 'state', p_billing ->> 'postalCode', p_billing ->> 'country',
    sum(list_price), sum(credit), v_total, case when p_payment_method = 'INVOICE' and v_total > 0 then app.today() + 30 end,
    case when p_payment_method = 'CREDIT_CARD' and v_total > 0 then now() + interval '3 hours' end,
    -- Only people of the organization: nobody else can hold a seat of it.
    array(select member.user_id from memberships member where member.organization_id = v_organization_id and member.user_id = any (p_seats)
      order by array_position(p_seats, member.user_id))
  from unnest(v_lines) where state = 'CHARGED'
  returning * into v_order;

  perform app.write_order_lines(v_order, v_lines);
  perform app.tell_billing_change(v_order);

  if p_payment_method <> 'CREDIT_CARD' or v_total = 0 then
    perform app.unlock_order(v_order.id);
  end if;

  if p_request_id is null then
    update shopping_carts set tools = '[]', bundles = '[]' where id = v_cart.id;
  else
    update purchase_requests set status = 'APPROVED', decided_by = v_user_id, decided_at = now(), order_id = v_order.id
    where id = p_request_id;
  end if;
  return query select 'PLACED', v_order.number;
end
$$;
comment on function app.write_order is
  'Outcomes: PLACED, REPLAYED, KEY_REUSED, NOT_ALLOWED, NOT_CONFIRMED, METHOD_NOT_OFFERED, EMPTY, BLOCKED, CHANGED, BEING_PAID, OVER_LIMIT, INVOICE_OVERDUE, OVER_INVOICE_LIMIT, NO_REQUEST, DECIDED.';

-- Places the order of the viewer's cart.
--
--   p_key      made once by the form: the same key with the same content returns the first order again
--   p_shown    the lines as the buyer saw them (show_cart); any difference to what they are now places nothing
--   p_billing  {name, email, street, city, state, postalCode, country}
--   p_seats    people who get a seat of each of its tools that has seats, while it has any left, in this order (see give_seats);
--              a Worker from before there were any sends none
--
-- Outcomes: PLACED and REPLAYED with the order's number; KEY_REUSED (another content under this key), NOT_ALLOWED,
-- NOT_CONFIRMED (the buyer's address, see app.confirm_email), METHOD_NOT_OFFERED (neither invoice nor card), EMPTY, BLOCKED (a line cannot be bought), CHANGED, BEING_PAID (with the number of the card order that holds one of
-- these tools and waits for its payment), OVER_LIMIT (an ADMIN, and the month's spending limit does not leave enough),
-- INVOICE_OVERDUE and OVER_INVOICE_LIMIT (by invoice, see reason_without_credit).
-- Only PLACED writes anything.
create or replace function app.place_order(p_key uuid, p_shown jsonb, p_payment_method payment_method, p_purchase_order_number text, p_billing jsonb,
  p_seats uuid[] default null)
returns table (outcome text, order_number text)
language sql security definer
set search_path = public, pg_temp
as $$
  select * from app.write_order(p_key, null, p_shown, p_payment_method, p_purchase_order_number, p_billing, p_seats)
$$;
comment on function app.place_order is
  'Outcomes: PLACED, REPLAYED, KEY_REUSED, NOT_ALLOWED, NOT_CONFIRMED, METHOD_NOT_OFFERED, EMPTY, BLOCKED, CHANGED, BEING_PAID, OVER_LIMIT, INVOICE_OVERDUE, OVER_INVOICE_LIMIT.';

-- Returns the end of a period that starts at p_start, counted in UTC whatever zone the session has; null for what has
-- none.
create or replace function app.end_of_period(p_start timestamptz, p_price_model price_model) returns timestamptz
language plpgsql immutable
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
begin
  return case when p_price_model in ('MONTHLY', 'USAGE_BASED') then p_start + interval '1 month'
    when p_price_model = 'ANNUAL' then p_start + interval '1 year' end;
end
$$;

-- Unlocks what an order charged, and gives the seats that its buyer chose: at once when it is invoiced, once it is paid when it is
-- paid by card. A tool that was
-- cancelled, refunded or ran out becomes active again in its old row. The tools of a bundle join its purchase, which is a
-- new one unless some of its tools are owned by it still. The caller holds the organization's checkout lock.
create or replace function app.unlock_order(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
  v_owned_before uuid[];
  v_new_bundle_ids uuid[];
begin
  select * into v_order from marketplace_orders where id = p_order_id for update;
  perform app.hold_catalog(
    array(select tool_id from order_line_tools where organization_id = v_order.organization_id and order_id = p_order_id),
    array(select bundle_id from order_lines where organization_id = v_order.organization_id and order_id = p_order_id and kind = 'BUNDLE'));
  v_owned_before := array(select app.owned_tool_ids(v_order.organization_id));

  update order_line_tools set period_start = now(), period_end = app.end_of_period(now(), price_model)
  where organization_id = v_order.organization_id and order_id = p_order_id and app.end_of_period(now(), price_model) is not null;

  v_new_bundle_ids := array(select bundle_id from order_lines line
    where line.organization_id = v_order.organization_id and line.order_id = p_order_id and line.kind = 'BUNDLE'
      and not exists (select from bundle_purchases bought where bought.organization_id = line.organization_id
        and bought.bundle_id = line.bundle_id and bought.status = 'ACTIVE'));
  insert into bundle_purchases as purchase (organization_id, bundle_id, price_at_purchase, purchased_by, order_id)
  select line.organization_id, line.bundle_id, line.price, v_order.buyer_id, p_order_id
  from order_lines line
  where line.organization_id = v_order.organization_id and line.order_id = p_order_id and line.kind = 'BUNDLE' order by line.bundle_id
  on conflict (bundle_id, organization_id) where status = 'ACTIVE' do update set order_id = excluded.order_id,
    purchased_by = excluded.purchased_by, price_at_purchase = purchase.price_at_purchase + excluded.price_at_purchase;

  insert into tool_purchases as purchase (organization_id, tool_id, price_at_purchase, price_model, purchased_by, order_id, renews,
    period_end, bundle_purchase_id, bundle_line_id)
  select charged.organization_id, charged.tool_id, charged.price, charged.price_model, v_order.buyer_id, p_order_id,
    charged.period_end is not null, charged.period_end, bundle.id, case when line.kind = 'BUNDLE' then line.id end
  from order_line_tools charged
  join order_lines line on line.organization_id = charged.organization_id and line.id = charged.order_line_id
  left join bundle_purchases bundle on bundle.organization_id = line.organization_id and bundle.bundle_id = line.bundle_id and bundle.status = 'ACTIVE'
  where charged.organization_id = v_order.organization_id and charged.order_id = p_order_id order by charged.tool_id
  on conflict (tool_id, organization_id) do update set status = 'ACTIVE', price_at_purchase = excluded.price_at_purchase,
    price_model = excluded.price_model, purchase_date = now(), purchased_by = excluded.purchased_by, order_id = excluded.order_id,
    renews = excluded.renews, period_end = excluded.period_end, bundle_purchase_id = excluded.bundle_purchase_id,
    bundle_line_id = excluded.bundle_line_id, first_used_at = null;

  -- Earlier use that nobody could be billed for: now there is somebody.
  perform app.bill_usage(v_order.organization_id, array(select id from tool_purchases
    where organization_id = v_order.organization_id and order_id = p_order_id));
  perform app.open_usage_periods(p_order_id);
  perform app.give_seats(v_order);

  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(v_order.organization_id)));
  update tool_bundles set purchase_count = purchase_count + 1 where id = any (v_new_bundle_ids);
  perform app.queue_order_mail('order-confirmation:' || p_order_id, p_order_id, 'order-confirmation', app.describe_order(p_order_id));
end
$$;

grant execute on function app.describe_shown_line, app.describe_shown_lines, app.show_cart, app.place_order to lotline_app;
