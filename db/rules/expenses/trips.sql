-- A trip is an expense by the mile, in the category of cars. The database works out its amount, whoever writes it, and how
-- much of a vehicle's other costs is deductible beside its miles.

-- The standard rates for business miles, cents, from a day on. `mileage-rates.ts` says where they were published; a test holds
-- both to each other.
create or replace function app.mileage_rates() returns table (first_day date, rate numeric)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  values (date '2020-01-01', 57.5), ('2021-01-01', 56), ('2022-01-01', 58.5), ('2022-07-01', 62.5), ('2023-01-01', 65.5),
    ('2024-01-01', 67), ('2025-01-01', 70), ('2026-01-01', 72.5), ('2026-07-01', 76)
$$;

-- Returns the rate of a day, cents; of a year whose rate is not known here the latest one.
create or replace function app.find_mileage_rate(p_date date) returns numeric
language sql immutable
set search_path = pg_catalog, pg_temp
as $$ select rate from app.mileage_rates() where first_day <= p_date order by first_day desc limit 1 $$;

-- Returns the highest percent of a vehicle's cost that is deductible beside its miles. By the rate: parking and tolls whole,
-- loan interest and property tax as far as it is driven for the business, everything else is in the rate. A person's
-- vehicle: parking and tolls; what they were paid back for miles counts with the trips, never twice. Actual costs: all as far as
-- it is driven for the business, which is nothing while that is not known.
create or replace function app.vehicle_cost_limit(
  p_method vehicle_method, p_is_of_person boolean, p_business_percent numeric, p_irs_category irs_category, p_is_parking_or_toll boolean)
returns numeric
language sql immutable
set search_path = public, pg_temp
as $$
  select case
    when p_is_parking_or_toll then 100
    when p_is_of_person then 0
    when p_method = 'ACTUAL' or p_irs_category in ('OTHER_INTEREST', 'TAXES_AND_LICENSES') then coalesce(p_business_percent, 0)
    else 0 end
$$;

-- Returns that highest percent for a cost of a vehicle on a day.
create or replace function app.find_vehicle_limit(p_organization_id uuid, p_vehicle_id uuid, p_date date, p_category_id uuid,
  p_is_parking_or_toll boolean) returns numeric
language sql stable
set search_path = public, pg_temp
as $$
  select app.vehicle_cost_limit(
    app.vehicle_method(p_organization_id, p_vehicle_id, extract(year from p_date)::integer),
    exists (select from vehicles where organization_id = p_organization_id and id = p_vehicle_id and person_id is not null),
    (select business_percent from vehicle_years
      where organization_id = p_organization_id and vehicle_id = p_vehicle_id and tax_year = extract(year from p_date)),
    (select irs_category from expense_categories where id = p_category_id), p_is_parking_or_toll)
$$;

-- Works out what is written of a trip, and holds a cost of a vehicle to its limit. A person's trip costs at most what they
-- were paid back, and counts only if they were.
create or replace function app.apply_vehicle_rules() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_vehicle vehicles;
  v_method vehicle_method;
