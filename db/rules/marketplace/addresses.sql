-- An address that was ever public stays valid: it leads to the tool or bundle that had it, under whatever slug that has
-- now.

grant select on former_slugs to lotline_app;

-- Keeps a slug that was given up for the tool or bundle that had it, and refuses it to every other; taking one's own
-- back is fine. It runs after the row is written: by then the unique key has waited for whoever else was changing that
-- slug, so what they gave up shows here. It refuses with the constraint name `former_slugs_other_item`.
create or replace function app.keep_former_slug() returns trigger
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
