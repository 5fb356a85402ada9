-- Expenses are entered, changed and taken out by these functions, which say why they refuse what the policies would refuse in
-- silence. `refunds-and-splits.sql` has what is made of expenses that are there.

-- Holds an expense of the viewer's organization that they may work on, until the end of the transaction: a MEMBER on their own, an
-- OWNER or ADMIN on all. Returns nothing of it otherwise, as if it were not there.
create or replace function app.hold_expense(p_id uuid) returns expenses
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_role org_role := app.lock_role();
  v_expense expenses;
begin
  if v_role in ('OWNER', 'ADMIN', 'MEMBER') and app.may_use_tool('expense-tax') then
    perform app.hold_vehicles(array[p_id], null, null);
    select * into v_expense from expenses
    where organization_id = app.current_organization_id() and id = p_id
      and (v_role <> 'MEMBER' or user_id = app.current_user_id()) for update;
  end if;
  return v_expense;
end
$$;

-- Says whether a change of an expense that was held is not this person's: once it is approved, a MEMBER asks those who decide.
create or replace function app.is_settled_for_viewer(p_expense expenses) returns boolean
language sql stable
set search_path = public, pg_temp
as $$ select p_expense.status = 'APPROVED' and current_setting('app.current_org_role', true) = 'MEMBER' $$;

-- Returns the status of an expense that the viewer enters or changes. OWNERs and ADMINs have decided about their own by that; what a
-- MEMBER changes waits again.
create or replace function app.status_of_change(p_user_id uuid, p_status expense_status) returns expense_status
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when current_setting('app.current_org_role', true) = 'MEMBER' then 'PENDING'
    when p_status in ('PENDING', 'NEEDS_REVIEW') and p_user_id = app.current_user_id()
      and not app.needs_another_person(app.current_organization_id()) then 'APPROVED'
    else p_status end
$$;

-- Says why an expense cannot have a category, a property, a payee or a vehicle: it is none of the organization's, or was put away since. What it
-- has already is not asked for. Null where nothing is wrong.
create or replace function app.refuse_references(p_before expenses, p_category_id uuid, p_listing_id uuid, p_payee_id uuid,
  p_vehicle_id uuid default null) returns text
language sql stable
set search_path = public, pg_temp
as $$
  select case
    when p_category_id is null or p_category_id is distinct from p_before.category_id and not exists (
      select from expense_categories where id = p_category_id and is_active
        and (organization_id is null or organization_id = app.current_organization_id())) then 'NO_CATEGORY'
    when p_listing_id is distinct from p_before.listing_id and p_listing_id is not null and not exists (
      select from listings where id = p_listing_id and is_active and organization_id = app.current_organization_id()) then 'NO_PROPERTY'
    when p_payee_id is distinct from p_before.payee_id and p_payee_id is not null and not exists (
      select from payees where id = p_payee_id and is_active and organization_id = app.current_organization_id()) then 'NO_PAYEE'
    when p_vehicle_id is distinct from p_before.vehicle_id and p_vehicle_id is not null and not exists (
      select from vehicles where id = p_vehicle_id and organization_id = app.current_organization_id()
        and (person_id is null or person_id = app.current_user_id() or current_setting('app.current_org_role', true) <> 'MEMBER')) then 'NO_VEHICLE' end
$$;
comment on function app.refuse_references is 'Outcomes: NO_CATEGORY, NO_PROPERTY, NO_PAYEE, NO_VEHICLE or null.';

-- Says whether two entries of an expense are what somebody typed in the same way.
create or replace function app.is_same_entry(p_one expenses, p_other expenses) returns boolean
language sql immutable
set search_path = pg_catalog
as $$
  select (p_one.date, p_one.merchant, p_one.amount, p_one.category_id, p_one.listing_id, p_one.payee_id, p_one.payment_method,
      p_one.vehicle_id, coalesce(p_one.is_parking_or_toll, false),
      case when p_one.is_deductible then p_one.deduction_percent else 0 end, p_one.description, p_one.notes)
    is not distinct from (p_other.date, p_other.merchant, p_other.amount, p_other.category_id, p_other.listing_id, p_other.payee_id,
      p_other.payment_method, p_other.vehicle_id, coalesce(p_other.is_parking_or_toll, false), case when p_other.is_deductible then p_other.deduction_percent else 0 end, p_other.description, p_other.notes)
$$;

