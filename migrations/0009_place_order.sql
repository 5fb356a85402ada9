-- What the functions of the later migrations share, and checkout as it is with cards, requests and spending limits.

-- People who bought before renewals existed have not agreed to any.
update tool_purchases set renews = false;

alter table former_slugs force row level security;
alter table review_flags force row level security;
alter table credit_notes force row level security;
alter table credit_note_lines force row level security;
alter table payment_events force row level security;
alter table outgoing_mail force row level security;
alter table audit_chains force row level security;
grant select on former_slugs, review_flags, credit_notes, credit_note_lines to lotline_app;

create trigger audit after insert or update or delete on credit_notes for each row execute function app.audit_row('credit_note');

-- For views and page queries; what writes asks `app.require_platform_admin`.
create function app.is_platform_admin() returns boolean
language sql stable set search_path = pg_catalog
as $$ select current_setting('app.is_platform_admin', true) = 'on' $$;
grant execute on function app.is_platform_admin to lotline_app;

-- Raises 42501 unless the viewer is a platform admin now, whatever the start of the transaction said; they stay one until its end.
create function app.require_platform_admin() returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from users where id = app.current_user_id() and is_platform_admin for share;
  if not found then
    raise insufficient_privilege using message = 'only platform admins may do this';
  end if;
end
$$;

-- The viewer's role in the current organization, read from the table and held until the end of the transaction: a role
-- taken away meanwhile counts. Null for somebody who does not belong to it.
create function app.lock_role() returns org_role
language sql volatile
set search_path = public, pg_temp
as $$
  select role from memberships
  where organization_id = app.current_organization_id() and user_id = app.current_user_id() for share
$$;

-- Mail to be sent once this transaction has committed. A key that was used before sends nothing again.
create function app.queue_mail(p_key text, p_organization_id uuid, p_recipient text, p_kind text, p_content jsonb)
returns void
language sql
set search_path = public, pg_temp
as $$
  insert into outgoing_mail (key, organization_id, recipient, kind, content)
  values (p_key, p_organization_id, p_recipient, p_kind, p_content)
  on conflict (key) do nothing
$$;

-- An order as mail tells of it. Amounts in cents, moments in ISO 8601.
create function app.describe_order(p_order_id uuid) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('number', o.number, 'organization', organization.name, 'buyer', buyer.name,
    'placedAt', o.placed_at, 'dueOn', o.due_on, 'paymentMethod', o.payment_method, 'paymentStatus', o.payment_status,
    'purchaseOrderNumber', o.purchase_order_number, 'billingName', o.billing_name, 'billingStreet', o.billing_street,
    'billingCity', o.billing_city, 'billingState', o.billing_state, 'billingPostalCode', o.billing_postal_code,
    'subtotal', o.subtotal, 'creditTotal', o.credit_total, 'total', o.total, 'currency', o.currency,
    'lines', (select jsonb_agg(jsonb_build_object('name', line.name, 'includedTools', line.included_tools,
        'listPrice', line.list_price, 'credit', line.credit, 'price', line.price, 'priceModel', line.price_model) order by line.position)
      from order_lines line where line.organization_id = o.organization_id and line.order_id = o.id))
  from marketplace_orders o
  join organizations organization on organization.id = o.organization_id
  join users buyer on buyer.id = o.buyer_id
  where o.id = p_order_id
$$;

-- Mail about an order, to where its invoice goes and to the person who placed it: once each.
create function app.queue_order_mail(p_key text, p_order_id uuid, p_kind text, p_content jsonb) returns void
language sql
set search_path = public, pg_temp
as $$
  select app.queue_mail(p_key || ':' || recipient, organization_id, recipient, p_kind, p_content)
  from (
    select o.organization_id, lower(o.billing_email) as recipient from marketplace_orders o where o.id = p_order_id
    union
    select o.organization_id, lower(buyer.email) from marketplace_orders o join users buyer on buyer.id = o.buyer_id where o.id = p_order_id
  ) recipients
$$;

