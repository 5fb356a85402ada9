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

-- Saves the estimate of a year in place of the one before. Amounts are in cents.
--
--   p_rows  five objects: quarter (null for the year), periodStart, periodEnd, income, expenses, deductions, net,
--           federal, state, selfEmployment, dueOn (null for the year), lines
--   p_assumptions  the inputs, for the year's row
--
-- Outcomes: SAVED, CLOSED (the year is), NOT_ALLOWED.
create or replace function app.save_tax_estimate(p_year integer, p_method tax_calculation_method, p_version text, p_figures_hash text,
  p_tax_rate numeric, p_rows jsonb, p_assumptions jsonb) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_constraint text;
begin
  if not (app.may_use_tool('expense-tax') and app.may_see_taxes()) then
    return 'NOT_ALLOWED';
  end if;
  insert into tax_estimates (organization_id, user_id, tax_year, quarter, period_start, period_end, total_income, total_expenses,
    total_deductions, net_income, estimated_tax_rate, federal_tax_estimated, state_tax_estimated, self_employment_tax,
    payment_due_date, calculation_method, assumptions, calculation_version, figures_hash, lines, calculated_at)
  select app.current_organization_id(), app.current_user_id(), p_year, quarter, "periodStart", "periodEnd", income, expenses, deductions, net,
    p_tax_rate, federal, state, "selfEmployment", "dueOn", p_method,
    case when quarter is null then p_assumptions else '{}' end, p_version, p_figures_hash, lines, now()
  from jsonb_to_recordset(p_rows) as row (quarter smallint, "periodStart" date, "periodEnd" date, income bigint, expenses bigint,
    deductions bigint, net bigint, federal bigint, state bigint, "selfEmployment" bigint, "dueOn" date, lines jsonb)
  -- In one order for everybody, so that two who save at once wait for each other and do not block.
  order by quarter nulls first
  on conflict (organization_id, tax_year, quarter) do update set period_start = excluded.period_start, period_end = excluded.period_end,
    total_income = excluded.total_income, total_expenses = excluded.total_expenses, total_deductions = excluded.total_deductions,
    net_income = excluded.net_income, estimated_tax_rate = excluded.estimated_tax_rate,
    federal_tax_estimated = excluded.federal_tax_estimated, state_tax_estimated = excluded.state_tax_estimated,
    self_employment_tax = excluded.self_employment_tax, payment_due_date = excluded.payment_due_date,
    calculation_method = excluded.calculation_method, assumptions = excluded.assumptions,
    calculation_version = excluded.calculation_version, figures_hash = excluded.figures_hash, lines = excluded.lines,
    calculated_at = excluded.calculated_at;
  return 'SAVED';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint not like '%\_tax\_year\_open' then
    raise;
  end if;
  return 'CLOSED';
end
$$;
comment on function app.save_tax_estimate is 'Outcomes: SAVED, CLOSED, NOT_ALLOWED.';

grant execute on function app.save_tax_estimate to lotline_app;

-- The trail tells that a year was calculated again with other figures or rules, without its amounts: whoever reads the
-- trail may not see taxes.
create trigger audit after update on tax_estimates for each row
  when (old.quarter is null and old.figures_hash is not null
    and (old.figures_hash, old.calculation_version) is distinct from (new.figures_hash, new.calculation_version))
  execute function app.audit_row('tax_estimate', 'total_income', 'total_expenses', 'total_deductions', 'net_income', 'estimated_tax_rate',
    'federal_tax_estimated', 'state_tax_estimated', 'self_employment_tax', 'total_tax_estimated', 'amount_paid', 'payment_status',
    'payment_due_date', 'assumptions', 'lines', 'calculated_at', 'created_at', 'updated_at');
