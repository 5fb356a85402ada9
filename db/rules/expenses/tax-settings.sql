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
