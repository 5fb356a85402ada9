-- What reports hold: expenses, income, assets, vehicles, payees and estimates, by template. `reports.sql` freezes it.

-- Orders lines of forms as the forms do: 8, 16a, 16b, 24b.
create or replace function app.order_form_line(p_line text) returns text
language sql immutable
set search_path = pg_catalog
as $$ select lpad(regexp_replace(p_line, '[a-z]$', ''), 3, '0') || coalesce(substring(p_line from '[a-z]$'), '') $$;

-- Lists the approved expenses of an organization's tax year with everything that a report says of them.
--
--   p_filters  for CUSTOM: category and payee by id, property by id or NONE, part of the merchant's name
create or replace function app.list_reported_expenses(p_organization_id uuid, p_tax_year integer, p_from date, p_to date,
  p_member_id uuid, p_filters jsonb)
returns table (expense_id uuid, date date, label text, net_amount integer, deductible_amount integer, category text,
  irs_category irs_category, is_on_no_line boolean, is_rental boolean, property text, details jsonb)
language sql stable
set search_path = public, pg_temp
as $$
  select e.id, e.date, e.merchant, e.net_amount, e.deductible_amount, c.name, c.irs_category,
    c.irs_category is null and c.deduction_limit = 0, coalesce(l.kind = 'RENTAL', false),
    l.address || ', ' || l.city,
    jsonb_strip_nulls(jsonb_build_object(
      'kind', case when e.mileage_distance is not null then 'TRIP' when e.is_refund then 'REFUND' else 'EXPENSE' end,
      'category', c.name, 'description', e.description, 'property', l.address || ', ' || l.city, 'person', person.name,
      'payee', payee.name, 'paidBy', e.payment_method, 'percent', case when e.is_deductible then e.deduction_percent else 0 end,
      'miles', e.mileage_distance, 'rate', e.mileage_rate, 'purpose', e.mileage_purpose,
      'receipts', (
        select jsonb_agg(jsonb_build_object('id', r.id, 'key', r.file_key, 'name', r.file_name, 'type', r.file_type,
          'size', r.file_size_bytes, 'sha256', r.content_hash) order by r.created_at, r.id)
        from receipts r
        where r.organization_id = e.organization_id and r.expense_id = coalesce(e.split_id, e.id) and r.deleted_at is null)))
  from expenses e
  join expense_categories c on c.id = e.category_id
  left join listings l on l.organization_id = e.organization_id and l.id = e.listing_id
  left join payees payee on payee.organization_id = e.organization_id and payee.id = e.payee_id
  left join users person on person.id = e.user_id
  where e.organization_id = p_organization_id and e.tax_year = p_tax_year and e.date between p_from and p_to and e.status = 'APPROVED'
    and (p_member_id is null or e.user_id = p_member_id)
    and (p_filters ->> 'category' is null or e.category_id = (p_filters ->> 'category')::uuid)
    and (p_filters ->> 'payee' is null or e.payee_id = (p_filters ->> 'payee')::uuid)
    and (p_filters ->> 'property' is null or e.listing_id::text is not distinct from nullif(p_filters ->> 'property', 'NONE'))
    and (p_filters ->> 'merchant' is null or strpos(lower(e.merchant), lower(p_filters ->> 'merchant')) > 0)
$$;

-- Lists income of an organization's tax year: rent of rental properties, or everything else.
create or replace function app.list_reported_income(p_organization_id uuid, p_tax_year integer, p_member_id uuid, p_is_rental boolean)
returns table (date date, id uuid, label text, amount bigint, property text, details jsonb)
language sql stable
set search_path = public, pg_temp
as $$
  select i.date, i.id, i.payer, i.amount, l.address || ', ' || l.city,
    jsonb_strip_nulls(jsonb_build_object('kind', 'INCOME', 'incomeKind', i.kind, 'description', i.description,
      'property', l.address || ', ' || l.city, 'federalWithheld', nullif(i.federal_withheld, 0), 'stateWithheld', nullif(i.state_withheld, 0)))
  from income_entries i
  left join listings l on l.organization_id = i.organization_id and l.id = i.listing_id
  where i.organization_id = p_organization_id and i.tax_year = p_tax_year and (p_member_id is null or i.user_id = p_member_id)
    and (i.kind = 'RENT' and coalesce(l.kind = 'RENTAL', false)) = p_is_rental
