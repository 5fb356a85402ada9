-- An asset is written off over several years.

grant select (id, organization_id, listing_id, name, asset_class, basis, in_service_on, yearly_amounts, version, created_at,
  updated_at) on depreciable_assets to lotline_app;
grant insert (id, organization_id, listing_id, name, asset_class, basis, in_service_on,
  yearly_amounts) on depreciable_assets to lotline_app;
grant update (listing_id, name, asset_class, basis, in_service_on, yearly_amounts) on depreciable_assets to lotline_app;
grant delete on depreciable_assets to lotline_app;

create trigger audit after insert or update or delete on depreciable_assets for each row
  execute function app.audit_row('depreciable_asset', 'updated_at', 'version');

create trigger count_version before update on depreciable_assets for each row execute function app.count_version();
create trigger touch_updated_at before update on depreciable_assets for each row execute function app.touch_updated_at();
