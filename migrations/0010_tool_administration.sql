-- What editing the catalog rests on: changes of a tool are counted, and an address that was ever public stays valid.

-- Counts and dates the changes of what is said of a tool, so that whoever saves learns whether somebody else saved before
-- them. What the database keeps by itself is no change. (Generated columns are not computed yet when this runs.)
create function app.count_tool_change() returns trigger
language plpgsql set search_path = pg_catalog
as $$
declare
  v_kept constant text[] := array['is_active', 'is_sold', 'search', 'purchase_count', 'rating', 'review_count', 'revision', 'updated_at'];
begin
  new.revision := old.revision;
  if to_jsonb(new) - v_kept is distinct from to_jsonb(old) - v_kept then
    new.revision := old.revision + 1;
    new.updated_at := now();
  end if;
  return new;
end
$$;

-- It dates every column, and only when one has changed.
drop trigger touch_updated_at on marketplace_tools;
create trigger count_change before update on marketplace_tools for each row execute function app.count_tool_change();

-- An address given up is kept for the tool or bundle that had it, and refused to every other; taking one's own back is
-- fine. Runs after the row is written: by then the unique key has waited for whoever else was changing that slug, so
-- what they gave up shows here. Refuses with the constraint name `former_slugs_other_item`.
create function app.keep_former_slug() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_kind line_kind := tg_argv[0];
begin
  delete from former_slugs where kind = v_kind and slug = new.slug and coalesce(tool_id, bundle_id) = new.id;
  if exists (select from former_slugs where kind = v_kind and slug = new.slug) then
    raise unique_violation using constraint = 'former_slugs_other_item', message = 'this slug leads to something else';
  end if;
  if tg_op = 'UPDATE' then
    insert into former_slugs (kind, slug, tool_id, bundle_id)
    values (v_kind, old.slug, case when v_kind = 'TOOL' then new.id end, case when v_kind = 'BUNDLE' then new.id end);
  end if;
  return null;
end
$$;

create trigger keep_former_slug_insert after insert on marketplace_tools
  for each row execute function app.keep_former_slug('TOOL');
create trigger keep_former_slug_update after update of slug on marketplace_tools
  for each row when (old.slug <> new.slug) execute function app.keep_former_slug('TOOL');
create trigger keep_former_slug_insert after insert on tool_bundles
  for each row execute function app.keep_former_slug('BUNDLE');
create trigger keep_former_slug_update after update of slug on tool_bundles
  for each row when (old.slug <> new.slug) execute function app.keep_former_slug('BUNDLE');
