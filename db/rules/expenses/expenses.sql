-- The person who enters an expense keeps it; OWNERs and ADMINs decide about it, as the policies say. The database notes who
-- decided and when, so no grant names those columns.

grant select (id, organization_id, user_id, date, merchant, amount, currency, category_id, description, notes,
  listing_id, is_deductible, deduction_percent, tax_year, is_refund, refund_of, split_id, payee_id, payment_method,
  vehicle_id, mileage_start, mileage_end, mileage_distance, mileage_purpose, mileage_from, mileage_to, mileage_rate,
  reimbursed_amount, is_parking_or_toll, net_amount, deductible_amount, recurring_id, import_id, import_line, quickbooks_id,
  quickbooks_synced, status, approved_by, approved_at, decision_note, version, created_at, updated_at) on expenses to lotline_app;
grant insert (id, organization_id, user_id, date, merchant, amount, currency, category_id, description, notes,
  listing_id, is_deductible, deduction_percent, tax_year, is_refund, refund_of, split_id, payee_id, payment_method,
  vehicle_id, mileage_start, mileage_end, mileage_distance, mileage_purpose, mileage_from, mileage_to, mileage_rate,
  reimbursed_amount, is_parking_or_toll, quickbooks_id, quickbooks_synced, status, decision_note) on expenses to lotline_app;
grant update (date, merchant, amount, currency, category_id, description, notes, listing_id, is_deductible,
  deduction_percent, tax_year, split_id, payee_id, payment_method, vehicle_id, mileage_start, mileage_end,
  mileage_distance, mileage_purpose, mileage_from, mileage_to, mileage_rate, reimbursed_amount,
  is_parking_or_toll, quickbooks_id, quickbooks_synced, status, decision_note) on expenses to lotline_app;
grant delete on expenses to lotline_app;

-- Returns the most percent of an expense that taxes count: its category's, but for meals of 2021 and 2022, of which those in a
-- restaurant counted whole.
create or replace function app.deduction_limit(p_category_id uuid, p_date date) returns numeric
language sql stable
set search_path = public, pg_temp
as $$
  select case when irs_category = 'MEALS' and extract(year from p_date) in (2021, 2022) then 100 else deduction_limit end
  from expense_categories where id = p_category_id
$$;

-- Returns the percent that an expense of a category starts with.
create or replace function app.starting_percent(p_category_id uuid) returns numeric
language sql stable
set search_path = public, pg_temp
as $$
  select case when default_deductible then deduction_limit else 0 end from expense_categories where id = p_category_id
$$;

-- Returns the sum (cents) of what came back of an expense, but for one refund. Those that were rejected never came.
create or replace function app.sum_refunds(p_organization_id uuid, p_expense_id uuid, p_but_id uuid default null) returns bigint
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce(sum(amount), 0)::bigint from expenses
  where organization_id = p_organization_id and refund_of = p_expense_id and status <> 'REJECTED' and id is distinct from p_but_id
$$;

-- A refund is what its expense is, and all refunds of an expense together are at most its amount: the expense is held, so that two
-- refunds at once are counted one after the other. Raises for a refund of what is not there, no money spent, or rejected.
create or replace function app.follow_refunded_expense() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_expense expenses;
begin
  select * into v_expense from expenses where organization_id = new.organization_id and id = new.refund_of for update;
  if v_expense.id is null or tg_op = 'INSERT' and current_setting('app.current_org_role', true) = 'MEMBER'
      and v_expense.user_id <> app.current_user_id() then
    raise foreign_key_violation using message = 'there is no such expense', table = 'expenses', constraint = 'expenses_refunded';
  elsif v_expense.is_refund or v_expense.mileage_distance is not null then
    raise check_violation using message = 'only money that was spent comes back', table = 'expenses', constraint = 'expenses_refundable';
  elsif new.status <> 'REJECTED' and v_expense.status = 'REJECTED' then
    raise check_violation using message = 'a rejected expense has no refunds', table = 'expenses', constraint = 'expenses_refund_of_rejected';
  elsif new.status <> 'REJECTED' and app.sum_refunds(new.organization_id, v_expense.id, new.id) + new.amount > v_expense.amount then
    raise check_violation using message = 'refunds are at most the amount of their expense', table = 'expenses', constraint = 'expenses_refunds_fit';
  end if;
  new.category_id := v_expense.category_id;
  new.listing_id := v_expense.listing_id;
  new.is_deductible := v_expense.is_deductible;
  new.deduction_percent := v_expense.deduction_percent;
  return new;
