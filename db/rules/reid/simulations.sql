-- A simulation computes the return of a property. It stays with who made it.

grant select (id, organization_id, user_id, name, description, address, city, state, zip_code, strategy, inputs, results,
  scenario_type, parent_simulation_id, market_data_id, demographics_id, is_shared, shared_with_users, is_template,
  template_category, calculation_version, tags, notes, last_viewed_at, created_at,
  updated_at) on reid_roi_simulations to lotline_app;
grant insert (id, organization_id, user_id, name, description, address, city, state, zip_code, strategy, inputs, results,
  scenario_type, parent_simulation_id, market_data_id, demographics_id, is_shared, shared_with_users, is_template,
  template_category, calculation_version, tags, notes, last_viewed_at) on reid_roi_simulations to lotline_app;
grant update (name, description, address, city, state, zip_code, strategy, inputs, results, scenario_type, parent_simulation_id,
  market_data_id, demographics_id, is_shared, shared_with_users, is_template, template_category, calculation_version,
  tags, notes, last_viewed_at) on reid_roi_simulations to lotline_app;
grant delete on reid_roi_simulations to lotline_app;

create trigger touch_updated_at before update on reid_roi_simulations for each row execute function app.touch_updated_at();

-- A base has at most five scenarios, and a scenario has none of its own.
create or replace function app.limit_scenarios() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('reid-scenarios:' || new.parent_simulation_id, 0));
  if exists (select from reid_roi_simulations
      where organization_id = new.organization_id and id = new.parent_simulation_id and parent_simulation_id is not null)
    or exists (select from reid_roi_simulations where organization_id = new.organization_id and parent_simulation_id = new.id) then
    raise check_violation using message = 'a scenario has no scenarios of its own',
      table = 'reid_roi_simulations', constraint = 'reid_roi_simulations_scenario_of_base';
  end if;
  if (select count(*) from reid_roi_simulations
      where organization_id = new.organization_id and parent_simulation_id = new.parent_simulation_id) > 5 then
    raise check_violation using message = 'a simulation has at most five scenarios',
      table = 'reid_roi_simulations', constraint = 'reid_roi_simulations_five_scenarios';
  end if;
  return null;
end
$$;

create trigger limit_scenarios after insert or update of parent_simulation_id on reid_roi_simulations
  for each row when (new.parent_simulation_id is not null) execute function app.limit_scenarios();
