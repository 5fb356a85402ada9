-- Platform admins edit bundles. A revision lets two editors notice each other, and one function saves a bundle with its
-- contents.

-- Counts a revision when something changes that somebody edits. Sums and counts follow from elsewhere and are no
-- revision.
create or replace function app.count_bundle_revision() returns trigger
language plpgsql set search_path = pg_catalog
as $$
begin
  if (new.slug, new.name, new.description, new.long_description, new.bundle_type, new.bundle_price, new.currency,
      new.required_tier, new.status, new.is_popular, new.icon)
    is distinct from (old.slug, old.name, old.description, old.long_description, old.bundle_type, old.bundle_price, old.currency,
      old.required_tier, old.status, old.is_popular, old.icon) then
    new.revision := old.revision + 1;
  end if;
  return new;
end
$$;

create trigger count_revision before update of slug, name, description, long_description, bundle_type, bundle_price, currency,
  required_tier, status, is_popular, icon on tool_bundles
  for each row execute function app.count_bundle_revision();

create trigger touch_updated_at before update of name, slug, description, long_description, bundle_type, bundle_price,
  original_price, required_tier, status, is_popular, icon on tool_bundles
  for each row execute function app.touch_updated_at();

-- Saves a bundle and what it holds, in this order, as a platform admin: all of it or nothing. The database keeps the
-- sum and the discount by itself.
--
--   p_id        of the bundle; a new one brings an id of its own choice, so that the same form sent twice makes one bundle
--   p_revision  that was edited; 0 for a new bundle
--   p_bundle    slug, name, description, long_description, bundle_type, bundle_price, required_tier, is_popular, icon
--   p_sum       what its tools cost together when the price was decided
--   p_status    null keeps the one it has; a new bundle is a draft
--
-- Outcomes: SAVED (also when all of it is so already), MISSING, STALE (somebody else changed it since), UNKNOWN_TOOL,
-- PRICES_CHANGED (the sum is another now), SLUG_TAKEN, OWNED (organizations own it, so it cannot become a draft again,
-- whose page nobody sees). Of what is on sale or is to be: TOO_FEW_TOOLS (less than two), UNSOLD_TOOLS,
-- PRICE_ABOVE_SUM, PRICE_TOO_LOW (less than a cent for each tool that has a price).
create or replace function app.save_bundle(p_id uuid, p_revision integer, p_bundle jsonb, p_tool_ids uuid[], p_sum bigint, p_status bundle_status)
returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_before tool_bundles;
  v_bundle tool_bundles := jsonb_populate_record(null::tool_bundles, p_bundle);
  v_sum bigint;
  v_known integer;
  v_sold integer;
  v_priced integer;
begin
  perform app.require_platform_admin();
  -- As any editor of the catalog, from here on: no price, content or address changes until this is through.
  perform pg_advisory_xact_lock(hashtextextended('catalog', 0));
  select * into v_before from tool_bundles where id = p_id for no key update;
  if not found and p_revision > 0 then
    return 'MISSING';
  end if;
  v_bundle.status := coalesce(p_status, v_before.status, 'DRAFT');
  if found and v_before.revision <> p_revision then
    return case when (v_bundle.slug, v_bundle.name, v_bundle.description, v_bundle.long_description, v_bundle.bundle_type,
        v_bundle.bundle_price, v_bundle.required_tier, v_bundle.is_popular, v_bundle.icon, v_bundle.status)
      is not distinct from (v_before.slug, v_before.name, v_before.description, v_before.long_description, v_before.bundle_type,
        v_before.bundle_price, v_before.required_tier, v_before.is_popular, v_before.icon, v_before.status)
      and p_tool_ids = array(select tool_id from bundle_tools where bundle_id = p_id order by position)
      then 'SAVED' else 'STALE' end;
  end if;

  select coalesce(sum(price), 0), count(*), count(*) filter (where is_sold),
    count(*) filter (where price > 0) into v_sum, v_known, v_sold, v_priced
  from marketplace_tools where id = any (p_tool_ids);
  if v_known <> cardinality(p_tool_ids) then
    return 'UNKNOWN_TOOL';
  elsif v_sum <> p_sum then
    return 'PRICES_CHANGED';
  elsif exists (select from tool_bundles where slug = v_bundle.slug and id <> p_id)
    or exists (select from former_slugs where kind = 'BUNDLE' and slug = v_bundle.slug and bundle_id <> p_id) then
    return 'SLUG_TAKEN';
  end if;
  if v_bundle.status = 'ACTIVE' then
    if v_known < 2 then
      return 'TOO_FEW_TOOLS';
    elsif v_sold < v_known then
      return 'UNSOLD_TOOLS';
    elsif v_bundle.bundle_price > v_sum then
      return 'PRICE_ABOVE_SUM';
    elsif v_bundle.bundle_price < v_priced then
      return 'PRICE_TOO_LOW';
    end if;
  elsif v_bundle.status = 'DRAFT' and v_before.status <> 'DRAFT'
    and exists (select from bundle_purchases where bundle_id = p_id and status = 'ACTIVE') then
    return 'OWNED';
  end if;

  if v_before.id is null then
    insert into tool_bundles (id, slug, name, description, long_description, bundle_type, bundle_price, required_tier, is_popular, icon, status)
    values (p_id, v_bundle.slug, v_bundle.name, v_bundle.description, v_bundle.long_description, v_bundle.bundle_type,
      v_bundle.bundle_price, v_bundle.required_tier, v_bundle.is_popular, v_bundle.icon, v_bundle.status);
  else
    update tool_bundles set slug = v_bundle.slug, name = v_bundle.name, description = v_bundle.description,
      long_description = v_bundle.long_description, bundle_type = v_bundle.bundle_type, bundle_price = v_bundle.bundle_price,
      required_tier = v_bundle.required_tier, is_popular = v_bundle.is_popular, icon = v_bundle.icon, status = v_bundle.status
    where id = p_id;
  end if;
  delete from bundle_tools where bundle_id = p_id and tool_id <> all (p_tool_ids);
  insert into bundle_tools (bundle_id, tool_id, position)
  select p_id, tool_id, position::integer from unnest(p_tool_ids) with ordinality as wanted (tool_id, position)
  on conflict (bundle_id, tool_id) do update set position = excluded.position where bundle_tools.position <> excluded.position;
  return 'SAVED';
end
$$;
comment on function app.save_bundle is
  'Outcomes: SAVED, MISSING, STALE, UNKNOWN_TOOL, PRICES_CHANGED, SLUG_TAKEN, OWNED, TOO_FEW_TOOLS, UNSOLD_TOOLS, PRICE_ABOVE_SUM, PRICE_TOO_LOW.';

create trigger audit after insert or update or delete on tool_bundles for each row
  execute function app.audit_row('bundle', 'purchase_count', 'updated_at', 'revision');

grant execute on function app.save_bundle to lotline_app;
