-- These functions price a cart. Pages, checkout and purchase requests all ask them, so that nobody is shown one price
-- and charged another.

-- Returns a price in cents at a bundle's rate, which is the smaller of 1 and bundle price ÷ original price: rounded half
-- up, and at least a cent for what has a price; null for no price. In whole numbers: floor(x / y + 1/2) = (2x + y) div 2y.
create or replace function app.price_at_rate(p_price bigint, p_bundle_price integer, p_original_price integer) returns integer
language sql immutable
set search_path = pg_catalog
as $$
  select case
    when p_price is null then null
    when p_price = 0 then 0
    when p_bundle_price >= p_original_price then p_price
    else greatest(1, (2 * p_bundle_price::bigint * p_price + p_original_price) / (2 * p_original_price::bigint)) end::integer
$$;

-- Divides cents by weights so that the parts sum to them: whole cents to each, then one more to those with the largest
-- remainders, the earlier first. What has a weight gets at least a cent, taken from the largest part; the caller gives at
-- least as many cents as there are weights.
create or replace function app.divide_cents(p_cents bigint, p_weights bigint[]) returns bigint[]
language plpgsql immutable
set search_path = pg_catalog
as $$
declare
  v_sum constant bigint := (select sum(weight) from unnest(p_weights) as weights (weight));
  v_parts bigint[];
  v_position integer;
  v_largest integer;
begin
  if v_sum is null or v_sum = 0 then
    return p_weights;
  end if;
  v_parts := array(
    select whole + case when row_number() over (order by remainder desc, position) <= p_cents - sum(whole) over () then 1 else 0 end
    from (
      select position, p_cents * weight / v_sum as whole, p_cents * weight % v_sum as remainder
      from unnest(p_weights) with ordinality as weights (weight, position)) divided
    order by position);
  for v_position in select position from unnest(v_parts, p_weights) with ordinality as parts (part, weight, position) where part = 0 and weight > 0 loop
    v_largest := (select position from unnest(v_parts) with ordinality as parts (part, position) order by part desc, position limit 1);
    v_parts[v_largest] := v_parts[v_largest] - 1;
    v_parts[v_position] := 1;
  end loop;
  return v_parts;
end
$$;

-- Describes a tool of a priced line. p_renewal_price is what a next period costs at today's prices; it and the day of the
-- renewal (UTC, for a purchase of today) are null for what has no period. The unit, the units a period includes and the price
-- of each further one are null for what is not paid by use.
create or replace function app.describe_priced_tool(p_id uuid, p_name text, p_state text, p_price_model price_model, p_list_price integer,
  p_price bigint, p_renewal_price integer, p_usage_unit text, p_units_included integer, p_unit_price integer) returns jsonb
language sql stable
set search_path = public, pg_temp
as $$
  select jsonb_build_object('id', p_id, 'name', p_name, 'state', p_state, 'priceModel', p_price_model, 'listPrice', p_list_price,
    'price', p_price, 'renewalPrice', case when period.ends_on is not null then p_renewal_price end, 'renewsOn', period.ends_on,
    'usageUnit', p_usage_unit, 'unitsIncluded', p_units_included, 'unitPrice', p_unit_price)
  from (select (app.end_of_period(now(), p_price_model) at time zone 'UTC')::date as ends_on) period
$$;

-- Prices the tools of a bundle for somebody who owns p_owned and pays for p_paid in the same cart. The state of a tool:
-- CHARGED; OWNED, INCLUDED (paid for in the same cart) or NOT_SOLD, which are neither charged nor given. list_price is
-- what all of them but those not sold cost in the bundle; price what is charged of it.
create or replace function app.price_bundle_tools(p_bundle_id uuid, p_bundle_price integer, p_original_price integer, p_owned uuid[], p_paid uuid[],
  out tools jsonb, out highest_tier subscription_tier, out list_price integer, out price integer, out charged integer, out included uuid, out held integer)
language sql stable
set search_path = public, pg_temp
as $$
  with held as (
    select tool.id, tool.name, tool.price, tool.price_model, tool.required_tier, tool.usage_unit, tool.units_included, tool.unit_price,
      row_number() over (order by link.position, tool.name collate human, tool.id) as position,
      case when tool.id = any (p_owned) then 'OWNED' when not tool.is_sold then 'NOT_SOLD'
        when tool.id = any (p_paid) then 'INCLUDED' else 'CHARGED' end as state
    from bundle_tools link join marketplace_tools tool on tool.id = link.tool_id
    where link.bundle_id = p_bundle_id
  ), sums as (
    select app.price_at_rate(coalesce(sum(held.price) filter (where state <> 'NOT_SOLD'), 0), p_bundle_price, p_original_price) as listed,
      greatest(app.price_at_rate(coalesce(sum(held.price) filter (where state = 'CHARGED'), 0), p_bundle_price, p_original_price),
        count(*) filter (where state = 'CHARGED' and held.price > 0))::integer as charged
    from held
  ), shares as (
    select tool_id, share
    from (select array_agg(held.id order by position) as ids, array_agg(held.price::bigint order by position) as weights
      from held where state = 'CHARGED') priced,
      sums, unnest(priced.ids, app.divide_cents(sums.charged, priced.weights)) as divided (tool_id, share)
  )
  select coalesce(jsonb_agg(app.describe_priced_tool(held.id, held.name, held.state, held.price_model, held.price,
      coalesce(shares.share, 0), case when state <> 'NOT_SOLD' then app.price_at_rate(held.price, p_bundle_price, p_original_price) end,
      held.usage_unit, held.units_included, app.price_at_rate(held.unit_price, p_bundle_price, p_original_price))
      order by position), '[]'),
    max(required_tier) filter (where state = 'CHARGED'),
    (select greatest(listed, sums.charged) from sums), (select sums.charged from sums),
    count(*) filter (where state = 'CHARGED')::integer,
    (array_agg(held.id) filter (where state = 'INCLUDED'))[1],
    count(*) filter (where state <> 'NOT_SOLD')::integer
  from held left join shares on shares.tool_id = held.id
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
-- tool that two bundles share is charged once.
create or replace function app.price_cart(p_organization_id uuid, p_tools jsonb, p_bundles jsonb)
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
      v_paid_by := v_paid_by || (select jsonb_object_agg(tool ->> 'id', v_wanted.name)
        from jsonb_array_elements(v_content.tools) as held (tool) where tool ->> 'state' = 'CHARGED');
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
