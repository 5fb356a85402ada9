-- These functions price a cart. Pages, checkout and purchase requests all ask them, so that nobody is shown one price
-- and charged another.

-- Returns what a bundle costs when some of its tools are paid for already: the price for the part that is not, rounded
-- half up to the cent. In whole numbers: floor(x / y + 1/2) = (2x + y) div 2y.
create or replace function app.bundle_price_after_credit(p_bundle_price integer, p_original_price integer, p_unpaid_price bigint)
returns integer
language sql immutable
set search_path = pg_catalog
as $$
  select case when p_original_price = 0 then p_bundle_price
    else ((2 * p_bundle_price::bigint * p_unpaid_price + p_original_price) / (2 * p_original_price::bigint))::integer end
$$;

-- Prices a cart, line by line. It is the only place that knows who owns what already, what is sold to which tier, and
-- what overlapping bundles cost. It reads with the caller's rights: the organization may be null (a guest), and for
-- anybody else's organization row-level security shows no purchases.
--
-- p_tools and p_bundles are arrays of {id, price}, the price as seen when added, in cents. An item named twice is one
-- line.
--
-- state: CHARGED; INCLUDED (another bundle of the cart holds it, so it costs nothing here); or why it cannot be bought:
-- OWNED, NOT_SOLD, TIER_TOO_LOW. Only CHARGED lines have a price.
--
-- Bundles are priced from the largest to the smallest, and what a larger one holds counts as paid for in the next, so a
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
  v_line app.priced_line;
  v_unpaid_price bigint;
  v_unpaid_count integer;
begin
  for v_wanted in
    select wanted.id, wanted.price as price_seen, bundle.slug, bundle.name, bundle.icon, bundle.is_active,
      bundle.bundle_price, bundle.original_price, content.*,
      greatest(bundle.required_tier, content.highest_tier) as needed_tier
    from (select distinct on (id) id, price from jsonb_to_recordset(p_bundles) as line (id uuid, price integer) order by id) wanted
    left join tool_bundles bundle on bundle.id = wanted.id
    left join lateral (
      select array_agg(tool.id order by link.position, tool.name) as tool_ids,
        array_agg(tool.name order by link.position, tool.name) as tool_names,
        array_agg(tool.name order by link.position, tool.name) filter (where tool.id = any (v_owned)) as owned_tool_names,
        max(tool.required_tier) as highest_tier
      from bundle_tools link join marketplace_tools tool on tool.id = link.tool_id
      where link.bundle_id = bundle.id
    ) content on true
    order by bundle.original_price desc nulls last, wanted.id
  loop
    v_line.kind := 'BUNDLE'; v_line.id := v_wanted.id; v_line.slug := v_wanted.slug; v_line.name := v_wanted.name; v_line.icon := v_wanted.icon;
    v_line.required_tier := v_wanted.needed_tier; v_line.price_model := null; v_line.price_seen := v_wanted.price_seen;
    v_line.list_price := coalesce(v_wanted.bundle_price, 0); v_line.credit := 0; v_line.price := 0; v_line.included_in := null;
    v_line.tool_ids := coalesce(v_wanted.tool_ids, '{}'); v_line.tool_names := coalesce(v_wanted.tool_names, '{}');
    v_line.owned_tool_names := coalesce(v_wanted.owned_tool_names, '{}');
    select coalesce(sum(tool.price), 0), count(*) into v_unpaid_price, v_unpaid_count
    from marketplace_tools tool
    where tool.id = any (v_line.tool_ids) and tool.id <> all (v_owned) and not v_paid_by ? tool.id::text;
    if v_wanted.is_active is not true or v_line.tool_ids = '{}' then
      v_line.state := 'NOT_SOLD';
    elsif v_line.tool_ids <@ v_owned then
      v_line.state := 'OWNED';
    elsif v_wanted.needed_tier > v_tier then
      v_line.state := 'TIER_TOO_LOW';
    elsif v_unpaid_count = 0 then
      v_line.state := 'INCLUDED';
      v_line.included_in := (select v_paid_by ->> paid.id::text from unnest(v_line.tool_ids) as paid (id) where v_paid_by ? paid.id::text limit 1);
    else
      v_line.state := 'CHARGED';
      v_line.price := app.bundle_price_after_credit(v_wanted.bundle_price, v_wanted.original_price, v_unpaid_price);
      v_line.credit := v_line.list_price - v_line.price;
      v_paid_by := (select jsonb_object_agg(held.id, v_wanted.name) from unnest(v_line.tool_ids) as held (id)) || v_paid_by;
    end if;
    return next v_line;
  end loop;

  for v_wanted in
    select wanted.id, wanted.price as price_seen, tool.slug, tool.name, tool.icon, tool.is_sold, tool.price,
      tool.required_tier, tool.price_model
    from (select distinct on (id) id, price from jsonb_to_recordset(p_tools) as line (id uuid, price integer) order by id) wanted
    left join marketplace_tools tool on tool.id = wanted.id
    order by tool.name, wanted.id
  loop
    v_line.kind := 'TOOL'; v_line.id := v_wanted.id; v_line.slug := v_wanted.slug; v_line.name := v_wanted.name; v_line.icon := v_wanted.icon;
    v_line.required_tier := v_wanted.required_tier; v_line.price_model := v_wanted.price_model; v_line.price_seen := v_wanted.price_seen;
    v_line.list_price := coalesce(v_wanted.price, 0); v_line.credit := 0; v_line.price := 0;
    v_line.tool_ids := array[v_wanted.id]; v_line.tool_names := '{}'; v_line.owned_tool_names := '{}';
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
    return next v_line;
  end loop;
end
$$;

grant execute on function app.bundle_price_after_credit, app.price_cart to lotline_app;
