-- A simulation computes the return of a property. It stays with who made it.

grant select (id, organization_id, user_id, name, description, address, city, state, zip_code, inputs, results,
  scenario_type, parent_simulation_id, market_data_id, demographics_id, is_shared, shared_with_users, is_template,
  template_category, calculation_version, tags, notes, last_viewed_at, created_at,
  updated_at) on reid_roi_simulations to lotline_app;
grant insert (id, organization_id, user_id, name, description, address, city, state, zip_code, inputs, results,
  scenario_type, parent_simulation_id, market_data_id, demographics_id, is_shared, shared_with_users, is_template,
  template_category, calculation_version, tags, notes, last_viewed_at) on reid_roi_simulations to lotline_app;
grant update (name, description, address, city, state, zip_code, inputs, results, scenario_type, parent_simulation_id,
  market_data_id, demographics_id, is_shared, shared_with_users, is_template, template_category, calculation_version,
  tags, notes, last_viewed_at) on reid_roi_simulations to lotline_app;
grant delete on reid_roi_simulations to lotline_app;

create trigger touch_updated_at before update on reid_roi_simulations for each row execute function app.touch_updated_at();
