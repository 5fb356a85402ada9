create sequence app.order_number start 100001;

-- Counts the organizations that own a tool: +1 for what an organization owns now and did not before, -1 the other way
-- round. Rows are locked in the order of their ids, so that two checkouts cannot deadlock.
create function app.count_ownership(p_owned_before uuid[], p_owned_now uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from marketplace_tools
  where (id = any (p_owned_before)) <> (id = any (p_owned_now)) order by id for update;
  update marketplace_tools set purchase_count = purchase_count + case when id = any (p_owned_now) then 1 else -1 end
  where (id = any (p_owned_before)) <> (id = any (p_owned_now));
end
$$;

-- What the buyer was shown, as the checkout form carries it and as place_order compares it.
create function app.describe_shown_line(p_kind line_kind, p_id uuid, p_name text, p_state text, p_list_price integer, p_price integer, p_tool_ids uuid[])
returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select jsonb_build_object('kind', p_kind, 'id', p_id, 'name', p_name, 'state', p_state, 'listPrice', p_list_price, 'price', p_price,
    'toolIds', (select jsonb_agg(tool_id order by tool_id) from unnest(p_tool_ids) as held (tool_id)))
$$;

-- The lines of the viewer's cart as they would be ordered now.
create function app.show_cart() returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(jsonb_agg(
    app.describe_shown_line(line.kind, line.id, line.name, line.state, line.list_price, line.price, line.tool_ids) order by line.kind, line.id), '[]')
  from shopping_carts cart
  cross join lateral app.price_cart(cart.organization_id, cart.tools, cart.bundles) line
  where cart.user_id = app.current_user_id() and cart.organization_id = app.current_organization_id()
$$;

-- Places the order of the viewer's cart: all of it or nothing. Rule 4.
--
-- p_key      made once by the form: the same key with the same content returns the first order again
-- p_shown    the lines as the buyer saw them (show_cart); any difference to what they are now places nothing
-- p_billing  {name, email, street, city, state, postalCode, country}
--
-- Outcomes: PLACED and REPLAYED with the order's number; KEY_REUSED (another content under this key), NOT_ALLOWED,
-- EMPTY, BLOCKED (a line cannot be bought), CHANGED. Nothing is written by the last five.
create function app.place_order(p_key uuid, p_shown jsonb, p_payment_method payment_method, p_purchase_order_number text, p_billing jsonb)
returns table (outcome text, order_number text)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organization_id uuid := app.current_organization_id();
  v_user_id uuid := app.current_user_id();
  v_digest text := encode(sha256(convert_to(
    jsonb_build_array(v_user_id, p_shown, p_payment_method, p_purchase_order_number, p_billing)::text, 'UTF8')), 'hex');
  v_earlier marketplace_orders;
  v_cart shopping_carts;
  v_order marketplace_orders;
  v_lines app.priced_line[];
  v_owned_before uuid[];
begin
  -- The role is read from the table and held until the end: a role taken away meanwhile counts.
  perform 1 from memberships
  where organization_id = v_organization_id and user_id = v_user_id and role in ('OWNER', 'ADMIN') for share;
  if not found then
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

  select * into v_cart from shopping_carts where user_id = v_user_id and organization_id = v_organization_id for update;
  if not found or v_cart.tools = '[]' and v_cart.bundles = '[]' then
    return query select 'EMPTY', null::text;
    return;
  end if;
  -- Prices and contents stay as they are until this order is written: no editor is at work, and no count moves.
  perform pg_advisory_xact_lock_shared(hashtextextended('catalog', 0));
  perform 1 from marketplace_tools where id in (select (item ->> 'id')::uuid from jsonb_array_elements(v_cart.tools) as line (item))
    or id in (select tool_id from bundle_tools join jsonb_array_elements(v_cart.bundles) as line (item) on bundle_id = (item ->> 'id')::uuid)
    order by id for no key update;
  perform 1 from tool_bundles where id in (select (item ->> 'id')::uuid from jsonb_array_elements(v_cart.bundles) as line (item))
    order by id for no key update;

  v_lines := array(select line from app.price_cart(v_organization_id, v_cart.tools, v_cart.bundles) line);
  if p_shown is distinct from (select jsonb_agg(
      app.describe_shown_line(kind, id, name, state, list_price, price, tool_ids) order by kind, id) from unnest(v_lines)) then
    return query select 'CHANGED', null::text;
    return;
  end if;
  if exists (select 1 from unnest(v_lines) where state not in ('CHARGED', 'INCLUDED')) then
    return query select 'BLOCKED', null::text;
    return;
  end if;

  v_owned_before := array(select app.owned_tool_ids(v_organization_id));
  insert into marketplace_orders (organization_id, number, checkout_key, checkout_digest, buyer_id, payment_method,
    purchase_order_number, billing_name, billing_email, billing_street, billing_city, billing_state, billing_postal_code,
    billing_country, subtotal, credit_total, total, due_on)
  select v_organization_id, 'LOT-' || nextval('app.order_number'), p_key, v_digest, v_user_id, p_payment_method,
    p_purchase_order_number, p_billing ->> 'name', p_billing ->> 'email', p_billing ->> 'street', p_billing ->> 'city',
    p_billing ->> 'state', p_billing ->> 'postalCode', p_billing ->> 'country',
    sum(list_price), sum(credit), sum(price), case when p_payment_method = 'INVOICE' then current_date + 30 end
  from unnest(v_lines) where state = 'CHARGED'
  returning * into v_order;

  insert into order_lines (organization_id, order_id, position, kind, tool_id, bundle_id, name, included_tools, list_price, credit, price)
  select v_organization_id, v_order.id, row_number() over (order by kind, name), kind,
    case when kind = 'TOOL' then id end, case when kind = 'BUNDLE' then id end, name, tool_names, list_price, credit, price
  from unnest(v_lines) where state = 'CHARGED';

  -- A tool that was cancelled, refunded or ran out becomes active again in its old row.
  insert into tool_purchases as purchase (organization_id, tool_id, price_at_purchase, purchased_by, period_end)
  select v_organization_id, id, price, v_user_id,
    case price_model when 'MONTHLY' then now() + interval '1 month' when 'ANNUAL' then now() + interval '1 year' end
  from unnest(v_lines) where state = 'CHARGED' and kind = 'TOOL'
  on conflict (tool_id, organization_id) do update set status = 'ACTIVE', price_at_purchase = excluded.price_at_purchase,
    purchase_date = now(), purchased_by = excluded.purchased_by, period_end = excluded.period_end;

  insert into bundle_purchases (organization_id, bundle_id, price_at_purchase, purchased_by)
  select v_organization_id, id, price, v_user_id from unnest(v_lines) where state = 'CHARGED' and kind = 'BUNDLE' order by id;

  perform app.count_ownership(v_owned_before, array(select app.owned_tool_ids(v_organization_id)));
  update tool_bundles set purchase_count = purchase_count + 1
  where id in (select id from unnest(v_lines) where state = 'CHARGED' and kind = 'BUNDLE');

  update shopping_carts set tools = '[]', bundles = '[]' where id = v_cart.id;
  return query select 'PLACED', v_order.number;
end
$$;

grant execute on function app.place_order, app.show_cart, app.describe_shown_line to lotline_app;
