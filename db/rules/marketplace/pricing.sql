-- These functions price a cart. Pages, checkout and purchase requests all ask them, so that nobody is shown one price
-- and charged another.

-- Returns a price in cents at a bundle's rate, which is the smaller of 1 and bundle price ÷ original price: rounded half
-- up, and at least a cent for what has a price; null for no price. In whole numbers: floor(x / y + 1/2) = (2x + y) div 2y.
--
-- Every page prices carts, and these functions are called for each of their tools, so they are PL/pgSQL: one of SQL takes ten times as
-- long to begin.
create or replace function app.price_at_rate(p_price bigint, p_bundle_price integer, p_original_price integer) returns integer
language plpgsql immutable
set search_path = pg_catalog
as $$
begin
  return case
    when p_price is null then null
    when p_price = 0 then 0
    when p_bundle_price >= p_original_price then p_price
    else greatest(1, (2 * p_bundle_price::bigint * p_price + p_original_price) / (2 * p_original_price::bigint)) end::integer;
end
$$;

-- Divides cents by weights so that the parts sum to them: whole cents to each, then one more to those with the largest
-- remainders, the earlier first. What has a weight gets at least a cent, taken from the largest part; the caller gives at
-- least as many cents as there are weights.
create or replace function app.divide_cents(p_cents bigint, p_weights bigint[]) returns bigint[]
language plpgsql immutable
set search_path = pg_catalog
as $$
declare
  v_sum bigint := 0;
  v_left bigint := p_cents;
  v_weight bigint;
  v_parts bigint[] := '{}';
  v_remainders bigint[] := '{}';
  v_chosen integer;
begin
  foreach v_weight in array p_weights loop
    v_sum := v_sum + v_weight;
  end loop;
  if v_sum is null or v_sum = 0 then
    return p_weights;
  end if;
  foreach v_weight in array p_weights loop
    v_parts := v_parts || p_cents * v_weight / v_sum;
    v_remainders := v_remainders || p_cents * v_weight % v_sum;
    v_left := v_left - p_cents * v_weight / v_sum;
  end loop;
  while v_left > 0 loop
    v_chosen := 1;
    for v_place in 2 .. cardinality(v_remainders) loop
      if v_remainders[v_place] > v_remainders[v_chosen] then
        v_chosen := v_place;
      end if;
    end loop;
    v_parts[v_chosen] := v_parts[v_chosen] + 1;
    v_remainders[v_chosen] := -1;
    v_left := v_left - 1;
  end loop;
  for v_place in 1 .. cardinality(p_weights) loop
    continue when v_parts[v_place] > 0 or p_weights[v_place] = 0;
    v_chosen := 1;
    for v_other in 2 .. cardinality(v_parts) loop
      if v_parts[v_other] > v_parts[v_chosen] then
        v_chosen := v_other;
      end if;
    end loop;
    v_parts[v_chosen] := v_parts[v_chosen] - 1;
    v_parts[v_place] := 1;
  end loop;
  return v_parts;
end
$$;

-- Describes a tool of a priced line. p_renewal_price is what a next period costs at today's prices; it and the day of the
-- renewal (UTC, for a purchase of today) are null for what has no period. The unit, the units a period includes and the price
-- of each further one are null for what is not paid by use.
create or replace function app.describe_priced_tool(p_id uuid, p_name text, p_state text, p_price_model price_model, p_list_price integer,
  p_price bigint, p_renewal_price integer, p_usage_unit text, p_units_included integer, p_unit_price integer) returns jsonb
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_renews_on constant date := (app.end_of_period(now(), p_price_model) at time zone 'UTC')::date;
begin
  return jsonb_build_object('id', p_id, 'name', p_name, 'state', p_state, 'priceModel', p_price_model, 'listPrice', p_list_price,
    'price', p_price, 'renewalPrice', case when v_renews_on is not null then p_renewal_price end, 'renewsOn', v_renews_on,
    'usageUnit', p_usage_unit, 'unitsIncluded', p_units_included, 'unitPrice', p_unit_price);
end
$$;

