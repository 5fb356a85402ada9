-- What makes lists cost the same however large the marketplace is: indexes in the order of the lists, and functions that
-- read a page and not everything.

-- The words the administration looks for a tool by.
create function app.tool_words(p_name text, p_slug text, p_tags text[]) returns text
language sql immutable parallel safe
set search_path = pg_catalog
as $$ select p_name || ' ' || p_slug || ' ' || array_to_string(p_tags, ' ') $$;
grant execute on function app.tool_words to lotline_app;

drop index marketplace_tools_name_trigrams;

-- Every word that tools are described by, or were: what a misspelled word is held against. Words are few, however many
-- tools there are, so finding the nearest costs the same in a large catalog; comparing with the tools would not.
create table catalog_words (word text primary key);
alter table catalog_words enable row level security;
alter table catalog_words force row level security;
create index catalog_words_trigrams on catalog_words using gin (word gin_trgm_ops);

-- Words too short to be told from each other misspelled, and numbers, are left out.
create function app.searchable_words(p_name text, p_description text, p_tags text[]) returns setof text
language sql immutable
set search_path = pg_catalog
as $$
  select distinct word from regexp_split_to_table(lower(p_name || ' ' || p_description || ' ' || array_to_string(p_tags, ' ')), '[^[:alpha:]]+') as word
  where char_length(word) between 4 and 40
$$;

create function app.keep_catalog_words() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  -- In one order, so that two at once wait for each other and never for good.
  insert into catalog_words select word from app.searchable_words(new.name, new.description, new.tags) as word order by word
  on conflict do nothing;
  return null;
end
$$;

create trigger keep_catalog_words after insert or update of name, description, tags on marketplace_tools
  for each row execute function app.keep_catalog_words();

insert into catalog_words
  select distinct word from marketplace_tools, app.searchable_words(name, description, tags) as word;

-- What somebody may have meant who searched for words that nothing holds: for each of them the nearest words there are.
create function app.forgive_search(p_text text) returns tsquery
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_word text;
  v_near_word text;
  v_near tsquery;
  v_all tsquery;
begin
  for v_word in
    select word from regexp_split_to_table(lower(left(p_text, 100)), '[^[:alnum:]]+') as word where word <> '' limit 10
  loop
    v_near := plainto_tsquery('english', v_word);
    for v_near_word in
      select word from catalog_words where word % v_word order by similarity(word, v_word) desc, word limit 2
    loop
      v_near := v_near || plainto_tsquery('english', v_near_word);
    end loop;
    v_all := case when v_all is null then v_near else v_all && v_near end;
  end loop;
  return v_all;
end
$$;
grant execute on function app.forgive_search to lotline_app;