begin
  if new.vehicle_id is not null then
    select * into v_vehicle from vehicles where organization_id = new.organization_id and id = new.vehicle_id;
    if v_vehicle.person_id <> new.user_id and current_setting('app.current_org_role', true) = 'MEMBER' then
      -- To them it does not exist.
      raise foreign_key_violation using message = 'this vehicle is neither the taxpayer''s nor of who spent',
        table = tg_table_name, constraint = 'expenses_vehicle';
    end if;
    v_method := app.vehicle_method(new.organization_id, new.vehicle_id, extract(year from new.date)::integer);
  end if;

  if new.mileage_distance is null then
    new.deduction_percent := least(new.deduction_percent,
      app.find_vehicle_limit(new.organization_id, new.vehicle_id, new.date, new.category_id, new.is_parking_or_toll));
    return new;
  end if;

  -- Trips from before there were vehicles can be decided and moved to a property as they are.
  if tg_op = 'INSERT' or (old.date, old.vehicle_id, old.mileage_distance, old.mileage_from, old.mileage_to, old.mileage_purpose)
      is distinct from (new.date, new.vehicle_id, new.mileage_distance, new.mileage_from, new.mileage_to, new.mileage_purpose) then
    if new.mileage_distance not between 0.1 and 9999.9 then
      raise check_violation using message = 'a trip is 0.1 to 9,999.9 miles', table = tg_table_name, constraint = 'expenses_trip_range';
    elsif new.vehicle_id is null or new.mileage_from is null or new.mileage_to is null or new.mileage_purpose is null then
      raise check_violation using message = 'a trip has a vehicle, a start, an end and a purpose',
        table = tg_table_name, constraint = 'expenses_trip_complete';
    elsif new.date < v_vehicle.first_used_on or new.date > v_vehicle.last_used_on then
      raise check_violation using message = 'the vehicle is not in use on that day',
        table = tg_table_name, constraint = 'expenses_trip_vehicle_in_use';
    end if;
  end if;
  select id into new.category_id from expense_categories where organization_id is null and code = 'CAR';
  if new.mileage_from is not null and new.mileage_to is not null then
    new.merchant := left(new.mileage_from || ' to ' || new.mileage_to, 200);
  end if;
  new.mileage_rate := app.find_mileage_rate(new.date);
  new.amount := round(new.mileage_distance * new.mileage_rate);
  if v_vehicle.person_id is null then
    new.reimbursed_amount := null;
    new.deduction_percent := case when v_method = 'ACTUAL' then 0 else 100 end;
  else
    new.amount := least(new.amount, coalesce(new.reimbursed_amount, new.amount));
    new.deduction_percent := case when new.reimbursed_amount is null then 0 else 100 end;
  end if;
  new.is_deductible := true;
  new.payment_method := null;
  new.payee_id := null;
  return new;
end
$$;

create trigger apply_vehicle_rules before insert or update of date, merchant, amount, category_id, is_deductible, deduction_percent,
  vehicle_id, mileage_start, mileage_end, mileage_distance, mileage_purpose, mileage_from, mileage_to, mileage_rate,
  reimbursed_amount, is_parking_or_toll, payment_method, payee_id on expenses
  for each row when (new.vehicle_id is not null or new.mileage_distance is not null) execute function app.apply_vehicle_rules();

-- Rewrites the percent of a vehicle's trips and costs in a year. Costs that stood at their limit follow it, up or down; those that
-- were set lower stay where they are, as far as they may.
create or replace function app.rewrite_vehicle_year(
  p_organization_id uuid, p_vehicle_id uuid, p_year integer, p_old_method vehicle_method, p_method vehicle_method, p_old_percent numeric,
  p_percent numeric)
returns void
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_is_of_person boolean;
begin
  select person_id is not null into v_is_of_person from vehicles where organization_id = p_organization_id and id = p_vehicle_id;
  if v_is_of_person or (p_old_method, p_old_percent) is not distinct from (p_method, p_percent) then
    return;
  end if;
  with limits as (
    select expense.id,
      case when expense.mileage_distance is not null then case when p_method = 'ACTUAL' then 0 else 100 end
        when expense.deduction_percent >= least(category.deduction_limit, before.most) then least(category.deduction_limit, after.most)
        else least(expense.deduction_percent, after.most) end as percent
    from expenses expense
    join expense_categories category on category.id = expense.category_id
    cross join lateral (select app.vehicle_cost_limit(p_old_method, false, p_old_percent, category.irs_category,
      expense.is_parking_or_toll) as most) before
    cross join lateral (select app.vehicle_cost_limit(p_method, false, p_percent, category.irs_category,
      expense.is_parking_or_toll) as most) after
    where expense.organization_id = p_organization_id and expense.vehicle_id = p_vehicle_id and expense.tax_year = p_year
  )
  update expenses set deduction_percent = limits.percent
  from limits
  where expenses.organization_id = p_organization_id and expenses.id = limits.id and expenses.deduction_percent <> limits.percent;
end
$$;

-- Measures how far a vehicle was driven for the business in a year: approved trips as percent of all its miles, which are known
-- once both readings of the odometer are; the costs of the year follow. Without a row of the year there is nothing to measure.
create or replace function app.measure_business_use(p_organization_id uuid, p_vehicle_id uuid, p_year integer, p_old_method vehicle_method)
returns void
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_year vehicle_years;
  v_percent numeric;
