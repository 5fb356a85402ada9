-- What the database keeps by itself in the catalog and in carts, and the one place that prices a cart.

create function app.touch_updated_at() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  new.updated_at := now();
  return new;
end
$$;

create trigger touch_updated_at before update of name, slug, description, long_description, category, area, tier, price,
  price_model, required_tier, integration_type, status, is_featured, features, capabilities, integrations, tags, icon,
  seats_included, version on marketplace_tools
  for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update of name, slug, description, long_description, bundle_type, bundle_price,
  original_price, required_tier, status, is_popular, icon on tool_bundles
  for each row execute function app.touch_updated_at();

-- One editor of the catalog at a time, from their first statement on: prices, contents, sums and counts depend on each
-- other, and editors who take rows in different orders would deadlock. Checkouts share this lock with each other.
create function app.lock_catalog() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('catalog', 0));
  return null;
end
$$;

create trigger lock_catalog before insert or delete or update of name, price, price_model, required_tier, status
  on marketplace_tools for each statement execute function app.lock_catalog();
create trigger lock_catalog before insert or delete or update of name, bundle_price, required_tier, status
  on tool_bundles for each statement execute function app.lock_catalog();
create trigger lock_catalog before insert or delete or update
  on bundle_tools for each statement execute function app.lock_catalog();

-- original_price of a bundle is always the sum of its tools' prices. Runs with its owner's rights: nobody else may
-- write that column. Bundles are locked in the order of their ids, and no harder than the update itself will.
create function app.sum_bundle_prices(p_bundle_ids uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  perform 1 from tool_bundles where id = any (p_bundle_ids) order by id for no key update;
  update tool_bundles bundle set original_price = content.total
  from (
    select b.id, coalesce(sum(tool.price), 0)::integer as total
    from unnest(p_bundle_ids) as b (id)
    left join bundle_tools link on link.bundle_id = b.id
    left join marketplace_tools tool on tool.id = link.tool_id
    group by b.id
  ) content
  where bundle.id = content.id and bundle.original_price <> content.total;
end
$$;

-- purchase_count of these tools, counted anew: the organizations that own each, directly or through a bundle.
create function app.recount_owners(p_tool_ids uuid[]) returns void
language plpgsql
set search_path = public, pg_temp
as $$
begin
  -- Whoever counts one up or down meanwhile comes before or after.
  perform 1 from marketplace_tools where id = any (p_tool_ids) order by id for no key update;
  update marketplace_tools tool set purchase_count = owners.total
  from (
    select t.id, (
      select count(*)::integer from (
        select organization_id from tool_purchases where tool_id = t.id and status = 'ACTIVE'
        union
        select purchase.organization_id from bundle_tools link
        join bundle_purchases purchase on purchase.bundle_id = link.bundle_id and purchase.status = 'ACTIVE'
        where link.tool_id = t.id
      ) owner) as total
    from unnest(p_tool_ids) as t (id)
  ) owners
  where tool.id = owners.id and tool.purchase_count <> owners.total;
end
$$;

-- What a bundle holds decides its sum, and who owns the tools that came or went.
create function app.keep_after_content_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  v_bundle_ids uuid[];
  v_tool_ids uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct bundle_id), array_agg(distinct tool_id) into v_bundle_ids, v_tool_ids from new_rows;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct bundle_id), array_agg(distinct tool_id) into v_bundle_ids, v_tool_ids from old_rows;
  else
    select array_agg(distinct bundle_id), array_agg(distinct tool_id) into v_bundle_ids, v_tool_ids
    from (select bundle_id, tool_id from new_rows union select bundle_id, tool_id from old_rows) changed;
  end if;
  perform app.sum_bundle_prices(v_bundle_ids);
  if exists (select from bundle_purchases where bundle_id = any (v_bundle_ids) and status = 'ACTIVE') then
    perform app.recount_owners(v_tool_ids);
  end if;
  return null;
