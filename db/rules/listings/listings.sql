-- A listing is a property that expenses are booked on.

grant select (id, organization_id, address, city, state, zip_code, kind, is_active, created_at,
  updated_at) on listings to lotline_app;
grant insert (id, organization_id, address, city, state, zip_code, kind, is_active) on listings to lotline_app;
grant update (address, city, state, zip_code, kind, is_active) on listings to lotline_app;
grant delete on listings to lotline_app;

create trigger touch_updated_at before update on listings for each row execute function app.touch_updated_at();