begin
  perform app.hold_vehicle(p_vehicle_id);
  select * into v_year from vehicle_years
  where organization_id = p_organization_id and vehicle_id = p_vehicle_id and tax_year = p_year;
  if not found then
    return;
  end if;
  -- Not by least(): it takes 100 where nothing is known.
  select case when v_year.odometer_end > v_year.odometer_start then
    round(least(100, 100 * coalesce(sum(mileage_distance), 0) / (v_year.odometer_end - v_year.odometer_start)), 2) end
  into v_percent
  from expenses
  where organization_id = p_organization_id and vehicle_id = p_vehicle_id and tax_year = p_year
    and mileage_distance is not null and status = 'APPROVED';
  if v_percent is distinct from v_year.business_percent then
    update vehicle_years set business_percent = v_percent
    where organization_id = p_organization_id and vehicle_id = p_vehicle_id and tax_year = p_year;
  end if;
  perform app.rewrite_vehicle_year(p_organization_id, p_vehicle_id, p_year, coalesce(p_old_method, v_year.method), v_year.method,
    v_year.business_percent, v_percent);
end
$$;

-- Every trip that comes, goes, changes or is decided changes how far its vehicle was driven for the business.
create or replace function app.count_trip() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if tg_op <> 'INSERT' and old.mileage_distance is not null and old.vehicle_id is not null then
    perform app.measure_business_use(old.organization_id, old.vehicle_id, old.tax_year, null);
  end if;
  if tg_op = 'INSERT' or tg_op = 'UPDATE' and (old.vehicle_id, old.tax_year) is distinct from (new.vehicle_id, new.tax_year)
      or tg_op = 'UPDATE' and old.mileage_distance is null then
    if new.mileage_distance is not null and new.vehicle_id is not null then
      perform app.measure_business_use(new.organization_id, new.vehicle_id, new.tax_year, null);
    end if;
  end if;
  return null;
end
$$;

-- It comes after the trigger that refuses closed years, by name.
create trigger share_business_use after insert or delete or update of date, status, vehicle_id, mileage_distance on expenses
  for each row execute function app.count_trip();

-- Adds a trip (no version) or changes one that is at that version, for the viewer. Miles, or both readings of the odometer, say
-- how far it was. Sent twice, it writes once.
--
-- Outcomes: SAVED, OVERLAPS (saved, and the odometer says that another trip of the vehicle was at the same time); and with nothing
-- written NOT_ALLOWED (decided, or no seat), NOT_FOUND, CHANGED (since the page was opened), CLOSED (the year), NO_VEHICLE, NO_PROPERTY,
-- NOT_IN_USE (the vehicle, that day), WRONG_YEAR, WRONG_DISTANCE (none, too far, or more than the odometer says).
create or replace function app.save_trip(
  p_id uuid, p_version integer, p_date date, p_from text, p_to text, p_purpose text, p_vehicle_id uuid, p_odometer_start numeric,
  p_odometer_end numeric, p_distance numeric, p_listing_id uuid, p_reimbursed_amount integer, p_notes text)
returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_distance numeric := coalesce(p_distance, p_odometer_end - p_odometer_start);
  v_constraint text;