end
$$;

create trigger keep_after_content_insert after insert on bundle_tools referencing new table as new_rows
  for each statement execute function app.keep_after_content_change();
create trigger keep_after_content_delete after delete on bundle_tools referencing old table as old_rows
  for each statement execute function app.keep_after_content_change();
create trigger keep_after_content_update after update on bundle_tools referencing old table as old_rows new table as new_rows
  for each statement execute function app.keep_after_content_change();

create function app.sum_bundles_after_price_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform app.sum_bundle_prices(array(select bundle_id from bundle_tools where tool_id = new.id));
  return null;
end
$$;

create trigger sum_bundle_prices after update of price on marketplace_tools
  for each row when (old.price <> new.price) execute function app.sum_bundles_after_price_change();

-- Carts: each item once, at most 100 of each kind, total kept.
create function app.keep_cart() returns trigger
language plpgsql set search_path = public, pg_temp
as $$
begin
  if jsonb_typeof(new.tools) <> 'array' or jsonb_typeof(new.bundles) <> 'array'
    or jsonb_array_length(new.tools) > 100 or jsonb_array_length(new.bundles) > 100 then
    raise check_violation using message = 'a cart holds at most 100 tools and 100 bundles';
  end if;
  new.total_price := (
    select coalesce(sum((item ->> 'price')::integer), 0)
    from jsonb_array_elements(new.tools || new.bundles) as line (item));
  new.updated_at := now();
  return new;
end
$$;

create trigger keep_cart before insert or update on shopping_carts for each row execute function app.keep_cart();

-- Rule 1: an organization owns a tool while it bought it, or a bundle that holds it, and that purchase is active.
create function app.owned_tool_ids(p_organization_id uuid) returns setof uuid
language sql stable
set search_path = public, pg_temp
as $$
  select tool_id from tool_purchases where organization_id = p_organization_id and status = 'ACTIVE'
  union
  select link.tool_id from bundle_purchases purchase
  join bundle_tools link on link.bundle_id = purchase.bundle_id
  where purchase.organization_id = p_organization_id and purchase.status = 'ACTIVE'
$$;

-- What a bundle costs when some of its tools are paid for already: the price for the part that is not, rounded half up
-- to the cent. In whole numbers: floor(x / y + 1/2) = (2x + y) div 2y.
create function app.bundle_price_after_credit(p_bundle_price integer, p_original_price integer, p_unpaid_price bigint)
returns integer
language sql immutable
set search_path = pg_catalog
as $$
  select case when p_original_price = 0 then p_bundle_price
    else ((2 * p_bundle_price::bigint * p_unpaid_price + p_original_price) / (2 * p_original_price::bigint))::integer end
$$;

-- The price of a cart, line by line, and the only place that knows rules 1 to 3. Reads with the caller's rights: the
-- organization may be null (a guest), and for anybody else's organization row-level security shows no purchases.
-- p_tools and p_bundles are arrays of {id, price}, price as seen when added, in cents. An item named twice is one line.
--
-- state: CHARGED; INCLUDED (another bundle of the cart holds it, costs nothing here); or a reason why it cannot be
-- bought: OWNED, NOT_SOLD, TIER_TOO_LOW. Only CHARGED lines have a price.
-- Bundles are priced from the largest to the smallest, and what a larger one holds counts as paid for in the next, so a
-- tool that two bundles share is charged once.
create type app.priced_line as (kind line_kind, id uuid, slug text, name text, icon text, state text, included_in text,
  required_tier subscription_tier, price_model price_model, price_seen integer, list_price integer, credit integer, price integer,
  tool_ids uuid[], tool_names text[], owned_tool_names text[]);

create function app.price_cart(p_organization_id uuid, p_tools jsonb, p_bundles jsonb)
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

