-- A tax year has an estimate for the whole of it and one for each quarter, until it is closed.

grant select (id, organization_id, user_id, tax_year, quarter, period_start, period_end, total_income, total_expenses,
  total_deductions, net_income, estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax,
  total_tax_estimated, amount_paid, payment_due_date, payment_status, quickbooks_id, calculation_method, assumptions,
  calculation_version, figures_hash, lines, calculated_at, created_at, updated_at) on tax_estimates to lotline_app;
grant insert (id, organization_id, user_id, tax_year, quarter, period_start, period_end, total_income, total_expenses,
  total_deductions, net_income, estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax,
  payment_due_date, quickbooks_id, calculation_method, assumptions, calculation_version, figures_hash, lines,
  calculated_at) on tax_estimates to lotline_app;
grant update (tax_year, quarter, period_start, period_end, total_income, total_expenses, total_deductions, net_income,
  estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax, payment_due_date, quickbooks_id,
  calculation_method, assumptions, calculation_version, figures_hash, lines, calculated_at) on tax_estimates to
  lotline_app;
grant delete on tax_estimates to lotline_app;

create trigger touch_updated_at before update on tax_estimates for each row execute function app.touch_updated_at();
