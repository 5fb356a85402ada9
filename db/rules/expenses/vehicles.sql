-- Vehicles are driven for the business; each year says how their costs are deducted.

grant select (id, organization_id, name, person_id, first_used_on, is_active, version, created_at,
  updated_at) on vehicles to lotline_app;
grant insert (id, organization_id, name, person_id, first_used_on, is_active) on vehicles to lotline_app;
grant update (name, first_used_on, is_active) on vehicles to lotline_app;
grant delete on vehicles to lotline_app;

grant select (organization_id, vehicle_id, tax_year, method, odometer_start, odometer_end, commuting_miles,
  is_available_for_personal_use, has_another_vehicle, has_evidence, is_evidence_written, version, created_at,
  updated_at) on vehicle_years to lotline_app;
grant insert (organization_id, vehicle_id, tax_year, method, odometer_start, odometer_end, commuting_miles,
  is_available_for_personal_use, has_another_vehicle, has_evidence, is_evidence_written) on vehicle_years to lotline_app;
grant update (method, odometer_start, odometer_end, commuting_miles, is_available_for_personal_use, has_another_vehicle,
  has_evidence, is_evidence_written) on vehicle_years to lotline_app;
grant delete on vehicle_years to lotline_app;

create trigger count_version before update on vehicles for each row execute function app.count_version();
create trigger touch_updated_at before update on vehicles for each row execute function app.touch_updated_at();
create trigger count_version before update on vehicle_years for each row execute function app.count_version();
create trigger touch_updated_at before update on vehicle_years for each row execute function app.touch_updated_at();