-- What can be said of one item before it goes into a cart; the cart's own other lines do not matter here.
-- Outcome ADDED means: may be added. The price is the one to remember in the cart line.
create function app.check_cart_item(p_organization_id uuid, p_kind line_kind, p_id uuid)
returns table (outcome text, name text, price integer, required_tier subscription_tier)
language sql stable
set search_path = public, pg_temp
as $$
  select case line.state when 'CHARGED' then 'ADDED' else line.state end, line.name, line.list_price, line.required_tier
  from app.price_cart(p_organization_id,
    case when p_kind = 'TOOL' then jsonb_build_array(jsonb_build_object('id', p_id)) else '[]' end,
    case when p_kind = 'BUNDLE' then jsonb_build_array(jsonb_build_object('id', p_id)) else '[]' end) line
$$;

-- The current viewer's cart, locked for the rest of the transaction, made if there is none. Raises 42501 for those who
-- hold no cart (nobody, VIEWER).
create function app.lock_cart() returns shopping_carts
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts;
begin
  if not exists (select 1 from memberships where user_id = app.current_user_id()
      and organization_id = app.current_organization_id() and role in ('OWNER', 'ADMIN', 'MEMBER')) then
    raise insufficient_privilege using message = 'this role holds no cart';
  end if;
  insert into shopping_carts (organization_id, user_id) values (app.current_organization_id(), app.current_user_id())
  on conflict (user_id) do update set organization_id = excluded.organization_id
  returning * into v_cart;
  return v_cart;
end
$$;

-- Puts a tool or bundle into the viewer's cart. Outcomes: ADDED (also when it is in the cart already), OWNED, NOT_SOLD,
-- TIER_TOO_LOW, FULL.
create function app.add_to_cart(p_kind line_kind, p_id uuid)
returns table (outcome text, name text, required_tier subscription_tier)
language plpgsql security definer
set search_path = public, pg_temp
as $$
#variable_conflict use_column
declare
  v_cart shopping_carts := app.lock_cart();
  v_item record;
  v_line jsonb;
begin
  select * into v_item from app.check_cart_item(v_cart.organization_id, p_kind, p_id);
  if v_item.outcome = 'ADDED' then
    v_line := jsonb_build_array(jsonb_build_object('id', p_id, 'price', v_item.price));
    if (case when p_kind = 'TOOL' then v_cart.tools else v_cart.bundles end) @> jsonb_build_array(jsonb_build_object('id', p_id)) then
      null;
    elsif jsonb_array_length(v_cart.tools) + jsonb_array_length(v_cart.bundles) >= 100 then
      v_item.outcome := 'FULL';
    elsif p_kind = 'TOOL' then
      update shopping_carts set tools = tools || v_line where shopping_carts.id = v_cart.id;
    else
      update shopping_carts set bundles = bundles || v_line where shopping_carts.id = v_cart.id;
    end if;
  end if;
  return query select v_item.outcome, v_item.name, v_item.required_tier;
end
$$;

-- Takes an item out of the viewer's cart; nothing happens when it is not in it.
create function app.remove_from_cart(p_kind line_kind, p_id uuid) returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts := app.lock_cart();
begin
  update shopping_carts set
    tools = case when p_kind = 'TOOL' then app.without_item(tools, p_id) else tools end,
    bundles = case when p_kind = 'BUNDLE' then app.without_item(bundles, p_id) else bundles end
  where id = v_cart.id;
end
$$;

create function app.without_item(p_lines jsonb, p_id uuid) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(item order by position), '[]')
  from jsonb_array_elements(p_lines) with ordinality as line (item, position)
  where item ->> 'id' <> p_id::text
$$;

