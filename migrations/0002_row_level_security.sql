-- Row-level security is forced, so that not even the owner of a table reads past it by accident (roles with
-- BYPASSRLS, which run migrations and own the functions below, still do). Policies are in the tables' migration.
do $$
declare
  table_name text;
begin
  for table_name in select tablename from pg_tables where schemaname = 'public' loop
    execute format('alter table public.%I force row level security', table_name);
  end loop;
end
$$;

revoke all on schema public, app from public;
grant usage on schema public, app to lotline_app;

-- The catalog: read by all; the policies let only platform admins write. What the database keeps itself
-- (counts, ratings, sums) is in no grant.
grant select on marketplace_tools, tool_bundles, bundle_tools to lotline_app;
grant insert (id, slug, name, description, long_description, category, area, tier, price, currency, price_model,
  required_tier, integration_type, status, is_featured, features, capabilities, integrations, tags, icon, provider,
  documentation_url, demo_url, support_url, version, seats_included) on marketplace_tools to lotline_app;
grant update (slug, name, description, long_description, category, area, tier, price, currency, price_model,
  required_tier, integration_type, status, is_featured, features, capabilities, integrations, tags, icon, provider,
  documentation_url, demo_url, support_url, version, seats_included) on marketplace_tools to lotline_app;
grant insert (id, slug, name, description, long_description, bundle_type, bundle_price, currency, required_tier,
  status, is_popular, icon) on tool_bundles to lotline_app;
grant update (slug, name, description, long_description, bundle_type, bundle_price, currency, required_tier,
  status, is_popular, icon) on tool_bundles to lotline_app;
grant insert, update, delete on bundle_tools to lotline_app;

-- Tenant tables: reading goes through the policies. Whatever carries a rule (buying, carts, people) is written
-- by a function that checks the rule; the role has no right to write those tables at all.
grant select on tool_purchases, bundle_purchases, tool_reviews, shopping_carts, marketplace_orders, order_lines,
  purchase_requests, tool_seats, tool_usage_daily, audit_log, memberships, organizations to lotline_app;
grant select (id, email, name, is_platform_admin, created_at) on users to lotline_app;
grant select (id, organization_id, email, role, invited_by, created_at, expires_at, accepted_at) on invitations to lotline_app;

-- One list of what was bought, the cart by line, and the reviews: the caller's row-level security applies.
create view marketplace_purchases with (security_invoker = true) as
  select id, organization_id, 'TOOL'::line_kind as kind, tool_id, null::uuid as bundle_id, price_at_purchase, currency,
    purchase_date, period_end, status, purchased_by
  from tool_purchases
  union all
  select id, organization_id, 'BUNDLE'::line_kind, null, bundle_id, price_at_purchase, currency,
    purchase_date, null, status, purchased_by
  from bundle_purchases;

create view marketplace_cart with (security_invoker = true) as
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

create view marketplace_reviews with (security_invoker = true) as
  select id, organization_id, tool_id, reviewer_id, rating, title, review, status, verified_purchase, vendor_reply, created_at
  from tool_reviews;

-- The one window the public has into reviews. It reads with its owner's rights, past row-level security, and
-- shows approved rows only: neither the organization nor the person can be told from it.
create view published_reviews with (security_barrier = true) as
  select review.id, review.tool_id, review.rating, review.title, review.review, review.vendor_reply, review.created_at,
    split_part(reviewer.name, ' ', 1) as first_name, review.verified_purchase
  from tool_reviews review
  join users reviewer on reviewer.id = review.reviewer_id
  where review.status = 'APPROVED';

grant select on marketplace_purchases, marketplace_cart, marketplace_reviews, published_reviews to lotline_app;