-- Prices the tools of a bundle for somebody who owns p_owned and pays for p_paid in the same cart. The state of a tool:
-- CHARGED; OWNED, INCLUDED (paid for in the same cart) or NOT_SOLD, which are neither charged nor given. list_price is
-- what all of them but those not sold cost in the bundle; price what is charged of it.
create or replace function app.price_bundle_tools(p_bundle_id uuid, p_bundle_price integer, p_original_price integer, p_owned uuid[], p_paid uuid[],
  out tools jsonb, out highest_tier subscription_tier, out list_price integer, out price integer, out charged integer, out included uuid, out held integer)
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_ids uuid[];
  v_names text[];
  v_states text[];
  v_prices integer[];
  v_models price_model[];
  v_units text[];
  v_units_included integer[];
  v_unit_prices integer[];
  v_listed bigint;
  v_charged bigint;
  v_priced integer;
  v_shares bigint[];
  v_place integer := 0;
  v_described jsonb[] := '{}';
begin
  select array_agg(tool.id), array_agg(tool.name), array_agg(tool.state), array_agg(tool.price), array_agg(tool.price_model), array_agg(tool.usage_unit),
    array_agg(tool.units_included), array_agg(tool.unit_price),
    coalesce(sum(tool.price) filter (where tool.state <> 'NOT_SOLD'), 0), coalesce(sum(tool.price) filter (where tool.state = 'CHARGED'), 0),
    count(*) filter (where tool.state = 'CHARGED' and tool.price > 0), max(tool.required_tier) filter (where tool.state = 'CHARGED'),
    count(*) filter (where tool.state = 'CHARGED'), (array_agg(tool.id) filter (where tool.state = 'INCLUDED'))[1],
    count(*) filter (where tool.state <> 'NOT_SOLD')
  into v_ids, v_names, v_states, v_prices, v_models, v_units, v_units_included, v_unit_prices, v_listed, v_charged, v_priced,
    highest_tier, charged, included, held
  from (
    select sold.id, sold.name, sold.price, sold.price_model, sold.required_tier, sold.usage_unit, sold.units_included, sold.unit_price,
      case when sold.id = any (p_owned) then 'OWNED' when not sold.is_sold then 'NOT_SOLD'
        when sold.id = any (p_paid) then 'INCLUDED' else 'CHARGED' end as state
    from bundle_tools link join marketplace_tools sold on sold.id = link.tool_id
    where link.bundle_id = p_bundle_id
    order by link.position, sold.name collate human, sold.id) tool;
  price := greatest(app.price_at_rate(v_charged, p_bundle_price, p_original_price), v_priced);
  list_price := greatest(app.price_at_rate(v_listed, p_bundle_price, p_original_price), price);
  v_shares := app.divide_cents(price, array(select listed.price from unnest(v_prices, v_states) with ordinality as listed (price, state, place)
    where listed.state = 'CHARGED' order by listed.place));
  for v_tool in 1 .. coalesce(cardinality(v_ids), 0) loop
    v_place := v_place + (v_states[v_tool] = 'CHARGED')::integer;
    v_described[v_tool] := app.describe_priced_tool(v_ids[v_tool], v_names[v_tool], v_states[v_tool], v_models[v_tool], v_prices[v_tool],
      case v_states[v_tool] when 'CHARGED' then v_shares[v_place] else 0 end,
      case when v_states[v_tool] <> 'NOT_SOLD' then app.price_at_rate(v_prices[v_tool], p_bundle_price, p_original_price) end,
      v_units[v_tool], v_units_included[v_tool], app.price_at_rate(v_unit_prices[v_tool], p_bundle_price, p_original_price));
  end loop;
  tools := to_jsonb(v_described);
end
$$;

-- Prices a cart, line by line. It is the only place that knows who owns what already, what is sold to which tier, and
-- what overlapping bundles cost. It reads with the caller's rights: the organization may be null (a guest), and for
-- anybody else's organization row-level security shows no purchases.
--
-- p_tools and p_bundles are arrays of {id, price}, the price as seen when added, in cents. An item named twice is one
-- line.
--
-- state: CHARGED; INCLUDED (another bundle of the cart holds it, so it costs nothing here); or why it cannot be bought:
-- OWNED, NOT_SOLD, TIER_TOO_LOW. Only CHARGED lines have a price. `tools` says what a line would give
-- (describe_priced_tool): the tool itself, or the tools of a bundle, each with its own state and share.
--
-- Bundles are priced from the largest to the smallest, and what a larger one charges counts as paid for in the next, so a
-- tool that two bundles share is charged once. With p_each_alone each bundle is priced as if it were the only line.
create or replace function app.price_cart(p_organization_id uuid, p_tools jsonb, p_bundles jsonb, p_each_alone boolean default false)
returns setof app.priced_line
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_owned uuid[] := array(select app.owned_tool_ids(p_organization_id));
  v_tier subscription_tier := (select subscription_tier from organizations where organizations.id = p_organization_id);
  v_paid_by jsonb := '{}';
  v_wanted record;
  v_content record;
  v_line app.priced_line;