-- Enters an expense, or changes one. Amounts are in cents.
--
--   p_id           of the new expense, made with its form: a second click enters nothing
--   p_version      that the change was made of; null for a new expense
--   p_category_id  null for a new expense whose merchant a rule knows
--   p_listing_id   of a new expense; null takes the rule's
--   p_percent      null for what the category starts with
--   p_vehicle_id   whose cost it is, which limits the percent beside its miles
--
-- Outcomes: SAVED, with the status it has now; NOT_ALLOWED, NOT_FOUND; TRIP (its amount is its miles'), DECIDED (approved: a MEMBER
-- changes it no more), CHANGED (since that version), EXISTS (entered before, with other values), NO_CATEGORY, NO_PROPERTY, NO_PAYEE, NO_VEHICLE,
-- PERCENT_TOO_HIGH with the limit, OTHER_YEAR (no books are kept of it), CLOSED_YEAR, LESS_THAN_REFUNDED. Only SAVED writes anything.
create or replace function app.save_expense(p_id uuid, p_version integer, p_date date, p_merchant text, p_amount integer,
  p_category_id uuid, p_listing_id uuid, p_payee_id uuid, p_payment_method expense_payment_method, p_percent numeric,
  p_description text, p_notes text, p_vehicle_id uuid default null, p_is_parking_or_toll boolean default false)
returns table (outcome text, status expense_status, percent_limit numeric)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_year integer := extract(year from p_date)::integer;
  v_role org_role := app.lock_role();
  v_before expenses;
  v_rule merchant_rules;
  v_after expenses;
  v_is_same boolean;
begin
  if v_role is null or v_role = 'VIEWER' or not app.may_use_tool('expense-tax') then
    outcome := 'NOT_ALLOWED';
    return next;
    return;
  end if;
  perform app.hold_vehicles(array[p_id], p_vehicle_id, array[v_year]);
  if p_version is null then
    select * into v_before from expenses where id = p_id;
    if found and (v_before.organization_id <> v_organization_id or v_before.user_id <> app.current_user_id()) then
      outcome := 'NOT_ALLOWED';
      return next;
      return;
    end if;
    if p_category_id is null or p_listing_id is null then
      v_rule := app.find_merchant_rule(v_organization_id, p_merchant);
    end if;
    v_after.user_id := app.current_user_id();
  else
    v_before := app.hold_expense(p_id);
    -- Two refunds that are changed at once count one after the other.
    perform 1 from expenses where organization_id = v_organization_id and id = v_before.refund_of for update;
    v_after.user_id := v_before.user_id;
    outcome := case when v_before.id is null then 'NOT_FOUND' when v_before.mileage_distance is not null then 'TRIP'
      when app.is_settled_for_viewer(v_before) then 'DECIDED' end;
    if outcome is not null then
      return next;
      return;
    end if;
  end if;

  v_after.date := p_date;
  v_after.merchant := p_merchant;
  v_after.amount := p_amount;
  v_after.payee_id := p_payee_id;
  v_after.payment_method := p_payment_method;
  v_after.vehicle_id := p_vehicle_id;
  v_after.is_parking_or_toll := p_vehicle_id is not null and p_is_parking_or_toll;
  v_after.description := nullif(p_description, '');
  v_after.notes := nullif(p_notes, '');
  if v_before.refund_of is not null then
    v_after.category_id := v_before.category_id;
    v_after.listing_id := v_before.listing_id;
    v_after.is_deductible := v_before.is_deductible;
    v_after.deduction_percent := v_before.deduction_percent;
  else
    v_after.category_id := coalesce(p_category_id, v_rule.category_id);
    -- A rule's property belongs to its category: another category is another thing.
    v_after.listing_id := coalesce(p_listing_id, case when v_rule.category_id = v_after.category_id then v_rule.listing_id end);
    percent_limit := app.deduction_limit(v_after.category_id, p_date);
    if p_vehicle_id is not null then
      percent_limit := least(percent_limit, app.find_vehicle_limit(v_organization_id, p_vehicle_id, p_date, v_after.category_id,
        v_after.is_parking_or_toll));
    end if;
    v_after.deduction_percent := coalesce(p_percent, least(app.starting_percent(v_after.category_id), percent_limit));
    -- The percent of a vehicle's cost follows its method and miles, also from nothing.
    v_after.is_deductible := v_after.deduction_percent > 0 or p_vehicle_id is not null and p_percent is null;
  end if;

  -- The same sent again is saved; anything else comes from a page that is older than the expense.
  v_is_same := app.is_same_entry(v_before, v_after);
  if v_before.id is not null and (v_is_same or v_before.version is distinct from p_version) then
    outcome := case when v_is_same then 'SAVED' when p_version is null then 'EXISTS' else 'CHANGED' end;
    status := v_before.status;
    return next;
    return;
  end if;

  outcome := case
    when v_year is null or not v_year = any (app.book_years()) then 'OTHER_YEAR'
    else app.refuse_references(v_before, v_after.category_id, v_after.listing_id, v_after.payee_id, p_vehicle_id) end;
  if outcome is null and v_before.refund_of is null and v_after.deduction_percent > percent_limit then
    outcome := 'PERCENT_TOO_HIGH';
  elsif outcome is null and app.find_closed_year(v_organization_id, array[v_before.tax_year, v_year]) is not null then
    outcome := 'CLOSED_YEAR';
  elsif outcome is null and v_before.id is not null and (app.sum_refunds(v_organization_id, p_id) > p_amount
      or v_before.refund_of is not null and v_before.status <> 'REJECTED'
        and app.sum_refunds(v_organization_id, v_before.refund_of, p_id) + p_amount > (select amount from expenses where id = v_before.refund_of)) then
    outcome := 'LESS_THAN_REFUNDED';
  end if;
  if outcome is not null then
    return next;
    return;
  end if;

  if v_before.id is null then
    insert into expenses (id, organization_id, user_id, date, tax_year, merchant, amount, category_id, listing_id, payee_id,
      payment_method, vehicle_id, is_parking_or_toll, is_deductible, deduction_percent, description, notes, status)
    values (p_id, v_organization_id, v_after.user_id, p_date, v_year, p_merchant, p_amount, v_after.category_id, v_after.listing_id,
      p_payee_id, p_payment_method, p_vehicle_id, v_after.is_parking_or_toll, v_after.is_deductible, v_after.deduction_percent, v_after.description, v_after.notes,
      app.status_of_change(v_after.user_id, 'PENDING'))
    on conflict (id) do nothing returning expenses.status into status;
    outcome := case when found then 'SAVED' else 'EXISTS' end;
  else
    update expenses expense set date = p_date, tax_year = v_year, merchant = p_merchant, amount = p_amount, category_id = v_after.category_id,
      listing_id = v_after.listing_id, payee_id = p_payee_id, payment_method = p_payment_method, vehicle_id = p_vehicle_id,
      is_parking_or_toll = v_after.is_parking_or_toll, is_deductible = v_after.is_deductible, deduction_percent = v_after.deduction_percent, description = v_after.description, notes = v_after.notes,
      status = app.status_of_change(v_before.user_id, v_before.status)
    where expense.organization_id = v_organization_id and expense.id = p_id returning expense.status into status;
    outcome := 'SAVED';
  end if;
  return next;