-- Nothing of the catalog that these tools and bundles depend on changes, and no count moves, until this transaction
-- ends: no editor is at work. Rows are locked in the order of their ids.
create function app.hold_catalog(p_tool_ids uuid[], p_bundle_ids uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('catalog', 0));
  perform 1 from marketplace_tools
  where id = any (p_tool_ids) or id in (select tool_id from bundle_tools where bundle_id = any (p_bundle_ids))
  order by id for no key update;
  perform 1 from tool_bundles where id = any (p_bundle_ids) order by id for no key update;
end
$$;

-- Turns the lines of an order into purchases: at once when it is invoiced, once it is paid when it is paid by card.
-- A tool that was cancelled, refunded or ran out becomes active again in its old row. The caller holds the
-- organization's checkout lock.
create function app.unlock_order(p_order_id uuid) returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_order marketplace_orders;
  v_owned_before uuid[];
  v_bundle_ids uuid[];
begin
  select * into v_order from marketplace_orders where id = p_order_id for update;
  v_bundle_ids := array(select bundle_id from order_lines
    where organization_id = v_order.organization_id and order_id = p_order_id and kind = 'BUNDLE' order by bundle_id);
  perform app.hold_catalog(array(select tool_id from order_lines
    where organization_id = v_order.organization_id and order_id = p_order_id and kind = 'TOOL'), v_bundle_ids);
  v_owned_before := array(select app.owned_tool_ids(v_order.organization_id));

  insert into tool_purchases as purchase (organization_id, tool_id, price_at_purchase, purchased_by, order_id, renews, period_end)
  select line.organization_id, line.tool_id, line.price, v_order.buyer_id, p_order_id, line.price_model in ('MONTHLY', 'ANNUAL'),
    case line.price_model when 'MONTHLY' then now() + interval '1 month' when 'ANNUAL' then now() + interval '1 year' end
  from order_lines line
  where line.organization_id = v_order.organization_id and line.order_id = p_order_id and line.kind = 'TOOL' order by line.tool_id
  on conflict (tool_id, organization_id) do update set status = 'ACTIVE', price_at_purchase = excluded.price_at_purchase,
    purchase_date = now(), purchased_by = excluded.purchased_by, order_id = excluded.order_id, renews = excluded.renews,
    period_end = excluded.period_end;

  insert into bundle_purchases (organization_id, bundle_id, price_at_purchase, purchased_by, order_id)
  select line.organization_id, line.bundle_id, line.price, v_order.buyer_id, p_order_id
  from order_lines line
  where line.organization_id = v_order.organization_id and line.order_id = p_order_id and line.kind = 'BUNDLE' order by line.bundle_id;

  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(v_order.organization_id)));
  update tool_bundles set purchase_count = purchase_count + 1 where id = any (v_bundle_ids);
  perform app.queue_order_mail('order-confirmation:' || p_order_id, p_order_id, 'order-confirmation', app.describe_order(p_order_id));
end
$$;

-- Cents the organization ordered in the calendar month (UTC) of a moment, less what was taken back.
create function app.ordered_in_month(p_organization_id uuid, p_at timestamptz) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(sum(total - refunded_total), 0)::bigint from marketplace_orders
  where organization_id = p_organization_id and payment_status not in ('CANCELLED', 'FAILED')
    and placed_at >= date_trunc('month', p_at, 'UTC') and placed_at < date_trunc('month', p_at, 'UTC') + interval '1 month'
$$;

-- The card order that already holds one of these tools and waits to be paid, if there is one.
create function app.find_order_being_paid(p_organization_id uuid, p_tool_ids uuid[]) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select o.number from marketplace_orders o
  join order_lines line on line.organization_id = o.organization_id and line.order_id = o.id
  left join bundle_tools content on content.bundle_id = line.bundle_id
  where o.organization_id = p_organization_id and o.payment_method = 'CREDIT_CARD' and o.payment_status in ('PENDING', 'PROCESSING')
    and coalesce(line.tool_id, content.tool_id) = any (p_tool_ids)
  order by o.placed_at limit 1
$$;

