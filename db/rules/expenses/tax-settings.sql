-- The settings of a tax year are what the taxpayer says and the books do not tell.

grant select (organization_id, tax_year, taxed_as, filing_status, w2_wages, w2_social_security_wages,
  federal_withholding, state_withholding, itemized_deductions, additional_deductions, other_income, net_capital_gain,
  other_investment_income, health_insurance, retirement_contributions, other_adjustments, credits, other_taxes,
  wages_paid, qualified_property, home_office_amount, custom_income, custom_expenses, state_deduction, last_year_tax,
  last_year_income, had_no_tax_last_year, rental_qualifies, is_real_estate_professional, materially_participates,
  home_office_method, home_office_square_feet, home_office_months, calculation_method, simplified_rate,
  instalment_method, state, state_rate, version, created_at, updated_at) on tax_settings to lotline_app;
grant insert (organization_id, tax_year, taxed_as, filing_status, w2_wages, w2_social_security_wages,
  federal_withholding, state_withholding, itemized_deductions, additional_deductions, other_income, net_capital_gain,
  other_investment_income, health_insurance, retirement_contributions, other_adjustments, credits, other_taxes,
  wages_paid, qualified_property, home_office_amount, custom_income, custom_expenses, state_deduction, last_year_tax,
  last_year_income, had_no_tax_last_year, rental_qualifies, is_real_estate_professional, materially_participates,
  home_office_method, home_office_square_feet, home_office_months, calculation_method, simplified_rate,
  instalment_method, state, state_rate) on tax_settings to lotline_app;
grant update (taxed_as, filing_status, w2_wages, w2_social_security_wages, federal_withholding, state_withholding,
  itemized_deductions, additional_deductions, other_income, net_capital_gain, other_investment_income, health_insurance,
  retirement_contributions, other_adjustments, credits, other_taxes, wages_paid, qualified_property, home_office_amount,
  custom_income, custom_expenses, state_deduction, last_year_tax, last_year_income, had_no_tax_last_year,
  rental_qualifies, is_real_estate_professional, materially_participates, home_office_method, home_office_square_feet,
  home_office_months, calculation_method, simplified_rate, instalment_method, state, state_rate) on tax_settings to
  lotline_app;
grant delete on tax_settings to lotline_app;

-- The trail tells which settings were changed, and not what they say: whoever reads the trail may not see taxes.
create or replace function app.audit_tax_settings() returns trigger
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) else '{}' end;
  v_after jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) else '{}' end;
  v_row jsonb := case when tg_op = 'DELETE' then v_before else v_after end;
  v_fields jsonb;
begin
  select jsonb_agg(key order by key) into v_fields
  from jsonb_object_keys(v_before || v_after) key
  where key not in ('organization_id', 'tax_year', 'version', 'created_at', 'updated_at')
    and v_before -> key is distinct from v_after -> key;
  if v_fields is not null then
    perform app.append_audit_entry((v_row ->> 'organization_id')::uuid, lower(tg_op), 'tax_settings', v_row ->> 'tax_year', null,
      jsonb_build_object('tax_year', v_row -> 'tax_year', 'fields', v_fields));
  end if;
  return null;
end
$$;

create trigger audit after insert or update or delete on tax_settings for each row execute function app.audit_tax_settings();

create trigger count_version before update on tax_settings for each row execute function app.count_version();
create trigger touch_updated_at before update on tax_settings for each row execute function app.touch_updated_at();

-- Saves the settings of a year as they were filled in over version p_version, 0 for a year without any. What is saved
-- already is saved: a second click changes nothing.
--
--   p_settings  every typed column by its name
--
-- Outcomes: SAVED, CHANGED (somebody saved others meanwhile), CLOSED (the year is), NOT_ALLOWED.
create or replace function app.save_tax_settings(p_year integer, p_version integer, p_settings jsonb) returns text
language plpgsql
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_before tax_settings;
  v_new tax_settings;
  v_constraint text;
