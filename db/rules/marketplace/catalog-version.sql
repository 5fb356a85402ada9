-- Public pages are made once for everybody and kept. The version of the catalog says whether one still tells the truth: it counts the
-- transactions that changed what such a page says about tools, bundles and reviews. How many organizations own something changes with
-- every order and counts as nothing: pages are kept for a minute at most, and that may be as old.
--
-- It is counted when the transaction commits, so that nobody waits for the row until then.

grant select on catalog_version to lotline_app;

create or replace function app.count_catalog_change() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  -- Once for all rows of a transaction.
  if current_setting('app.counted_catalog_change', true) is distinct from pg_current_xact_id()::text then
    update catalog_version set version = version + 1;
    perform set_config('app.counted_catalog_change', pg_current_xact_id()::text, true);
  end if;
  return null;
end
$$;

create constraint trigger count_catalog_new after insert or delete on marketplace_tools deferrable initially deferred
  for each row execute function app.count_catalog_change();
create constraint trigger count_catalog_change after update on marketplace_tools deferrable initially deferred
  for each row when (old.purchase_count = new.purchase_count) execute function app.count_catalog_change();
create constraint trigger count_catalog_new after insert or delete on tool_bundles deferrable initially deferred
  for each row execute function app.count_catalog_change();
create constraint trigger count_catalog_change after update on tool_bundles deferrable initially deferred
  for each row when (old.purchase_count = new.purchase_count) execute function app.count_catalog_change();
create constraint trigger count_catalog_change after insert or update or delete on bundle_tools deferrable initially deferred
  for each row execute function app.count_catalog_change();
create constraint trigger count_catalog_change after insert or update or delete on tool_pictures deferrable initially deferred
  for each row execute function app.count_catalog_change();
create constraint trigger count_catalog_change after insert or update or delete on tool_reviews deferrable initially deferred
  for each row execute function app.count_catalog_change();
