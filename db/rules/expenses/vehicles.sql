-- Vehicles are driven for the business; each year says how their costs are deducted: by a rate for each mile, or by what
-- they cost, as far as they are driven for the business. `trips.sql` says what that makes of trips and costs.

grant select (id, organization_id, name, person_id, first_used_on, last_used_on, version, created_at,
  updated_at) on vehicles to lotline_app;
grant insert (id, organization_id, name, person_id, first_used_on, last_used_on) on vehicles to lotline_app;
grant update (name, first_used_on, last_used_on) on vehicles to lotline_app;
grant delete on vehicles to lotline_app;

grant select (organization_id, vehicle_id, tax_year, method, odometer_start, odometer_end, business_percent, commuting_miles,
  is_available_for_personal_use, has_another_vehicle, has_evidence, is_evidence_written, version, created_at,
  updated_at) on vehicle_years to lotline_app;
grant insert (organization_id, vehicle_id, tax_year, method, odometer_start, odometer_end, commuting_miles,
  is_available_for_personal_use, has_another_vehicle, has_evidence, is_evidence_written) on vehicle_years to lotline_app;
grant update (method, odometer_start, odometer_end, commuting_miles, is_available_for_personal_use, has_another_vehicle,
  has_evidence, is_evidence_written) on vehicle_years to lotline_app;
grant delete on vehicle_years to lotline_app;

create trigger count_version before update on vehicles for each row execute function app.count_version();
create trigger touch_updated_at before update on vehicles for each row execute function app.touch_updated_at();
-- What follows from the trips is no change of the form that people fill in.
create trigger count_version before update of method, odometer_start, odometer_end, commuting_miles,
  is_available_for_personal_use, has_another_vehicle, has_evidence, is_evidence_written on vehicle_years
  for each row execute function app.count_version();
create trigger touch_updated_at before update on vehicle_years for each row execute function app.touch_updated_at();

-- Returns how a vehicle's costs are deducted in a year: as the last year said that says so, else by the standard rate. A
-- person's vehicle knows the rate only.
create or replace function app.vehicle_method(p_organization_id uuid, p_vehicle_id uuid, p_year integer) returns vehicle_method
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((
    select method from vehicle_years
    where organization_id = p_organization_id and vehicle_id = p_vehicle_id and tax_year <= p_year
    order by tax_year desc limit 1), 'STANDARD')
$$;

-- Counts the vehicles of the taxpayer that were in use on the day of the year on which they were most.
create or replace function app.count_vehicles_at_once(p_organization_id uuid, p_year integer) returns integer
language sql stable
set search_path = public, pg_temp
as $$
  with used as (
    select greatest(first_used_on, make_date(p_year, 1, 1)) as first_day, coalesce(last_used_on, 'infinity') as last_day
    from vehicles
    where organization_id = p_organization_id and person_id is null
      and first_used_on <= make_date(p_year, 12, 31) and coalesce(last_used_on, 'infinity') >= make_date(p_year, 1, 1)
  )
  select coalesce(max((select count(*) from used other where used.first_day between other.first_day and other.last_day)), 0)::integer
  from used
$$;

-- The standard rate is not for five or more vehicles at once (Rev. Proc. 2019-46, section 4.05(1)). It looks at open years only:
-- what was closed stays. It is deferred, because a vehicle and the method of its first year are written one after the other.
create or replace function app.refuse_rate_of_fleet() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := case tg_op when 'DELETE' then old.organization_id else new.organization_id end;
  v_year integer;
begin
  -- One at a time, so that two who add a vehicle do not each see four.
  perform pg_advisory_xact_lock(hashtextextended('vehicles ' || v_organization_id, 0));
  foreach v_year in array app.book_years() loop
    if app.count_vehicles_at_once(v_organization_id, v_year) >= 5
        and not exists (select from closed_tax_years where organization_id = v_organization_id and tax_year = v_year)
        and exists (select from vehicles
          where organization_id = v_organization_id and person_id is null
            and first_used_on <= make_date(v_year, 12, 31) and coalesce(last_used_on, 'infinity') >= make_date(v_year, 1, 1)
            and app.vehicle_method(v_organization_id, id, v_year) = 'STANDARD') then
      raise check_violation using message = format('five vehicles at once in %s cannot have the standard rate', v_year),
        table = tg_table_name, constraint = 'vehicles_five_at_once';
    end if;
  end loop;
  return null;
