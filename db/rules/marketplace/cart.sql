-- Every person has one cart, which only these functions write. It is for one organization; their lines for others rest in
-- saved_carts, which only functions read. The two are exchanged when a session works with its cart for another organization:
-- signing in or switching on one device takes nothing away from another. A guest's cart lives in a cookie and joins it at sign-in.

grant select on shopping_carts to lotline_app;

-- Keeps the total of a cart, and at most 100 tools and 100 bundles in it.
create or replace function app.keep_cart() returns trigger
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

-- Shows carts line by line, under the reader's row-level security.
create or replace view marketplace_cart with (security_invoker = true) as
  select cart.id as cart_id, cart.organization_id, cart.user_id, line.kind,
    case when line.kind = 'TOOL' then (line.item ->> 'id')::uuid end as tool_id,
    case when line.kind = 'BUNDLE' then (line.item ->> 'id')::uuid end as bundle_id,
    (line.item ->> 'price')::integer as price_seen, line.position
  from shopping_carts cart
  cross join lateral (
    select 'TOOL'::line_kind as kind, item, position from jsonb_array_elements(cart.tools) with ordinality as t (item, position)
    union all
    select 'BUNDLE'::line_kind, item, position from jsonb_array_elements(cart.bundles) with ordinality as b (item, position)
  ) line;

grant select on marketplace_cart to lotline_app;

-- Returns lines with more lines behind them, each item once, and at most p_room of the new ones.
create or replace function app.join_lines(p_lines jsonb, p_more jsonb, p_room integer default null) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select p_lines || coalesce(jsonb_agg(item order by position), '[]')
  from (
    select item, position from jsonb_array_elements(p_more) with ordinality as line (item, position)
    where not p_lines @> jsonb_build_array(jsonb_build_object('id', item ->> 'id'))
    order by position limit case when p_room < 0 then 0 else p_room end) new
$$;

-- Returns a person's cart for an organization, locked for the rest of the transaction, and makes it if there is none. What
-- was in it for another organization rests there, and what rested for this one comes back, as far as there is room: no line
-- changes its organization.
create or replace function app.open_cart(p_user_id uuid, p_organization_id uuid) returns shopping_carts
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts;
  v_saved saved_carts;
begin
  insert into shopping_carts (organization_id, user_id) values (p_organization_id, p_user_id)
  on conflict (user_id) do update set user_id = excluded.user_id
  returning * into v_cart;
  delete from saved_carts where organization_id = p_organization_id and user_id = p_user_id
  returning * into v_saved;
  if v_cart.organization_id = p_organization_id and v_saved.user_id is null then
    return v_cart;
  end if;
  if v_cart.organization_id <> p_organization_id then
    perform app.save_lines(p_user_id, v_cart.organization_id, v_cart.tools, v_cart.bundles);
    v_cart.tools := '[]';
    v_cart.bundles := '[]';
  end if;
  v_cart.tools := app.join_lines(v_cart.tools, coalesce(v_saved.tools, '[]'), 100 - jsonb_array_length(v_cart.tools || v_cart.bundles));
  v_cart.bundles := app.join_lines(v_cart.bundles, coalesce(v_saved.bundles, '[]'), 100 - jsonb_array_length(v_cart.tools || v_cart.bundles));
  update shopping_carts set organization_id = p_organization_id, tools = v_cart.tools, bundles = v_cart.bundles
  where id = v_cart.id
  returning * into v_cart;
  return v_cart;
end
$$;

-- Returns a person's cart for an organization, locked for the rest of the transaction, wherever it rests, and no row (null) if
-- there is none. Other sessions of theirs cannot exchange it meanwhile.
create or replace function app.find_cart(p_user_id uuid, p_organization_id uuid) returns shopping_carts
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts;
begin
  perform 1 from shopping_carts where user_id = p_user_id for update;
  if exists (select from saved_carts where organization_id = p_organization_id and user_id = p_user_id) then
    return app.open_cart(p_user_id, p_organization_id);
  end if;
  select * into v_cart from shopping_carts where user_id = p_user_id and organization_id = p_organization_id;
  return v_cart;
end
$$;

-- Lets lines rest for an organization. They are dropped where the person belongs to it no longer.
create or replace function app.save_lines(p_user_id uuid, p_organization_id uuid, p_tools jsonb, p_bundles jsonb) returns void
language sql
set search_path = public, pg_temp
as $$
  insert into saved_carts as saved (organization_id, user_id, tools, bundles)
  select organization_id, user_id, p_tools, p_bundles from memberships
  where organization_id = p_organization_id and user_id = p_user_id
    and jsonb_array_length(p_tools) + jsonb_array_length(p_bundles) > 0
  on conflict (organization_id, user_id) do update set
    tools = app.join_lines(saved.tools, excluded.tools), bundles = app.join_lines(saved.bundles, excluded.bundles), saved_at = now()
$$;