begin
  if v_distance is null then
    return 'WRONG_DISTANCE';
  end if;
  if not exists (select from vehicles where id = p_vehicle_id) then
    return 'NO_VEHICLE';
  end if;
  perform app.hold_vehicles(array[p_id], p_vehicle_id, array[extract(year from p_date)::integer]);
  if p_version is null then
    insert into expenses (id, organization_id, user_id, date, tax_year, merchant, amount, category_id, listing_id, notes, vehicle_id,
      mileage_from, mileage_to, mileage_purpose, mileage_start, mileage_end, mileage_distance, reimbursed_amount, status)
    select p_id, app.current_organization_id(), app.current_user_id(), p_date, extract(year from p_date), 'Trip', 1, category.id,
      p_listing_id, p_notes, p_vehicle_id, p_from, p_to, p_purpose, p_odometer_start, p_odometer_end, v_distance, p_reimbursed_amount,
      case when current_setting('app.current_org_role', true) = 'MEMBER' then 'PENDING' else 'APPROVED' end::expense_status
    from expense_categories category
    where category.organization_id is null and category.code = 'CAR'
    on conflict (id) do nothing;
    if not found and not exists (select from expenses where id = p_id) then
      return 'NOT_FOUND';
    end if;
  else
    update expenses set date = p_date, tax_year = extract(year from p_date), listing_id = p_listing_id, notes = p_notes,
      vehicle_id = p_vehicle_id, mileage_from = p_from, mileage_to = p_to, mileage_purpose = p_purpose, mileage_start = p_odometer_start,
      mileage_end = p_odometer_end, mileage_distance = v_distance, reimbursed_amount = p_reimbursed_amount,
      -- As app.status_of_change says of other expenses: what a MEMBER changes waits again, also once it was rejected.
      status = case when current_setting('app.current_org_role', true) = 'MEMBER' then 'PENDING'
        when status in ('PENDING', 'NEEDS_REVIEW') and user_id = app.current_user_id() and not exists (
          select from expense_settings where organization_id = app.current_organization_id() and approval_needs_another_person) then 'APPROVED'
        else status end::expense_status
    where id = p_id and version = p_version and mileage_distance is not null;
    if not found and not exists (select from expenses
        where id = p_id and (date, listing_id, notes, vehicle_id, mileage_from, mileage_to, mileage_purpose, mileage_start, mileage_end,
          mileage_distance) is not distinct from (p_date, p_listing_id, p_notes, p_vehicle_id, p_from, p_to, p_purpose, p_odometer_start,
          p_odometer_end, v_distance)) then
      return case
        when not exists (select from expenses where id = p_id and mileage_distance is not null) then 'NOT_FOUND'
        when exists (select from expenses where id = p_id and version = p_version) then 'NOT_ALLOWED'
        else 'CHANGED' end;
    end if;
  end if;
  return case when exists (
    select from expenses other
    where other.organization_id = app.current_organization_id() and other.vehicle_id = p_vehicle_id and other.id <> p_id
      and other.mileage_start < p_odometer_end and other.mileage_end > p_odometer_start) then 'OVERLAPS' else 'SAVED' end;
exception
  when insufficient_privilege then
    return 'NOT_ALLOWED';
  when foreign_key_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'expenses_vehicle' then
      return 'NO_VEHICLE';
    elsif v_constraint = 'expenses_listing' then
      return 'NO_PROPERTY';
    end if;
    raise;
  when check_violation then
    get stacked diagnostics v_constraint = constraint_name;
    if v_constraint = 'expenses_tax_year_open' then
      return 'CLOSED';
    elsif v_constraint = 'expenses_trip_vehicle_in_use' then
      return 'NOT_IN_USE';
    elsif v_constraint = 'expenses_tax_year_range' then
      return 'WRONG_YEAR';
    elsif v_constraint in ('expenses_trip_range', 'expenses_trip_distance', 'expenses_mileage', 'expenses_mileage_order') then
      return 'WRONG_DISTANCE';
    end if;
    raise;
end
$$;
comment on function app.save_trip is
  'Outcomes: SAVED, OVERLAPS, NOT_ALLOWED, NOT_FOUND, CHANGED, CLOSED, NO_VEHICLE, NO_PROPERTY, NOT_IN_USE, WRONG_YEAR, WRONG_DISTANCE.';

-- Deletes a trip that is at the version the page showed.
--
-- Outcomes: DELETED, NOT_FOUND, NOT_ALLOWED (decided), CHANGED, CLOSED. Only DELETED changes anything.
create or replace function app.delete_trip(p_id uuid, p_version integer) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  perform app.hold_vehicles(array[p_id], null, null);
  delete from expenses where id = p_id and version = p_version and mileage_distance is not null;
  if found then
    return 'DELETED';
  end if;
  return case
    when not exists (select from expenses where id = p_id and mileage_distance is not null) then 'NOT_FOUND'
    when exists (select from expenses where id = p_id and version = p_version) then 'NOT_ALLOWED'
    else 'CHANGED' end;
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint = 'expenses_tax_year_open' then
    return 'CLOSED';
  end if;
  raise;
end
$$;
comment on function app.delete_trip is 'Outcomes: DELETED, NOT_FOUND, NOT_ALLOWED, CHANGED, CLOSED.';

grant execute on function app.save_trip, app.delete_trip, app.mileage_rates, app.find_mileage_rate to lotline_app;