end
$$;

create constraint trigger refuse_rate_of_fleet after insert or update of first_used_on, last_used_on on vehicles
  deferrable initially deferred for each row execute function app.refuse_rate_of_fleet();
create constraint trigger refuse_rate_of_fleet after insert or update of method or delete on vehicle_years
  deferrable initially deferred for each row execute function app.refuse_rate_of_fleet();

-- A vehicle is in use on every day of its trips.
create or replace function app.keep_trips_in_use() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if exists (select from expenses
      where organization_id = new.organization_id and vehicle_id = new.id and mileage_distance is not null
        and (date < new.first_used_on or date > new.last_used_on)) then
    raise check_violation using message = 'the vehicle has trips on days it would not be in use',
      table = tg_table_name, constraint = 'vehicles_trips_in_use';
  end if;
  return null;
end
$$;

create trigger keep_trips_in_use after update of first_used_on, last_used_on on vehicles
  for each row execute function app.keep_trips_in_use();

-- A method that changes, and odometers that do, rewrite the trips and costs of the year, and of the years after it that say no
-- method of their own. Actual costs in the first year are for good: that year is the vehicle's first in the books.
create or replace function app.apply_vehicle_year() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_row vehicle_years := case tg_op when 'DELETE' then old else new end;
  v_vehicle vehicles;
  v_first integer;
  v_next integer;
  v_method vehicle_method;
  v_old_method vehicle_method;
  v_year integer;
begin
  select * into v_vehicle from vehicles where organization_id = v_row.organization_id and id = v_row.vehicle_id;
  if not found then
    return null;  -- The vehicle itself was deleted.
  end if;
  v_first := greatest(extract(year from v_vehicle.first_used_on)::integer, 2020);
  if tg_op <> 'DELETE' then
    if new.tax_year < v_first or new.tax_year > extract(year from v_vehicle.last_used_on) then
      raise check_violation using message = 'the vehicle is not in use in that year',
        table = tg_table_name, constraint = 'vehicle_years_in_use';
    elsif new.method = 'ACTUAL' and v_vehicle.person_id is not null then
      raise check_violation using message = 'the vehicle of a person has the standard rate',
        table = tg_table_name, constraint = 'vehicle_years_of_person';
    end if;
  end if;
  if app.vehicle_method(v_row.organization_id, v_row.vehicle_id, v_first) = 'ACTUAL' and exists (
      select from vehicle_years
      where organization_id = v_row.organization_id and vehicle_id = v_row.vehicle_id and tax_year > v_first and method = 'STANDARD') then
    raise check_violation using message = 'a vehicle with actual costs in its first year keeps them',
      table = tg_table_name, constraint = 'vehicle_years_stay_actual';
  end if;

  v_method := app.vehicle_method(v_row.organization_id, v_row.vehicle_id, v_row.tax_year);
  v_old_method := case when tg_op = 'INSERT'
    then app.vehicle_method(v_row.organization_id, v_row.vehicle_id, v_row.tax_year - 1) else old.method end;
  select min(tax_year) into v_next from vehicle_years
  where organization_id = v_row.organization_id and vehicle_id = v_row.vehicle_id and tax_year > v_row.tax_year;
  if v_method <> v_old_method then
    foreach v_year in array app.book_years() loop
      if v_year > v_row.tax_year and (v_next is null or v_year < v_next) and exists (
          select from expenses
          where organization_id = v_row.organization_id and vehicle_id = v_row.vehicle_id and tax_year = v_year) then
        perform app.require_open_years(v_row.organization_id, array[v_year], tg_table_name);
        perform app.rewrite_vehicle_year(v_row.organization_id, v_row.vehicle_id, v_year, v_old_method, v_method, null, null);
      end if;
    end loop;
  end if;
  if tg_op = 'DELETE' then
    perform app.rewrite_vehicle_year(v_row.organization_id, v_row.vehicle_id, v_row.tax_year, v_old_method, v_method,
      old.business_percent, null);
  else
    perform app.measure_business_use(v_row.organization_id, v_row.vehicle_id, v_row.tax_year, v_old_method);
  end if;
  return null;
end
$$;

create trigger apply_vehicle_year after insert or update of method, odometer_start, odometer_end or delete on vehicle_years
  for each row execute function app.apply_vehicle_year();