begin
  for v_wanted in
    select wanted.id, wanted.price as price_seen, bundle.slug, bundle.name, bundle.icon, bundle.is_active,
      bundle.bundle_price, bundle.original_price, bundle.required_tier
    from (select distinct on (id) id, price from jsonb_to_recordset(p_bundles) as line (id uuid, price integer) order by id) wanted
    left join tool_bundles bundle on bundle.id = wanted.id
    order by bundle.original_price desc nulls last, wanted.id
  loop
    v_content := app.price_bundle_tools(v_wanted.id, v_wanted.bundle_price, v_wanted.original_price, v_owned,
      array(select jsonb_object_keys(v_paid_by)::uuid));
    v_line.kind := 'BUNDLE'; v_line.id := v_wanted.id; v_line.slug := v_wanted.slug; v_line.name := v_wanted.name; v_line.icon := v_wanted.icon;
    v_line.required_tier := greatest(v_wanted.required_tier, v_content.highest_tier); v_line.price_model := null;
    v_line.price_seen := v_wanted.price_seen; v_line.list_price := coalesce(v_content.list_price, 0); v_line.credit := 0; v_line.price := 0;
    v_line.included_in := null; v_line.tools := v_content.tools;
    if v_wanted.is_active is not true or v_content.held = 0 then
      v_line.state := 'NOT_SOLD';
    elsif v_content.charged = 0 and v_content.included is null then
      v_line.state := 'OWNED';
    elsif v_line.required_tier > v_tier then
      v_line.state := 'TIER_TOO_LOW';
    elsif v_content.charged = 0 then
      v_line.state := 'INCLUDED';
      v_line.included_in := v_paid_by ->> v_content.included::text;
    else
      v_line.state := 'CHARGED';
      v_line.price := v_content.price;
      v_line.credit := v_line.list_price - v_line.price;
      if not p_each_alone then
        v_paid_by := v_paid_by || (select jsonb_object_agg(tool ->> 'id', v_wanted.name)
          from jsonb_array_elements(v_content.tools) as held (tool) where tool ->> 'state' = 'CHARGED');
      end if;
    end if;
    return next v_line;
  end loop;

  for v_wanted in
    select wanted.id, wanted.price as price_seen, tool.slug, tool.name, tool.icon, tool.is_sold, tool.price,
      tool.required_tier, tool.price_model, tool.usage_unit, tool.units_included, tool.unit_price
    from (select distinct on (id) id, price from jsonb_to_recordset(p_tools) as line (id uuid, price integer) order by id) wanted
    left join marketplace_tools tool on tool.id = wanted.id
    order by tool.name collate human, wanted.id
  loop
    v_line.kind := 'TOOL'; v_line.id := v_wanted.id; v_line.slug := v_wanted.slug; v_line.name := v_wanted.name; v_line.icon := v_wanted.icon;
    v_line.required_tier := v_wanted.required_tier; v_line.price_model := v_wanted.price_model; v_line.price_seen := v_wanted.price_seen;
    v_line.list_price := coalesce(v_wanted.price, 0); v_line.credit := 0; v_line.price := 0;
    v_line.included_in := v_paid_by ->> v_wanted.id::text;
    v_line.state := case
      when v_wanted.is_sold is not true then 'NOT_SOLD'
      when v_wanted.id = any (v_owned) then 'OWNED'
      when v_line.included_in is not null then 'INCLUDED'
      when v_wanted.required_tier > v_tier then 'TIER_TOO_LOW'
      else 'CHARGED' end;
    if v_line.state = 'CHARGED' then
      v_line.price := v_line.list_price;
    end if;
    v_line.tools := jsonb_build_array(app.describe_priced_tool(v_wanted.id, v_wanted.name, v_line.state, v_wanted.price_model,
      v_line.list_price, v_line.price, v_line.list_price, v_wanted.usage_unit, v_wanted.units_included, v_wanted.unit_price));
    return next v_line;
  end loop;
end
$$;

grant execute on function app.end_of_period, app.price_at_rate, app.divide_cents, app.describe_priced_tool, app.price_bundle_tools, app.price_cart to lotline_app;