end
$$;

create trigger follow_refunded before insert or update on expenses for each row
  when (new.refund_of is not null) execute function app.follow_refunded_expense();

-- What is changed of an expense has to leave room for its refunds.
create or replace function app.keep_room_for_refunds() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_refunds bigint := app.sum_refunds(new.organization_id, new.id);
begin
  if v_refunds > new.amount then
    raise check_violation using message = 'refunds are at most the amount of their expense', table = 'expenses', constraint = 'expenses_refunds_fit';
  elsif v_refunds > 0 and new.status = 'REJECTED' then
    raise check_violation using message = 'a rejected expense has no refunds', table = 'expenses', constraint = 'expenses_refund_of_rejected';
  end if;
  return new;
end
$$;

create trigger keep_room_for_refunds before update on expenses for each row
  when (not new.is_refund and (new.amount < old.amount or new.status = 'REJECTED' and old.status <> 'REJECTED'))
  execute function app.keep_room_for_refunds();

-- Takes what an expense is for over to its refunds.
create or replace function app.carry_to_refunds() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update expenses set category_id = new.category_id, listing_id = new.listing_id, is_deductible = new.is_deductible,
    deduction_percent = new.deduction_percent
  where organization_id = new.organization_id and refund_of = new.id;
  return null;
end
$$;

create trigger carry_to_refunds after update on expenses for each row
  when (not new.is_refund and (old.category_id, old.listing_id, old.is_deductible, old.deduction_percent)
    is distinct from (new.category_id, new.listing_id, new.is_deductible, new.deduction_percent))
  execute function app.carry_to_refunds();

-- Keeps the percent within the limit of the category. A refund has that of its expense, whatever its own day.
create or replace function app.limit_deduction() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  new.deduction_percent := least(new.deduction_percent, coalesce(app.deduction_limit(new.category_id, new.date), 100));
  return new;
end
$$;

create trigger limit_deduction before insert or update of deduction_percent, category_id, date on expenses for each row
  when (new.refund_of is null) execute function app.limit_deduction();

