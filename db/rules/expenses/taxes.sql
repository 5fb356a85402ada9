-- A tax year has estimates and reports, until it is closed.

grant select (id, organization_id, tax_year, closed_by, closed_at) on closed_tax_years to lotline_app;
grant insert (id, organization_id, tax_year, closed_by) on closed_tax_years to lotline_app;
grant delete on closed_tax_years to lotline_app;

grant select (id, organization_id, user_id, tax_year, quarter, period_start, period_end, total_income, total_expenses,
  total_deductions, net_income, estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax,
  total_tax_estimated, amount_paid, payment_due_date, payment_status, quickbooks_id, calculation_method, assumptions,
  calculated_at, created_at, updated_at) on tax_estimates to lotline_app;
grant insert (id, organization_id, user_id, tax_year, quarter, period_start, period_end, total_income, total_expenses,
  total_deductions, net_income, estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax,
  amount_paid, payment_due_date, quickbooks_id, calculation_method, assumptions,
  calculated_at) on tax_estimates to lotline_app;
grant update (tax_year, quarter, period_start, period_end, total_income, total_expenses, total_deductions, net_income,
  estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax, amount_paid, payment_due_date,
  quickbooks_id, calculation_method, assumptions, calculated_at) on tax_estimates to lotline_app;
grant delete on tax_estimates to lotline_app;

grant select (id, organization_id, user_id, name, template_type, tax_year, period_start, period_end, status, file_key,
  file_format, file_size_bytes, total_income, total_expenses, total_deductions, categories_count, expenses_count,
  is_shared, shared_with, share_expires_at, generated_at, generation_time_ms, template_version, created_at,
  updated_at) on tax_reports to lotline_app;
grant insert (id, organization_id, user_id, name, template_type, tax_year, period_start, period_end, status, file_key,
  file_format, file_size_bytes, total_income, total_expenses, total_deductions, categories_count, expenses_count,
  is_shared, shared_with, share_expires_at, generated_at, generation_time_ms,
  template_version) on tax_reports to lotline_app;
grant update (name, template_type, tax_year, period_start, period_end, status, file_key, file_format, file_size_bytes,
  total_income, total_expenses, total_deductions, categories_count, expenses_count, is_shared, shared_with,
  share_expires_at, generated_at, generation_time_ms, template_version) on tax_reports to lotline_app;
grant delete on tax_reports to lotline_app;

-- Nothing in a closed year changes, for nobody: to change it the year has to be opened again, which the audit trail
-- shows.
create or replace function app.refuse_closed_tax_year() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_year smallint;
begin
  select closed.tax_year into v_year from closed_tax_years closed
  where tg_op <> 'INSERT' and closed.organization_id = old.organization_id and closed.tax_year = old.tax_year
    or tg_op <> 'DELETE' and closed.organization_id = new.organization_id and closed.tax_year = new.tax_year
  limit 1;
  if found then
    raise check_violation using message = format('the tax year %s is closed', v_year),
      table = tg_table_name, constraint = tg_table_name || '_tax_year_open';
  end if;
  return null;
end
$$;

create trigger refuse_closed_tax_year after insert or update or delete on expenses
  for each row execute function app.refuse_closed_tax_year();
create trigger refuse_closed_tax_year after insert or update or delete on tax_estimates
  for each row execute function app.refuse_closed_tax_year();

create trigger audit after insert or delete on closed_tax_years for each row execute function app.audit_row('closed_tax_year');

create trigger touch_updated_at before update on tax_estimates for each row execute function app.touch_updated_at();
create trigger touch_updated_at before update on tax_reports for each row execute function app.touch_updated_at();