create index organizations_name on organizations (name, id);
create index marketplace_tools_listed_by_popularity on marketplace_tools (purchase_count desc, name, id) where status in ('ACTIVE', 'BETA', 'COMING_SOON');
create index marketplace_tools_listed_by_age on marketplace_tools (created_at desc, name, id) where status in ('ACTIVE', 'BETA', 'COMING_SOON');
create index marketplace_tools_listed_by_price on marketplace_tools ((price_model = 'CUSTOM'), price, name, id) where status in ('ACTIVE', 'BETA', 'COMING_SOON');
create index marketplace_tools_listed_by_price_down on marketplace_tools ((price_model = 'CUSTOM'), price desc, name, id) where status in ('ACTIVE', 'BETA', 'COMING_SOON');
create index marketplace_tools_listed_by_rating on marketplace_tools (rating desc nulls last, review_count desc, name, id) where status in ('ACTIVE', 'BETA', 'COMING_SOON');
create index marketplace_tools_name on marketplace_tools (name, id);
create index marketplace_tools_updated_at on marketplace_tools (updated_at desc, name, id);
create index marketplace_tools_price on marketplace_tools (price, name, id);
create index marketplace_tools_price_down on marketplace_tools (price desc, name, id);
create index marketplace_tools_purchase_count on marketplace_tools (purchase_count desc, name, id);
create index marketplace_tools_facets on marketplace_tools (purchase_count desc, category, area, tier, price, price_model, required_tier, is_sold, tags) where status in ('ACTIVE', 'BETA', 'COMING_SOON');
create index marketplace_tools_sold_by_tier on marketplace_tools (required_tier) where is_sold;
create index marketplace_tools_name_search on marketplace_tools using gin (to_tsvector('english', name));
create index marketplace_tools_word_trigrams on marketplace_tools using gin (app.tool_words(name, slug, tags) gin_trgm_ops);
create index tool_bundles_on_sale on tool_bundles (bundle_price, name, id) where is_active;
create index tool_bundles_on_sale_popular on tool_bundles (is_popular desc, bundle_price, name, id) where is_active;
create index tool_bundles_updated_at on tool_bundles (updated_at desc, name, id);
create index review_flags_open on review_flags (review_id, created_at) where settled_at is null;
create index tool_reviews_published on tool_reviews (tool_id, created_at, id) where status = 'APPROVED';
create index tool_reviews_published_by_rating on tool_reviews (tool_id, rating, created_at, id) where status = 'APPROVED';
create index tool_reviews_queue on tool_reviews (status, coalesce(moderated_at, updated_at), id);