begin
  if not (app.may_use_tool('expense-tax') and app.may_see_taxes()) then
    return 'NOT_ALLOWED';
  end if;
  insert into tax_settings (organization_id, tax_year)
  select v_organization_id, p_year where p_version = 0
  on conflict (organization_id, tax_year) do nothing;
  -- A row of our own was never seen by anybody.
  if found then
    p_version := 1;
  end if;
  select * into v_before from tax_settings where organization_id = v_organization_id and tax_year = p_year for update;
  if to_jsonb(v_before) @> p_settings then
    return 'SAVED';
  elsif v_before.version is distinct from p_version then
    return 'CHANGED';
  end if;
  v_new := jsonb_populate_record(v_before, p_settings);
  update tax_settings set taxed_as = v_new.taxed_as, filing_status = v_new.filing_status, w2_wages = v_new.w2_wages,
    w2_social_security_wages = v_new.w2_social_security_wages, federal_withholding = v_new.federal_withholding,
    state_withholding = v_new.state_withholding, itemized_deductions = v_new.itemized_deductions,
    additional_deductions = v_new.additional_deductions, other_income = v_new.other_income, net_capital_gain = v_new.net_capital_gain,
    other_investment_income = v_new.other_investment_income, health_insurance = v_new.health_insurance,
    retirement_contributions = v_new.retirement_contributions, other_adjustments = v_new.other_adjustments, credits = v_new.credits,
    other_taxes = v_new.other_taxes, wages_paid = v_new.wages_paid, qualified_property = v_new.qualified_property,
    home_office_amount = v_new.home_office_amount, custom_income = v_new.custom_income, custom_expenses = v_new.custom_expenses,
    state_deduction = v_new.state_deduction, last_year_tax = v_new.last_year_tax, last_year_income = v_new.last_year_income,
    had_no_tax_last_year = v_new.had_no_tax_last_year, rental_qualifies = v_new.rental_qualifies,
    is_real_estate_professional = v_new.is_real_estate_professional, materially_participates = v_new.materially_participates,
    home_office_method = v_new.home_office_method, home_office_square_feet = v_new.home_office_square_feet,
    home_office_months = v_new.home_office_months, calculation_method = v_new.calculation_method,
    simplified_rate = v_new.simplified_rate, instalment_method = v_new.instalment_method, state = v_new.state,
    state_rate = v_new.state_rate
  where organization_id = v_organization_id and tax_year = p_year;
  return 'SAVED';
exception when check_violation then
  get stacked diagnostics v_constraint = constraint_name;
  if v_constraint not like '%\_tax\_year\_open' then
    raise;
  end if;
  return 'CLOSED';
end
$$;
comment on function app.save_tax_settings is 'Outcomes: SAVED, CHANGED, CLOSED, NOT_ALLOWED.';

-- Lets people of the organization see its taxes, and takes that from others. Only people whom the form showed change;
-- being named counts for an ADMIN or a VIEWER, and an OWNER sees taxes anyway.
--
--   p_shown  the people on the form    p_named  those of them who are ticked
--
-- Outcomes: SAVED, NOT_ALLOWED (only an OWNER names people).
create or replace function app.save_tax_readers(p_shown uuid[], p_named uuid[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
begin
  if not app.may_use_tool('expense-tax') or app.lock_role() is distinct from 'OWNER' then
    return 'NOT_ALLOWED';
  end if;
  delete from tax_readers where organization_id = v_organization_id and user_id = any (p_shown) and not user_id = any (p_named);
  insert into tax_readers (organization_id, user_id, named_by)
  select v_organization_id, user_id, app.current_user_id() from memberships
  where organization_id = v_organization_id and user_id = any (p_named) and user_id = any (p_shown) and role in ('ADMIN', 'VIEWER')
  on conflict do nothing;
  return 'SAVED';
end
$$;
comment on function app.save_tax_readers is 'Outcomes: SAVED, NOT_ALLOWED.';

grant execute on function app.save_tax_settings, app.save_tax_readers to lotline_app;