-- Remembers today's prices as seen, once the cart page has shown what changed.
create function app.accept_cart_prices() returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts := app.lock_cart();
begin
  update shopping_carts set
    tools = (select coalesce(jsonb_agg(jsonb_build_object('id', item ->> 'id', 'price', coalesce(tool.price, (item ->> 'price')::integer)) order by position), '[]')
      from jsonb_array_elements(v_cart.tools) with ordinality as line (item, position)
      left join marketplace_tools tool on tool.id = (item ->> 'id')::uuid),
    bundles = (select coalesce(jsonb_agg(jsonb_build_object('id', item ->> 'id', 'price', coalesce(bundle.bundle_price, (item ->> 'price')::integer)) order by position), '[]')
      from jsonb_array_elements(v_cart.bundles) with ordinality as line (item, position)
      left join tool_bundles bundle on bundle.id = (item ->> 'id')::uuid)
  where id = v_cart.id;
end
$$;

-- Joins a guest cart ({tools, bundles}) to the cart of whoever has just signed in. Lines that are owned or no longer sold
-- are dropped, and those for which there is no room (FULL). Returns {joined, dropped: [{name, state}]}; somebody who holds
-- no cart joins nothing.
create function app.join_guest_cart(p_guest_cart jsonb) returns jsonb
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts;
  v_lines jsonb;
  v_joined integer;
  v_room integer;
begin
  if p_guest_cart is null then
    return jsonb_build_object('joined', 0, 'dropped', '[]'::jsonb);
  end if;
  if current_setting('app.current_org_role', true) not in ('OWNER', 'ADMIN', 'MEMBER') then
    return jsonb_build_object('joined', 0, 'dropped', (
      select coalesce(jsonb_agg(jsonb_build_object('name', line.name, 'state', 'NO_CART')), '[]')
      from app.price_cart(null, p_guest_cart -> 'tools', p_guest_cart -> 'bundles') line));
  end if;
  v_cart := app.lock_cart();
  v_room := 100 - jsonb_array_length(v_cart.tools) - jsonb_array_length(v_cart.bundles);
  select coalesce(jsonb_agg(to_jsonb(line) || case when is_new and place > v_room then '{"state": "FULL"}' else '{}'::jsonb end), '[]')
  into v_lines
  from (
    select line, is_new, count(*) filter (where is_new) over (order by line.kind, line.name, line.id) as place
    from app.price_cart(v_cart.organization_id, p_guest_cart -> 'tools', p_guest_cart -> 'bundles') line
    cross join lateral (
      select line.state not in ('OWNED', 'NOT_SOLD')
        and not (v_cart.tools || v_cart.bundles) @> jsonb_build_array(jsonb_build_object('id', line.id)) as is_new) presence
  ) placed;
  update shopping_carts set
    tools = tools || app.new_items(tools, v_lines, 'TOOL'),
    bundles = bundles || app.new_items(bundles, v_lines, 'BUNDLE')
  where id = v_cart.id
  returning jsonb_array_length(tools) + jsonb_array_length(bundles)
    - jsonb_array_length(v_cart.tools) - jsonb_array_length(v_cart.bundles) into v_joined;
  return jsonb_build_object('joined', v_joined, 'dropped', (
    select coalesce(jsonb_agg(jsonb_build_object('name', line ->> 'name', 'state', line ->> 'state')), '[]')
    from jsonb_array_elements(v_lines) as priced (line)
    where line ->> 'state' in ('OWNED', 'NOT_SOLD', 'FULL')));
end
$$;

create function app.new_items(p_present jsonb, p_lines jsonb, p_kind line_kind) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', line ->> 'id', 'price', (line ->> 'price_seen')::integer)), '[]')
  from jsonb_array_elements(p_lines) as priced (line)
  where line ->> 'kind' = p_kind::text and line ->> 'state' not in ('OWNED', 'NOT_SOLD', 'FULL')
    and not p_present @> jsonb_build_array(jsonb_build_object('id', line ->> 'id'))
$$;

grant execute on function app.owned_tool_ids, app.bundle_price_after_credit, app.price_cart, app.check_cart_item, app.add_to_cart,
  app.remove_from_cart, app.accept_cart_prices to lotline_app;