-- Writes an order of the viewer's cart or, with p_request_id, of a purchase request: all of it or nothing. Rule 4.
-- See place_order for what goes in and comes out. Paid by card, the order waits and unlocks nothing yet.
create function app.write_order(p_key uuid, p_request_id uuid, p_shown jsonb, p_payment_method payment_method, p_purchase_order_number text, p_billing jsonb)
returns table (outcome text, order_number text)
language plpgsql
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_user_id uuid := app.current_user_id();
  v_role org_role := app.lock_role();
  v_digest text := encode(sha256(convert_to(
    jsonb_build_array(v_user_id, p_request_id, p_shown, p_payment_method, p_purchase_order_number, p_billing)::text, 'UTF8')), 'hex');
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
begin
  if v_role is null or v_role not in ('OWNER', 'ADMIN') then
    return query select 'NOT_ALLOWED', null::text;
    return;
  end if;
  -- One checkout at a time in an organization: the second of two for the same tool sees what the first one bought.
  perform pg_advisory_xact_lock(hashtextextended('checkout:' || v_organization_id, 0));

  select * into v_earlier from marketplace_orders where organization_id = v_organization_id and checkout_key = p_key;
  if found then
    return query select case when v_earlier.checkout_digest = v_digest then 'REPLAYED' else 'KEY_REUSED' end,
      case when v_earlier.checkout_digest = v_digest then v_earlier.number end;
    return;
  end if;

  if p_request_id is null then
    select * into v_cart from shopping_carts where user_id = v_user_id and organization_id = v_organization_id for update;
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
  if p_shown is distinct from (select jsonb_agg(
      app.describe_shown_line(kind, id, name, state, list_price, price, tool_ids) order by kind, id) from unnest(v_lines)) then
    return query select 'CHANGED', null::text;
    return;
  end if;
  if exists (select 1 from unnest(v_lines) where state not in ('CHARGED', 'INCLUDED')) then
    return query select 'BLOCKED', null::text;
    return;
  end if;
  v_being_paid := app.find_order_being_paid(v_organization_id, array(select unnest(tool_ids) from unnest(v_lines)));
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

  insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method, payment_status,
    purchase_order_number, billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code,
    billing_country, subtotal, credit_total, total, due_on, payment_expires_at)
  select v_organization_id, 'LOT-' || nextval('app.order_number'), p_key, v_digest, v_user_id, p_payment_method,
    case when v_total = 0 then 'COMPLETED' else 'PENDING' end::payment_status,
    p_purchase_order_number, p_billing ->> 'name', p_billing ->> 'email', p_billing ->> 'street', p_billing ->> 'city',
    p_billing ->> 'state', p_billing ->> 'postalCode', p_billing ->> 'country',
    sum(list_price), sum(credit), v_total, case when p_payment_method = 'INVOICE' and v_total > 0 then current_date + 30 end,
    case when p_payment_method = 'CREDIT_CARD' and v_total > 0 then now() + interval '3 hours' end
  from unnest(v_lines) where state = 'CHARGED'
  returning * into v_order;

  insert into order_lines (organization_id, order_id, position, kind, tool_id, bundle_id, name, included_tools, list_price, credit, price, price_model)
  select v_organization_id, v_order.id, row_number() over (order by kind, name), kind,
    case when kind = 'TOOL' then id end, case when kind = 'BUNDLE' then id end, name, tool_names, list_price, credit, price, price_model
  from unnest(v_lines) where state = 'CHARGED';

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

-- Places the order of the viewer's cart.
--
-- p_key      made once by the form: the same key with the same content returns the first order again
-- p_shown    the lines as the buyer saw them (show_cart); any difference to what they are now places nothing
-- p_billing  {name, email, street, city, state, postalCode, country}
--
-- Outcomes: PLACED and REPLAYED with the order's number; KEY_REUSED (another content under this key), NOT_ALLOWED,
-- EMPTY, BLOCKED (a line cannot be bought), CHANGED, BEING_PAID (with the number of the card order that holds one of
-- these tools and waits for its payment), OVER_LIMIT (an ADMIN, and the month's spending limit does not leave enough).
-- Nothing is written by all but the first.
create or replace function app.place_order(p_key uuid, p_shown jsonb, p_payment_method payment_method, p_purchase_order_number text, p_billing jsonb)
returns table (outcome text, order_number text)
language sql security definer
set search_path = public, pg_temp
as $$
  select * from app.write_order(p_key, null, p_shown, p_payment_method, p_purchase_order_number, p_billing)
$$;
