-- A recurring expense is a template: on each of its days the schedule makes an expense of it that waits for a decision.

grant select (id, organization_id, user_id, merchant, amount, category_id, listing_id, payee_id, payment_method,
  deduction_percent, description, recurrence, starts_on, ends_on, next_on, is_paused, version, created_at,
  updated_at) on recurring_expenses to lotline_app;
grant insert (id, organization_id, user_id, merchant, amount, category_id, listing_id, payee_id, payment_method,
  deduction_percent, description, recurrence, starts_on, ends_on, next_on, is_paused) on recurring_expenses to lotline_app;
grant update (merchant, amount, category_id, listing_id, payee_id, payment_method, deduction_percent, description, recurrence,
  starts_on, ends_on, next_on, is_paused) on recurring_expenses to lotline_app;
grant delete on recurring_expenses to lotline_app;

create constraint trigger check_category after insert or update of category_id, organization_id on recurring_expenses
  for each row execute function app.check_expense_category();

create trigger count_version before update on recurring_expenses for each row execute function app.count_version();
create trigger touch_updated_at before update on recurring_expenses for each row execute function app.touch_updated_at();
