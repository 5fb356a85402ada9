-- The catalog is read by everybody and written by platform admins, as the policies say. The database keeps sums, counts
-- and ratings itself, so no grant names those columns.

grant select on marketplace_tools to lotline_app;
grant insert (id, slug, name, description, long_description, category, area, tier, price, currency, price_model,
  required_tier, integration_type, status, is_featured, features, capabilities, integrations, tags, icon, provider,
  documentation_url, demo_url, support_url, version, seats_included, usage_unit, units_included, unit_price) on marketplace_tools to lotline_app;
grant update (slug, name, description, long_description, category, area, tier, price, currency, price_model,
  required_tier, integration_type, status, is_featured, features, capabilities, integrations, tags, icon, provider,
  documentation_url, demo_url, support_url, version, seats_included, usage_unit, units_included, unit_price) on marketplace_tools to lotline_app;
grant select on tool_bundles to lotline_app;
grant insert (id, slug, name, description, long_description, bundle_type, bundle_price, currency, required_tier, status,
  is_popular, icon) on tool_bundles to lotline_app;
grant update (slug, name, description, long_description, bundle_type, bundle_price, currency, required_tier, status,
  is_popular, icon) on tool_bundles to lotline_app;
grant select, insert, update, delete on bundle_tools to lotline_app;

-- Lets one editor at a time into the catalog, from their first statement on: prices, contents, sums and counts depend
-- on each other, and editors who take rows in different orders would deadlock. Checkouts share this lock with each
-- other.
create or replace function app.lock_catalog() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('catalog', 0));
  return null;
end
$$;

create trigger lock_catalog before insert or delete or update of name, price, price_model, required_tier, status, usage_unit,
  units_included, unit_price on marketplace_tools for each statement execute function app.lock_catalog();
create trigger lock_catalog before insert or delete or update of name, bundle_price, required_tier, status
  on tool_bundles for each statement execute function app.lock_catalog();
create trigger lock_catalog before insert or delete or update
  on bundle_tools for each statement execute function app.lock_catalog();

-- Holds what these tools and bundles depend on: no editor is at work and no count moves until this transaction ends. It
-- locks rows in the order of their ids.
create or replace function app.hold_catalog(p_tool_ids uuid[], p_bundle_ids uuid[]) returns void
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

-- Keeps original_price of bundles equal to the sum of their tools' prices. Nobody else may write that column. It locks
-- bundles in the order of their ids, and no harder than the update itself will.
create or replace function app.sum_bundle_prices(p_bundle_ids uuid[]) returns void
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

-- A tool's price is part of the sums of the bundles that hold it.
create or replace function app.sum_bundles_after_price_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
begin
  perform app.sum_bundle_prices(array(select bundle_id from bundle_tools where tool_id = new.id));
  return null;
end
$$;

create trigger sum_bundle_prices after update of price on marketplace_tools
  for each row when (old.price <> new.price) execute function app.sum_bundles_after_price_change();

-- A bundle's contents decide its sum. They are edited with the bundle, so a change of them counts as a revision of it.
create or replace function app.keep_after_content_change() returns trigger
language plpgsql security definer set search_path = public, pg_temp
as $$
declare
  v_bundle_ids uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct bundle_id) into v_bundle_ids from new_rows;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct bundle_id) into v_bundle_ids from old_rows;
  else
    select array_agg(distinct bundle_id) into v_bundle_ids
    from (select bundle_id from new_rows union select bundle_id from old_rows) changed;
  end if;
  perform app.sum_bundle_prices(v_bundle_ids);
  update tool_bundles set revision = revision + 1 where id = any (v_bundle_ids);
  return null;
end
$$;

create trigger keep_after_content_insert after insert on bundle_tools referencing new table as new_rows
  for each statement execute function app.keep_after_content_change();
create trigger keep_after_content_delete after delete on bundle_tools referencing old table as old_rows
  for each statement execute function app.keep_after_content_change();
create trigger keep_after_content_update after update on bundle_tools referencing old table as old_rows new table as new_rows
  for each statement execute function app.keep_after_content_change();

create trigger audit after insert or update or delete on bundle_tools for each row execute function app.audit_row('bundle_tool');