-- Says whether the organization wants another person to decide about what those who decide spent.
create or replace function app.needs_another_person(p_organization_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select coalesce((select approval_needs_another_person from expense_settings where organization_id = p_organization_id), false)
$$;

-- Decides what a status can be. A day that is to come waits. Where another person has to approve, nobody decides their own, and what
-- was approved waits again once date, amount, category, property or percent is another one. Then notes who decided and when. The
-- policies say who may decide. Its name comes after those of the triggers that change the row.
create or replace function app.settle_expense_decision() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_is_decided boolean := new.status in ('APPROVED', 'REJECTED') and (tg_op = 'INSERT' or old.status <> new.status);
begin
  if (v_is_decided or tg_op = 'UPDATE' and new.status = 'APPROVED') and app.needs_another_person(new.organization_id) then
    if v_is_decided and new.user_id = app.current_user_id() then
      if tg_op = 'UPDATE' then
        raise insufficient_privilege using message = 'nobody decides about their own expenses';
      end if;
      new.status := 'PENDING';
    -- The percent of what is booked on a vehicle follows from its trips and its method: nobody has to approve that again.
    elsif not v_is_decided and (old.date, old.amount, old.category_id, old.listing_id, old.is_deductible,
          case when new.vehicle_id is null then old.deduction_percent end)
        is distinct from (new.date, new.amount, new.category_id, new.listing_id, new.is_deductible,
          case when new.vehicle_id is null then new.deduction_percent end) then
      new.status := 'PENDING';
    end if;
  end if;
  if new.status = 'APPROVED' and new.date > app.today() then
    new.status := 'PENDING';
  end if;
  if new.status in ('PENDING', 'NEEDS_REVIEW') then
    new.approved_by := null;
    new.approved_at := null;
  elsif tg_op = 'INSERT' then
    new.approved_by := coalesce(app.current_user_id(), new.approved_by);
    new.approved_at := coalesce(new.approved_at, now());
  elsif old.status <> new.status then
    new.approved_by := app.current_user_id();
    new.approved_at := now();
  end if;
  return new;
end
$$;

create trigger settle_decision before insert or update on expenses for each row execute function app.settle_expense_decision();

-- The trail tells decisions about expenses, and what becomes of decided ones.
create trigger audit after update on expenses for each row when (old.status is distinct from new.status)
  execute function app.audit_row('expense', 'updated_at', 'version', 'net_amount', 'deductible_amount');

-- What an import had approved goes with the import, whose undoing is one entry: a thousand entries in one transaction would
-- take seconds, and say less.
create or replace function app.audit_expense_deletion() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if old.import_id is null or not exists (select from expense_imports
      where organization_id = old.organization_id and id = old.import_id and status = 'UNDOING') then
    perform app.append_audit_entry(old.organization_id, 'delete', 'expense', old.id::text,
      to_jsonb(old) - '{updated_at,version,net_amount,deductible_amount}'::text[], null);
  end if;
  return null;
end
$$;

create trigger audit_deletion after delete on expenses for each row when (old.status = 'APPROVED')
  execute function app.audit_expense_deletion();
create trigger audit_change after update on expenses for each row
  when (old.status = 'APPROVED' and new.status = 'APPROVED'
    and (old.amount, old.date, old.category_id, old.listing_id, old.is_deductible, old.deduction_percent, old.tax_year)
      is distinct from (new.amount, new.date, new.category_id, new.listing_id, new.is_deductible, new.deduction_percent, new.tax_year))
  execute function app.audit_row('expense', 'updated_at', 'version', 'net_amount', 'deductible_amount');

create trigger touch_updated_at before update on expenses for each row execute function app.touch_updated_at();
create trigger count_version before update on expenses for each row execute function app.count_version();

-- An OWNER says whether somebody else has to approve what those who approve spent.
grant select (organization_id, approval_needs_another_person, updated_at) on expense_settings to lotline_app;
grant insert (organization_id, approval_needs_another_person) on expense_settings to lotline_app;
grant update (approval_needs_another_person) on expense_settings to lotline_app;

create trigger audit after insert or update on expense_settings for each row
  execute function app.audit_row('expense_settings', 'updated_at');

create trigger touch_updated_at before update on expense_settings for each row execute function app.touch_updated_at();

-- Says whether somebody else has to approve what those who approve spent: an OWNER's to say.
--
-- Outcomes: SAVED, NOT_ALLOWED.
create or replace function app.require_another_person(p_is_required boolean) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if app.lock_role() is distinct from 'OWNER' or not app.may_use_tool('expense-tax') then
    return 'NOT_ALLOWED';
  end if;
  insert into expense_settings as kept (organization_id, approval_needs_another_person)
  values (app.current_organization_id(), p_is_required)
  on conflict (organization_id) do update set approval_needs_another_person = excluded.approval_needs_another_person
  where kept.approval_needs_another_person <> excluded.approval_needs_another_person;
  return 'SAVED';
end
$$;
comment on function app.require_another_person is 'Outcomes: SAVED, NOT_ALLOWED.';

-- Lists compare days with today.
grant execute on function app.today, app.deduction_limit, app.starting_percent, app.require_another_person to lotline_app;