-- Adds a vehicle (no version) or changes one that is at that version. The method is that of its first year, for a new vehicle.
-- Sent twice, it writes once.
--
-- Outcomes: SAVED; and with nothing written NOT_ALLOWED (somebody else's, or no seat), NOT_FOUND, CHANGED (since the page was
-- opened), FIVE_VEHICLES (too many for the standard rate), TRIPS_OUTSIDE (of the days of use), CLOSED (the first year).
create or replace function app.save_vehicle(
  p_id uuid, p_version integer, p_name text, p_person_id uuid, p_first_used_on date, p_last_used_on date, p_method vehicle_method)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_vehicle vehicles;
  v_constraint text;
begin
  if p_version is null then
    if p_person_id is not null and not exists (select from memberships
        where organization_id = app.current_organization_id() and user_id = p_person_id) then
      return 'NOT_ALLOWED';
    end if;
    insert into vehicles (id, organization_id, name, person_id, first_used_on, last_used_on)
    values (p_id, app.current_organization_id(), p_name, p_person_id, p_first_used_on, p_last_used_on)
    on conflict (id) do nothing;
    if found and p_method = 'ACTUAL' then
      insert into vehicle_years (organization_id, vehicle_id, tax_year, method)
      values (app.current_organization_id(), p_id, greatest(extract(year from p_first_used_on)::integer, 2020), p_method);
    end if;
  else
    -- No trip comes on a day that is taken off.
    perform app.hold_vehicles(null, p_id, null);
    update vehicles set name = p_name, first_used_on = p_first_used_on, last_used_on = p_last_used_on
    where id = p_id and version = p_version;
    if not found then
      select * into v_vehicle from vehicles where id = p_id;
      return case
        when v_vehicle.id is null then 'NOT_FOUND'
        when (v_vehicle.name, v_vehicle.first_used_on, v_vehicle.last_used_on)
          is not distinct from (p_name, p_first_used_on, p_last_used_on) then 'SAVED'
        when v_vehicle.version = p_version then 'NOT_ALLOWED'
        else 'CHANGED' end;
    end if;
  end if;
  set constraints refuse_rate_of_fleet immediate;
  return 'SAVED';
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'vehicles_five_at_once' then
      return 'FIVE_VEHICLES';
    elsif v_constraint = 'vehicles_trips_in_use' then
      return 'TRIPS_OUTSIDE';
    elsif v_constraint = 'vehicle_years_tax_year_open' then
      return 'CLOSED';
    end if;
    raise;
end
$$;
comment on function app.save_vehicle is
  'Outcomes: SAVED, NOT_ALLOWED, NOT_FOUND, CHANGED, FIVE_VEHICLES, TRIPS_OUTSIDE, CLOSED.';

-- Holds a vehicle until the end of the transaction. How far it was driven for the business follows from its trips, and how much of
-- its costs counts follows from that: of two who write any of it at once, the second sees what the first wrote.
create or replace function app.hold_vehicle(p_vehicle_id uuid) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$ select pg_advisory_xact_lock(hashtextextended('vehicle ' || p_vehicle_id, 0)) $$;

-- Holds years open, and then vehicles, of the viewer's organization until the end of the transaction. Whoever writes takes both before
-- any row, in this order, so that none of them waits for another who waits for them.
--
--   p_expense_ids  expenses that are about to change: their years and vehicles
--   p_vehicle_id   another vehicle, null for none
--   p_years        other years
create or replace function app.hold_vehicles(p_expense_ids uuid[], p_vehicle_id uuid, p_years integer[]) returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  perform app.find_closed_year(v_organization_id, p_years || array(
    select tax_year::integer from expenses where organization_id = v_organization_id and id = any (p_expense_ids)));
  perform app.hold_vehicle(id) from (
    select id from vehicles
    where organization_id = v_organization_id and (id = p_vehicle_id or id in (
      select vehicle_id from expenses where organization_id = v_organization_id and expenses.id = any (p_expense_ids)))
    order by id) held;
end
$$;