-- The ids of a page of the orders of all organizations, newest first, behind the order that p_before_placed_at and
-- p_before_number name. What is null narrows nothing. p_words is the number of an order, or part of the name of an
-- organization or of a buyer's name or email address. None for anybody but platform admins.
--
-- A function rather than a condition on platform_orders: what is sorted outside a view is sorted from all it holds, also
-- where the view has the same order. The page is planned for what is asked each time, so that its index is seen.
create function app.order_page(p_number text, p_words text, p_status payment_status, p_method payment_method,
  p_from timestamptz, p_until timestamptz, p_before_placed_at timestamptz, p_before_number text, p_limit integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  v_organization_ids uuid[];
  v_buyer_ids uuid[];
begin
  if not app.is_platform_admin() then
    return;
  end if;
  if p_words is not null then
    v_organization_ids := array(select id from organizations where strpos(lower(name), lower(p_words)) > 0);
    v_buyer_ids := array(select id from users where strpos(lower(name), lower(p_words)) > 0 or strpos(lower(email), lower(p_words)) > 0);
  end if;
  return query
    select id from marketplace_orders
    where (p_number is null or number = p_number)
      and (p_words is null or number = p_words or organization_id = any (v_organization_ids) or buyer_id = any (v_buyer_ids))
      and (p_status is null or payment_status = p_status)
      and (p_method is null or payment_method = p_method)
      and (p_from is null or placed_at >= p_from)
      and (p_until is null or placed_at < p_until)
      and (p_before_placed_at is null or (placed_at, number) < (p_before_placed_at, p_before_number))
    order by placed_at desc nulls last, number desc nulls last
    limit p_limit;
end
$$;

-- The same of organizations: by name, behind the one that p_after_name and p_after_id name. p_words is part of a name.
create function app.organization_page(p_words text, p_tier subscription_tier, p_after_name text, p_after_id uuid, p_limit integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  if not app.is_platform_admin() then
    return;
  end if;
  return query
    select id from organizations
    where (p_words is null or strpos(lower(name), lower(p_words)) > 0)
      and (p_tier is null or subscription_tier = p_tier)
      and (p_after_name is null or (name, id) > (p_after_name, p_after_id))
    order by name, id
    limit p_limit;
end
$$;
grant execute on function app.order_page, app.organization_page to lotline_app;

-- The ids of the reviews of a moderators' tab, in its order: what waits, the longest waiting first; what was decided, the
-- latest first. With words, only those of tools whose names hold them. None for anybody but platform admins.
--
-- A function rather than a condition on platform_reviews: the page is cut before names and flags are looked up.
create function app.review_queue(p_queue review_status, p_words text, p_limit integer, p_offset integer)
returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_tool_ids uuid[] := case when p_words <> '' then array(select id from marketplace_tools
    where app.tool_words(name, slug, tags) ilike '%' || regexp_replace(p_words, '([\\%_])', '\\\1', 'g') || '%'
      and strpos(lower(name), lower(p_words)) > 0) end;
begin
  if not app.is_platform_admin() then
    return;
  end if;
  case p_queue
    when 'FLAGGED' then
      return query
        -- In order, and one by one: no more of them are looked up than the page needs, and none by reading all reviews.
        select waiting.id
        from (
          select review_id as id, min(created_at) as since from review_flags where settled_at is null group by review_id
          union all
          select id, coalesce(moderated_at, updated_at) from tool_reviews flagged
          where status = 'FLAGGED' and not exists (select from review_flags where review_id = flagged.id and settled_at is null)
          order by since, id
          offset 0
        ) waiting
        cross join lateral (
          select from tool_reviews where id = waiting.id and status in ('APPROVED', 'FLAGGED')
            and (v_tool_ids is null or tool_id = any (v_tool_ids))
          offset 0
        ) review
        order by waiting.since, waiting.id
        limit p_limit offset p_offset;
    when 'PENDING' then
      return query
        select id from tool_reviews
        where status = 'PENDING' and (v_tool_ids is null or tool_id = any (v_tool_ids))
        order by coalesce(moderated_at, updated_at), id
        limit p_limit offset p_offset;
    else
      return query
        select id from tool_reviews review
        where status = p_queue and (v_tool_ids is null or tool_id = any (v_tool_ids))
          and (p_queue = 'REJECTED' or not exists (select from review_flags where review_id = review.id and settled_at is null))
        order by coalesce(moderated_at, updated_at) desc, id desc
        limit p_limit offset p_offset;
  end case;
end
$$;
grant execute on function app.review_queue to lotline_app;

-- As in 0003, and with what every page shows of the viewer: how many lines their cart has and how many purchase requests
-- wait for them.
create or replace function app.begin_request(p_token_hash text, p_read_only boolean)
returns jsonb
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_session record;
  v_viewer jsonb;
begin
  perform app.set_viewer(null, null, null, false);
  perform set_config('app.current_session_id', '', true);
  if p_token_hash is not null then
    select session.id, session.last_seen_at, person.id as user_id, person.email, person.name, person.is_platform_admin,
      organization.id as organization_id, organization.name as organization_name, organization.slug,
      organization.subscription_tier, membership.role
    into v_session
    from sessions session
    join users person on person.id = session.user_id
    left join memberships membership
      on membership.user_id = session.user_id and membership.organization_id = session.organization_id
    left join organizations organization on organization.id = membership.organization_id
    where session.token_hash = p_token_hash
      and session.expires_at > now()
      and session.last_seen_at > now() - interval '7 days';
    if found then
      if v_session.last_seen_at < now() - interval '5 minutes' then
        update sessions set last_seen_at = now() where id = v_session.id;
      end if;
      perform set_config('app.current_session_id', v_session.id::text, true);
      perform app.set_viewer(v_session.user_id, v_session.organization_id, v_session.role::text, v_session.is_platform_admin);
      v_viewer := jsonb_build_object(
        'user', jsonb_build_object('id', v_session.user_id, 'email', v_session.email, 'name', v_session.name,
          'isPlatformAdmin', v_session.is_platform_admin),
        'role', v_session.role,
        'organization', case when v_session.organization_id is not null then jsonb_build_object(
          'id', v_session.organization_id, 'name', v_session.organization_name, 'slug', v_session.slug,
          'tier', v_session.subscription_tier) end,
        'organizations', (
          select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'role', m.role) order by o.name, o.id), '[]')
          from memberships m join organizations o on o.id = m.organization_id
          where m.user_id = v_session.user_id),
        'cartLines', coalesce((
          select jsonb_array_length(tools) + jsonb_array_length(bundles) from shopping_carts
          where user_id = v_session.user_id and organization_id = v_session.organization_id), 0),
        'waitingRequests', app.count_waiting_requests());
    end if;
  end if;
  if p_read_only then
    perform set_config('transaction_read_only', 'on', true);
  end if;
  return v_viewer;