-- Returns the current viewer's cart for the organization they work in, locked for the rest of the transaction, and makes it
-- if there is none. Raises 42501 for those who hold no cart (nobody, VIEWER).
create or replace function app.lock_cart() returns shopping_carts
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if not exists (select 1 from memberships where user_id = app.current_user_id()
      and organization_id = app.current_organization_id() and role in ('OWNER', 'ADMIN', 'MEMBER')) then
    raise insufficient_privilege using message = 'this role holds no cart';
  end if;
  return app.open_cart(app.current_user_id(), app.current_organization_id());
end
$$;

-- Says whether one item may go into a cart, whatever else is in it: ADDED, or the state that price_cart gives it.
-- Returns the price that the cart line has to remember.
create or replace function app.check_cart_item(p_organization_id uuid, p_kind line_kind, p_id uuid)
returns table (outcome text, name text, price integer, required_tier subscription_tier)
language sql stable
set search_path = public, pg_temp
as $$
  select case line.state when 'CHARGED' then 'ADDED' else line.state end, line.name, line.list_price, line.required_tier
  from app.price_cart(p_organization_id,
    case when p_kind = 'TOOL' then jsonb_build_array(jsonb_build_object('id', p_id)) else '[]' end,
    case when p_kind = 'BUNDLE' then jsonb_build_array(jsonb_build_object('id', p_id)) else '[]' end) line
$$;
comment on function app.check_cart_item is 'Outcomes: ADDED, OWNED, NOT_SOLD, TIER_TOO_LOW. Never null: price.';

-- Puts a tool or bundle into the viewer's cart.
--
-- Outcomes: ADDED (also when it is in the cart already), OWNED, NOT_SOLD, TIER_TOO_LOW, FULL.
create or replace function app.add_to_cart(p_kind line_kind, p_id uuid)
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
comment on function app.add_to_cart is 'Outcomes: ADDED, OWNED, NOT_SOLD, TIER_TOO_LOW, FULL.';

-- Takes an item out of the viewer's cart. Nothing happens when it is not in it.
create or replace function app.remove_from_cart(p_kind line_kind, p_id uuid) returns void
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

-- Returns the lines of a cart or request without one item.
create or replace function app.without_item(p_lines jsonb, p_id uuid) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(item order by position), '[]')
  from jsonb_array_elements(p_lines) with ordinality as line (item, position)
  where item ->> 'id' <> p_id::text
$$;

-- Remembers today's prices as seen, once the cart page has shown what changed.
create or replace function app.accept_cart_prices() returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_cart shopping_carts := app.lock_cart();
  v_prices jsonb;
begin
  select coalesce(jsonb_object_agg(line.id, line.list_price) filter (where line.name is not null), '{}') into v_prices
  from app.price_cart(v_cart.organization_id, v_cart.tools, v_cart.bundles) line;
  update shopping_carts set tools = app.with_prices(v_cart.tools, v_prices), bundles = app.with_prices(v_cart.bundles, v_prices)
  where id = v_cart.id;
end
$$;

-- Returns the lines of a cart with these prices (cents by id); a line without one keeps the one it has.
create or replace function app.with_prices(p_lines jsonb, p_prices jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(item || jsonb_build_object('price', coalesce(p_prices -> (item ->> 'id'), item -> 'price')) order by position), '[]')
  from jsonb_array_elements(p_lines) with ordinality as line (item, position)
$$;

-- Joins a guest cart ({tools, bundles}) to the cart of the person who has just signed in. It drops lines that are owned or no
-- longer sold, and those for which there is no room (FULL). Returns {joined, dropped: [{name, state}]}; somebody who
-- holds no cart joins nothing.
create or replace function app.join_guest_cart(p_guest_cart jsonb) returns jsonb
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
  if app.current_org_role() not in ('OWNER', 'ADMIN', 'MEMBER') then
    return jsonb_build_object('joined', 0, 'dropped', (
      select coalesce(jsonb_agg(jsonb_build_object('name', line.name, 'state', 'NO_CART')), '[]')
      from app.price_cart(null, p_guest_cart -> 'tools', p_guest_cart -> 'bundles') line));
  end if;
  v_cart := app.lock_cart();
  v_room := 100 - jsonb_array_length(v_cart.tools) - jsonb_array_length(v_cart.bundles);
  select coalesce(jsonb_agg(to_jsonb(line) || case when is_new and place > v_room then '{"state": "FULL"}' else '{}'::jsonb end), '[]')
  into v_lines
  from (
    select line, is_new, count(*) filter (where is_new) over (order by line.kind, line.name collate human, line.id) as place
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

-- Returns the lines of one kind that can join a cart and are not in it yet.
create or replace function app.new_items(p_present jsonb, p_lines jsonb, p_kind line_kind) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', line ->> 'id', 'price', (line ->> 'price_seen')::integer)), '[]')
  from jsonb_array_elements(p_lines) as priced (line)
  where line ->> 'kind' = p_kind::text and line ->> 'state' not in ('OWNED', 'NOT_SOLD', 'FULL')
    and not p_present @> jsonb_build_array(jsonb_build_object('id', line ->> 'id'))
$$;

grant execute on function app.check_cart_item, app.add_to_cart, app.remove_from_cart,
  app.accept_cart_prices to lotline_app;