-- Says how a vehicle was used in a year. Without a version, nothing was said of that year before.
--
-- Outcomes: SAVED; and with nothing written NOT_ALLOWED, NOT_FOUND, CHANGED, CLOSED, FIVE_VEHICLES, STAYS_ACTUAL, NOT_IN_USE (that
-- year), OF_PERSON (actual costs are for vehicles of the taxpayer).
create or replace function app.save_vehicle_year(
  p_vehicle_id uuid, p_tax_year integer, p_version integer, p_method vehicle_method, p_odometer_start numeric, p_odometer_end numeric,
  p_commuting_miles numeric, p_is_available_for_personal_use boolean, p_has_another_vehicle boolean, p_has_evidence boolean,
  p_is_evidence_written boolean)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  if not exists (select from vehicles where id = p_vehicle_id) then
    return 'NOT_FOUND';
  end if;
  -- Years after it may follow.
  perform app.hold_vehicles(null, p_vehicle_id, array(select year from unnest(app.book_years()) year where year >= p_tax_year));
  if p_version is null then
    insert into vehicle_years (organization_id, vehicle_id, tax_year, method, odometer_start, odometer_end, commuting_miles,
      is_available_for_personal_use, has_another_vehicle, has_evidence, is_evidence_written)
    values (app.current_organization_id(), p_vehicle_id, p_tax_year, p_method, p_odometer_start, p_odometer_end, p_commuting_miles,
      p_is_available_for_personal_use, p_has_another_vehicle, p_has_evidence, p_is_evidence_written)
    on conflict do nothing;
  else
    update vehicle_years set method = p_method, odometer_start = p_odometer_start, odometer_end = p_odometer_end,
      commuting_miles = p_commuting_miles, is_available_for_personal_use = p_is_available_for_personal_use,
      has_another_vehicle = p_has_another_vehicle, has_evidence = p_has_evidence, is_evidence_written = p_is_evidence_written
    where vehicle_id = p_vehicle_id and tax_year = p_tax_year and version = p_version;
  end if;
  if not found then
    return case
      when exists (select from vehicle_years where vehicle_id = p_vehicle_id and tax_year = p_tax_year
        and (method, odometer_start, odometer_end, commuting_miles, is_available_for_personal_use, has_another_vehicle, has_evidence,
          is_evidence_written) is not distinct from (p_method, p_odometer_start, p_odometer_end, p_commuting_miles,
          p_is_available_for_personal_use, p_has_another_vehicle, p_has_evidence, p_is_evidence_written)) then 'SAVED'
      when exists (select from vehicle_years where vehicle_id = p_vehicle_id and tax_year = p_tax_year and version = p_version)
        then 'NOT_ALLOWED'
      else 'CHANGED' end;
  end if;
  set constraints refuse_rate_of_fleet immediate;
  return 'SAVED';
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'vehicles_five_at_once' then
      return 'FIVE_VEHICLES';
    elsif v_constraint = 'vehicle_years_stay_actual' then
      return 'STAYS_ACTUAL';
    elsif v_constraint = 'vehicle_years_in_use' then
      return 'NOT_IN_USE';
    elsif v_constraint = 'vehicle_years_of_person' then
      return 'OF_PERSON';
    elsif v_constraint in ('vehicle_years_tax_year_open', 'expenses_tax_year_open') then
      return 'CLOSED';
    end if;
    raise;
end
$$;
comment on function app.save_vehicle_year is
  'Outcomes: SAVED, NOT_ALLOWED, NOT_FOUND, CHANGED, CLOSED, FIVE_VEHICLES, STAYS_ACTUAL, NOT_IN_USE, OF_PERSON.';

-- Deletes a vehicle that nothing was booked on: one that was entered by mistake. Others end with their last day of use.
--
-- Outcomes: DELETED, IN_USE, NOT_FOUND, NOT_ALLOWED. Only DELETED changes anything.
create or replace function app.delete_vehicle(p_id uuid) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  delete from vehicles where id = p_id;
  if found then
    return 'DELETED';
  end if;
  return case when exists (select from vehicles where id = p_id) then 'NOT_ALLOWED' else 'NOT_FOUND' end;
exception
  -- Booked on by somebody, or with a closed year.
  when foreign_key_violation or check_violation then
    return 'IN_USE';
end
$$;
comment on function app.delete_vehicle is 'Outcomes: DELETED, IN_USE, NOT_FOUND, NOT_ALLOWED.';

grant execute on function app.vehicle_method, app.hold_vehicles, app.save_vehicle, app.save_vehicle_year, app.delete_vehicle to lotline_app;