end
$$;

-- The ids of a page of the published reviews of a tool: newest, highest or lowest first, and of one rating the newest.
-- A function for the same reason: the page is cut, in the order of an index, before the names of the reviewers are looked up.
create function app.published_review_page(p_tool_slug text, p_order text, p_limit integer, p_offset integer) returns setof uuid
language plpgsql stable security definer
set search_path = public, pg_temp
as $$
declare
  v_tool_id uuid := (select id from marketplace_tools where slug = p_tool_slug);
begin
  case p_order
    when 'highest' then
      return query select id from tool_reviews where tool_id = v_tool_id and status = 'APPROVED'
        order by rating desc, created_at desc, id desc limit p_limit offset p_offset;
    when 'lowest' then
      return query select review.id from generate_series(1, 5) as stars
        cross join lateral (select id, rating, created_at from tool_reviews
          where tool_id = v_tool_id and status = 'APPROVED' and rating = stars
          order by created_at desc, id desc limit p_limit + p_offset) review
        order by review.rating, review.created_at desc, review.id desc limit p_limit offset p_offset;
    else
      return query select id from tool_reviews where tool_id = v_tool_id and status = 'APPROVED'
        order by created_at desc, id desc limit p_limit offset p_offset;
  end case;
end
$$;

-- How many published reviews gave a tool each rating.
create function app.count_ratings(p_tool_slug text) returns table (rating smallint, count integer)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select rating, count(*)::integer from tool_reviews
  where tool_id = (select id from marketplace_tools where slug = p_tool_slug) and status = 'APPROVED' group by rating
$$;
grant execute on function app.published_review_page, app.count_ratings to lotline_app;

-- Where the modules of this product are, by the tools that stand for them.
create function app.module_addresses() returns table (tool_id uuid, address text)
language sql stable
set search_path = public, pg_temp
as $$
  select app.find_tool(slug), address
  from (values ('reid-dashboard', '/reid'), ('expense-tax', '/expenses'), ('campaigns', '/campaigns')) module (slug, address)
$$;

-- As in 0013.
create or replace function app.tool_address(p_tool_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((select address from app.module_addresses() where tool_id = p_tool_id),
    (select demo_url from marketplace_tools where id = p_tool_id and demo_url like 'https://%'))
$$;

-- Whether the viewer may use a tool that their organization owns, or why not, as app.tool_access says. Apart from it, so
-- that a list of all owned tools finds out once what is owned, and not for each of them.
create function app.owned_tool_access(p_tool_id uuid, p_status tool_status, p_seats_included integer) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when p_status = 'DISABLED' then 'DISABLED'
    when not exists (select from memberships where organization_id = app.current_organization_id()
      and user_id = app.current_user_id() and role in ('OWNER', 'ADMIN', 'MEMBER')) then 'READ_ONLY'
    when p_seats_included is not null and not exists (select from tool_seats
      where organization_id = app.current_organization_id() and tool_id = p_tool_id and user_id = app.current_user_id()) then 'NO_SEAT'
    else 'ALLOWED' end
$$;

-- As in 0013.
create or replace function app.tool_access(p_tool_id uuid) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when tool.id is null or tool.id not in (select app.owned_tool_ids(app.current_organization_id())) then 'NOT_OWNED'
    else app.owned_tool_access(tool.id, tool.status, tool.seats_included) end
  from (select p_tool_id as id) asked left join marketplace_tools tool on tool.id = asked.id
$$;
grant execute on function app.module_addresses, app.owned_tool_access to lotline_app;