end
$$;
comment on function app.save_expense is
  'Outcomes: SAVED, NOT_ALLOWED, NOT_FOUND, TRIP, DECIDED, CHANGED, EXISTS, NO_CATEGORY, NO_PROPERTY, NO_PAYEE, NO_VEHICLE, PERCENT_TOO_HIGH, OTHER_YEAR, CLOSED_YEAR, LESS_THAN_REFUNDED.';

-- Takes out an expense that is held, with its receipts.
--
-- Outcomes: DELETED; DECIDED (approved: a MEMBER takes it out no more), CLOSED_YEAR, HAS_REFUNDS, HAS_PARTS (it has the receipts of the
-- other parts of its split).
create or replace function app.remove_held_expense(p_expense expenses) returns text
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if app.is_settled_for_viewer(p_expense) then
    return 'DECIDED';
  elsif app.find_closed_year(p_expense.organization_id, array[p_expense.tax_year]) is not null then
    return 'CLOSED_YEAR';
  elsif exists (select from expenses where organization_id = p_expense.organization_id and refund_of = p_expense.id) then
    return 'HAS_REFUNDS';
  elsif p_expense.split_id = p_expense.id and exists (
      select from expenses where organization_id = p_expense.organization_id and split_id = p_expense.id and id <> p_expense.id) then
    return 'HAS_PARTS';
  end if;
  delete from expenses where organization_id = p_expense.organization_id and id = p_expense.id;
  return 'DELETED';
end
$$;
comment on function app.remove_held_expense is 'Outcomes: DELETED, DECIDED, CLOSED_YEAR, HAS_REFUNDS, HAS_PARTS.';

-- Takes out an expense as the page showed it.
--
-- Outcomes: DELETED, NOT_FOUND, CHANGED, and those of remove_held_expense.
create or replace function app.delete_expense(p_id uuid, p_version integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_expense expenses := app.hold_expense(p_id);
begin
  return case
    when v_expense.id is null then 'NOT_FOUND'
    when v_expense.version <> p_version then 'CHANGED'
    else app.remove_held_expense(v_expense) end;
end
$$;
comment on function app.delete_expense is 'Outcomes: DELETED, NOT_FOUND, CHANGED, DECIDED, CLOSED_YEAR, HAS_REFUNDS, HAS_PARTS.';

grant execute on function app.save_expense, app.delete_expense to lotline_app;