$$;

-- The line of a form that a kind of expense is on in a tax year; kinds without one there are other expenses.
create or replace function app.find_form_line(p_form tax_form, p_irs_category irs_category, p_tax_year integer, out line text, out label text)
language sql stable
set search_path = public, pg_temp
as $$
  select f.line, f.label from tax_form_lines f
  where f.form = p_form and f.first_tax_year <= p_tax_year and f.irs_category in (p_irs_category, 'OTHER_EXPENSES')
  order by f.irs_category = p_irs_category desc nulls last, f.first_tax_year desc limit 1
$$;

-- Answers lines 43 to 47 of Schedule C for each vehicle of the taxpayer that approved trips or costs of the year are booked on.
-- What was driven for rental properties is not of this form: it is among the other miles.
--
--   answer  a day, miles, true or false; null where nobody said it
create or replace function app.list_reported_vehicles(p_organization_id uuid, p_tax_year integer)
returns table (vehicle_id uuid, vehicle text, first_used_on date, place integer, number text, name text, answer jsonb)
language sql stable
set search_path = public, pg_temp
as $$
  select v.id, v.name, v.first_used_on, line.place, line.number, line.name, line.answer
  from vehicles v
  cross join lateral (
    select count(*) as bookings, coalesce(sum(e.mileage_distance) filter (where l.kind is distinct from 'RENTAL'), 0) as business
    from expenses e
    left join listings l on l.organization_id = e.organization_id and l.id = e.listing_id
    where e.organization_id = v.organization_id and e.vehicle_id = v.id and e.tax_year = p_tax_year and e.status = 'APPROVED'
  ) driven
  left join vehicle_years y on y.organization_id = v.organization_id and y.vehicle_id = v.id and y.tax_year = p_tax_year
  cross join lateral (values
    (1, '43', 'Placed in service for the business', to_jsonb(v.first_used_on)),
    (2, '44a', 'Business miles', to_jsonb(driven.business)),
    (3, '44b', 'Commuting miles', to_jsonb(y.commuting_miles)),
    (4, '44c', 'Other miles', to_jsonb(case when y.odometer_end >= y.odometer_start
      then greatest(0, y.odometer_end - y.odometer_start - driven.business - y.commuting_miles) end)),
    (5, '45', 'Available for personal use during off-duty hours', to_jsonb(y.is_available_for_personal_use)),
    (6, '46', 'Another vehicle is available for personal use', to_jsonb(y.has_another_vehicle)),
    (7, '47a', 'Evidence supports the deduction', to_jsonb(y.has_evidence)),
    (8, '47b', 'The evidence is written', to_jsonb(y.is_evidence_written))
  ) line(place, number, name, answer)
  where v.organization_id = p_organization_id and v.person_id is null and driven.bookings > 0
$$;

-- Lists what a report holds, each row with the section it stands in. Sections stand in the order of `place`, then `sort`.
-- Depreciation and the home office are told as what they follow from; the calculation makes them amounts.
create or replace function app.list_report_rows(p_organization_id uuid, p_template tax_report_template, p_tax_year integer,
  p_from date, p_to date, p_member_id uuid, p_filters jsonb)
returns table (place integer, sort text, section text, about jsonb, expense_id uuid, date date, id uuid, label text, net_amount bigint,
  deductible_amount bigint, details jsonb)
