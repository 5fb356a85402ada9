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

-- Templates come with ELITE. Below it they stay as they are: whoever may not make one changes none either.
create or replace function app.check_simulation_template() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.current_user_id() is not null
    and (select subscription_tier from organizations where id = new.organization_id) < 'ELITE'::subscription_tier then
    raise check_violation using message = 'templates come with ELITE',
      table = 'reid_roi_simulations', constraint = 'reid_roi_simulations_template_tier';
  end if;
  return new;
end
$$;

create trigger check_simulation_template before insert or update on reid_roi_simulations
  for each row when (new.is_template) execute function app.check_simulation_template();

-- Saves a calculation. The policies decide who may, and a trigger counts it; the same one sent twice is saved once.
--
--   p_market_data_id  the figures it was filled from; those that are not there are not noted
--
-- Outcomes: SAVED; LIMIT (all of this month are used); NOT_ALLOWED.
create or replace function app.save_simulation(p_id uuid, p_name text, p_address text, p_city text, p_state text, p_zip_code text, p_notes text,
  p_strategy reid_strategy, p_inputs jsonb, p_results jsonb, p_version text, p_market_data_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  insert into reid_roi_simulations (id, organization_id, user_id, name, address, city, state, zip_code, notes, strategy, inputs, results,
    calculation_version, market_data_id)
  values (p_id, app.current_organization_id(), app.current_user_id(), p_name, p_address, p_city, p_state, p_zip_code, p_notes, p_strategy,
    p_inputs, p_results, p_version, (select id from reid_market_data where id = p_market_data_id))
  on conflict (id) do nothing;
  return case when exists (select from reid_roi_simulations where id = p_id and user_id = app.current_user_id())
    then 'SAVED' else 'NOT_ALLOWED' end;
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'reid_monthly_uses_limit' then
      return 'LIMIT';
    end if;
    raise;
end
$$;
comment on function app.save_simulation is 'Outcomes: SAVED, LIMIT, NOT_ALLOWED.';

-- Adds a variation of a simulation that the viewer may change; it is shared as its base is.
--
-- Outcomes: ADDED; TOO_MANY (five scenarios); NOT_FOUND; IS_SCENARIO (it varies another one itself).
create or replace function app.add_scenario(p_id uuid, p_base_id uuid, p_type reid_scenario_type, p_name text, p_inputs jsonb, p_results jsonb,
  p_version text) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
  v_base reid_roi_simulations;
begin
  -- Locking asks for the right to change it.
  select * into v_base from reid_roi_simulations where id = p_base_id for update;
  if v_base.id is null then
    return 'NOT_FOUND';
  elsif v_base.parent_simulation_id is not null then
    return 'IS_SCENARIO';
  end if;
  insert into reid_roi_simulations (id, organization_id, user_id, name, address, city, state, zip_code, strategy, inputs, results,
    scenario_type, parent_simulation_id, is_shared, calculation_version)
  values (p_id, v_base.organization_id, app.current_user_id(), p_name, v_base.address, v_base.city, v_base.state, v_base.zip_code,
    v_base.strategy, p_inputs, p_results, p_type, p_base_id, v_base.is_shared, p_version)
  on conflict (id) do nothing;
  return 'ADDED';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint = 'reid_roi_simulations_five_scenarios' then
    return 'TOO_MANY';
  end if;
  raise;
end
$$;
comment on function app.add_scenario is 'Outcomes: ADDED, TOO_MANY, NOT_FOUND, IS_SCENARIO.';

-- Changes the inputs and the results of a simulation that the viewer may change; saved ones are changed without being counted again,
-- and a scenario with inputs of one's own is a custom one.
--
--   p_seen  when it was changed last before the page was made, as text
--
-- Outcomes: CHANGED; STALE (somebody changed it meanwhile); NEEDS_ELITE (a template); NOT_FOUND.
create or replace function app.change_simulation(p_id uuid, p_seen text, p_strategy reid_strategy, p_inputs jsonb, p_results jsonb, p_version text)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_simulation reid_roi_simulations;
begin
  select * into v_simulation from reid_roi_simulations where id = p_id for update;
  if v_simulation.id is null then
    return 'NOT_FOUND';
  elsif (v_simulation.strategy, v_simulation.inputs, v_simulation.results, v_simulation.calculation_version)
      = (p_strategy, p_inputs, p_results, p_version) then
    return 'CHANGED';
  elsif v_simulation.updated_at::text <> p_seen then
    return 'STALE';
  end if;
  update reid_roi_simulations set strategy = p_strategy, inputs = p_inputs, results = p_results, calculation_version = p_version,
    scenario_type = case when parent_simulation_id is null or inputs = p_inputs then scenario_type else 'CUSTOM'::reid_scenario_type end
  where id = p_id;
  return 'CHANGED';
exception when check_violation then
  return 'NEEDS_ELITE';
end
$$;
comment on function app.change_simulation is 'Outcomes: CHANGED, STALE, NEEDS_ELITE, NOT_FOUND.';

-- Shows a simulation and its scenarios to the organization, or to their owner alone.
--
-- Outcomes: CHANGED; NEEDS_ELITE (a template); NOT_FOUND.
create or replace function app.share_simulation(p_id uuid, p_is_shared boolean) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update reid_roi_simulations set is_shared = p_is_shared where id = p_id;
  if not found then
    return 'NOT_FOUND';
  end if;
  update reid_roi_simulations set is_shared = p_is_shared where parent_simulation_id = p_id and is_shared <> p_is_shared;
  return 'CHANGED';
exception when check_violation then
  return 'NEEDS_ELITE';
end
$$;
comment on function app.share_simulation is 'Outcomes: CHANGED, NEEDS_ELITE, NOT_FOUND.';

-- Makes a simulation a template, which the organization begins others with, or an ordinary one again.
--
-- Outcomes: CHANGED; NEEDS_ELITE; NOT_FOUND.
create or replace function app.use_simulation_as_template(p_id uuid, p_is_template boolean) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  update reid_roi_simulations set is_template = p_is_template, is_shared = is_shared or p_is_template where id = p_id;
  return case when found then 'CHANGED' else 'NOT_FOUND' end;
exception when check_violation then
  return 'NEEDS_ELITE';
end
$$;
comment on function app.use_simulation_as_template is 'Outcomes: CHANGED, NEEDS_ELITE, NOT_FOUND.';

grant execute on function app.save_simulation, app.add_scenario, app.change_simulation, app.share_simulation, app.use_simulation_as_template
  to lotline_app;
