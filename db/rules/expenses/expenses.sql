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

-- Notes who decided and when, as it follows from the status. The policies say who may decide.
create or replace function app.stamp_expense_decision() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
  if new.status in ('PENDING', 'NEEDS_REVIEW') then
    new.approved_by := null;
    new.approved_at := null;
  elsif tg_op = 'INSERT' then
    new.approved_by := coalesce(app.current_user_id(), new.approved_by);
    new.approved_at := coalesce(new.approved_at, now());
  else
    new.approved_by := app.current_user_id();
    new.approved_at := now();
  end if;
  return new;
end
$$;

create trigger stamp_decision before insert on expenses for each row execute function app.stamp_expense_decision();
create trigger stamp_decision_again before update of status on expenses
  for each row when (old.status is distinct from new.status) execute function app.stamp_expense_decision();

-- The trail tells decisions about expenses, and what becomes of decided ones.
create trigger audit after update of status on expenses for each row when (old.status is distinct from new.status)
  execute function app.audit_row('expense', 'updated_at');

-- What an import had approved goes with the import, whose undoing is one entry: a thousand entries in one transaction would
-- take seconds, and say less.
create or replace function app.audit_expense_deletion() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  if old.import_id is null or not exists (select from expense_imports
      where organization_id = old.organization_id and id = old.import_id and status = 'UNDOING') then
    perform app.append_audit_entry(old.organization_id, 'delete', 'expense', old.id::text, to_jsonb(old) - 'updated_at', null);
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
  execute function app.audit_row('expense', 'updated_at');

create trigger touch_updated_at before update on expenses for each row execute function app.touch_updated_at();
create trigger count_version before update on expenses for each row execute function app.count_version();

-- An OWNER says whether somebody else has to approve what those who approve spent.
grant select (organization_id, approval_needs_another_person, updated_at) on expense_settings to lotline_app;
grant insert (organization_id, approval_needs_another_person) on expense_settings to lotline_app;
grant update (approval_needs_another_person) on expense_settings to lotline_app;

create trigger audit after insert or update on expense_settings for each row
  execute function app.audit_row('expense_settings', 'updated_at');

create trigger touch_updated_at before update on expense_settings for each row execute function app.touch_updated_at();