language sql stable
set search_path = public, pg_temp
as $$
  -- Expenses by month, or one list of those that were picked.
  select 1, case when p_template = 'CUSTOM' then '' else to_char(e.date, 'MM') end,
    case when p_template = 'CUSTOM' then 'Expenses' else to_char(e.date, 'FMMonth YYYY') end, jsonb_build_object('kind', 'EXPENSES'),
    e.expense_id, e.date, e.expense_id, e.label, e.net_amount::bigint, e.deductible_amount::bigint, e.details
  from app.list_reported_expenses(p_organization_id, p_tax_year, p_from, p_to, p_member_id, p_filters) e
  where p_template in ('EXPENSE_SUMMARY', 'CUSTOM')
  union all
  select 3, lower(e.category), e.category, jsonb_build_object('kind', 'EXPENSES'),
    e.expense_id, e.date, e.expense_id, e.label, e.net_amount, e.deductible_amount, e.details
  from app.list_reported_expenses(p_organization_id, p_tax_year, p_from, p_to, p_member_id, p_filters) e
  where p_template in ('CATEGORY_BREAKDOWN', 'ANNUAL_SUMMARY')
  union all
  -- Schedule C: everything but rental properties.
  select 2, '', case when p_template = 'SCHEDULE_C' then 'Line 1, Gross receipts or sales' else 'Income' end,
    jsonb_strip_nulls(jsonb_build_object('kind', 'INCOME', 'line', case when p_template = 'SCHEDULE_C' then '1' end, 'label', 'Gross receipts or sales')),
    null, i.date, i.id, i.label, i.amount, 0, i.details
  from app.list_reported_income(p_organization_id, p_tax_year, p_member_id, false) i
  where p_template in ('SCHEDULE_C', 'ANNUAL_SUMMARY')
  union all
  select 3, app.order_form_line(f.line), format('Line %s, %s', f.line, f.label), jsonb_build_object('kind', 'EXPENSES', 'line', f.line, 'label', f.label),
    e.expense_id, e.date, e.expense_id, e.label, e.net_amount, e.deductible_amount, e.details
  from app.list_reported_expenses(p_organization_id, p_tax_year, p_from, p_to, p_member_id, p_filters) e
  cross join lateral app.find_form_line('SCHEDULE_C', e.irs_category, p_tax_year) f
  where p_template = 'SCHEDULE_C' and not e.is_rental and not e.is_on_no_line
  union all
  select 3, app.order_form_line(f.line), format('Line %s, %s', f.line, f.label), jsonb_build_object('kind', 'DEPRECIATION', 'line', f.line, 'label', f.label),
    null, a.in_service_on, a.id, a.name, 0, 0,
    jsonb_build_object('kind', 'DEPRECIATION', 'assetClass', a.asset_class, 'basis', a.basis, 'inService', a.in_service_on, 'yearlyAmounts', a.yearly_amounts)
  from depreciable_assets a
  left join listings l on l.organization_id = a.organization_id and l.id = a.listing_id
  cross join lateral app.find_form_line('SCHEDULE_C', 'DEPRECIATION', p_tax_year) f
  where p_template = 'SCHEDULE_C' and p_member_id is null and a.organization_id = p_organization_id and not coalesce(l.kind = 'RENTAL', false)
  union all
  select 4, '', 'Line 30, Business use of your home', jsonb_build_object('kind', 'HOME_OFFICE', 'line', '30', 'label', 'Business use of your home'),
    null, null, null, 'Home office', 0, 0,
    jsonb_build_object('kind', 'HOME_OFFICE', 'method', s.home_office_method, 'squareFeet', s.home_office_square_feet,
      'months', s.home_office_months, 'amount', s.home_office_amount)
  from tax_settings s
  where p_template = 'SCHEDULE_C' and p_member_id is null and s.organization_id = p_organization_id and s.tax_year = p_tax_year
    and s.home_office_method <> 'NONE'
  union all
  select 5, format('%s|%s', lower(v.vehicle), v.vehicle_id), format('Part IV, %s', v.vehicle), jsonb_build_object('kind', 'VEHICLE'),
    null, v.first_used_on, v.vehicle_id, format('Line %s, %s', v.number, v.name), 0, 0,
    jsonb_build_object('kind', 'VEHICLE', 'place', v.place, 'number', v.number, 'name', v.name, 'answer', v.answer)
  from app.list_reported_vehicles(p_organization_id, p_tax_year) v
  where p_template = 'SCHEDULE_C' and p_member_id is null
  union all
  -- Schedule E: each rental property on its own.
  select 2, format('%s|003', lower(i.property)), format('%s: line 3, Rents received', i.property),
    jsonb_build_object('kind', 'INCOME', 'property', i.property, 'line', '3', 'label', 'Rents received'),
    null, i.date, i.id, i.label, i.amount, 0, i.details
  from app.list_reported_income(p_organization_id, p_tax_year, p_member_id, true) i
  where p_template in ('SCHEDULE_E', 'ANNUAL_SUMMARY')
  union all
  select 2, format('%s|%s', lower(e.property), app.order_form_line(f.line)), format('%s: line %s, %s', e.property, f.line, f.label),
    jsonb_build_object('kind', 'EXPENSES', 'property', e.property, 'line', f.line, 'label', f.label),
    e.expense_id, e.date, e.expense_id, e.label, e.net_amount, e.deductible_amount, e.details
  from app.list_reported_expenses(p_organization_id, p_tax_year, p_from, p_to, p_member_id, p_filters) e
  cross join lateral app.find_form_line('SCHEDULE_E', e.irs_category, p_tax_year) f
  where p_template = 'SCHEDULE_E' and e.is_rental and not e.is_on_no_line
  union all
  select 2, format('%s|%s', lower(l.address || ', ' || l.city), app.order_form_line(f.line)),
    format('%s: line %s, %s', l.address || ', ' || l.city, f.line, f.label),
    jsonb_build_object('kind', 'DEPRECIATION', 'property', l.address || ', ' || l.city, 'line', f.line, 'label', f.label),
    null, a.in_service_on, a.id, a.name, 0, 0,
    jsonb_build_object('kind', 'DEPRECIATION', 'assetClass', a.asset_class, 'basis', a.basis, 'inService', a.in_service_on, 'yearlyAmounts', a.yearly_amounts)
  from depreciable_assets a
  join listings l on l.organization_id = a.organization_id and l.id = a.listing_id
  cross join lateral app.find_form_line('SCHEDULE_E', 'DEPRECIATION', p_tax_year) f
  where p_template = 'SCHEDULE_E' and p_member_id is null and a.organization_id = p_organization_id and l.kind = 'RENTAL'
  union all
  -- Forms 1099: what each payee was paid, and whether a form is due for it.
  select case when payment.payee_id is null then 9 else 1 end, coalesce(lower(payee.name) || '|' || payee.id, ''),
    coalesce(payee.name, 'Without a payee'),
    jsonb_strip_nulls(jsonb_build_object('kind', 'PAYEE', 'payeeId', payee.id, 'w9ReceivedOn', payee.w9_received_on,
      'lastFour', payee.tax_number_last_four, 'threshold', app.form_1099_threshold(p_tax_year),
      'address', nullif(concat_ws(', ', payee.address, payee.city, payee.state, payee.zip_code), ''),
      'verdict', case when payee.id is null then 'NO_PAYEE' else app.decide_form_1099(p_template, payee.classification, payee.is_attorney,
        (sum(e.net_amount) over (partition by payment.payee_id))::bigint, p_tax_year) end)),
    e.expense_id, e.date, e.expense_id, e.label, e.net_amount, e.deductible_amount, e.details
  from app.list_form_1099_payments(p_organization_id, p_tax_year) payment
  join app.list_reported_expenses(p_organization_id, p_tax_year, p_from, p_to, p_member_id, p_filters) e on e.expense_id = payment.expense_id
  left join payees payee on payee.organization_id = p_organization_id and payee.id = payment.payee_id
  where p_template in ('FORM_1099_NEC', 'FORM_1099_MISC') and payment.form = p_template and payment.is_told
  union all
  -- Estimates as they were saved.
  select 1, coalesce(t.quarter::text, ''), case when t.quarter is null then 'Estimate of the year' else format('Quarter %s', t.quarter) end,
    jsonb_strip_nulls(jsonb_build_object('kind', 'ESTIMATE', 'quarter', t.quarter, 'dueDate', t.payment_due_date, 'owed', t.total_tax_estimated,
      'paid', t.amount_paid, 'calculatedAt', t.calculated_at, 'calculationVersion', t.calculation_version, 'figuresHash', t.figures_hash)),
    null, null, null, coalesce(line.value ->> 'name', ''),
    case when jsonb_typeof(line.value -> 'value') = 'number' then (line.value ->> 'value')::bigint else 0 end, 0,
    (line.value - 'links') || jsonb_build_object('kind', 'LINE', 'place', line.ordinality)
  from tax_estimates t
  cross join lateral jsonb_array_elements(t.lines) with ordinality as line
  where t.organization_id = p_organization_id and t.tax_year = p_tax_year
    and (p_template = 'ANNUAL_SUMMARY' and t.quarter is null or p_template = 'QUARTERLY_ESTIMATE' and t.quarter is not null)
$$;
