-- A report tells what the books said when it was made. Its rows are frozen in the transaction that asks for it; files are drawn
-- from them afterwards, by whoever holds its attempt: the request that asked, or ten minutes later, once more, the schedule.

grant select (id, organization_id, user_id, name, template_type, tax_year, period_start, period_end, status, file_key,
  file_format, file_size_bytes, total_income, total_expenses, total_deductions, categories_count, expenses_count,
  is_shared, shared_with, share_expires_at, member_id, filters, is_in_whole_dollars, holds_taxes, csv_key, csv_size_bytes,
  sections, link_expires_at, manifest_hash, attempts, started_at, problem, generated_at, generation_time_ms, template_version,
  created_at, updated_at) on tax_reports to lotline_app;
grant update (name, is_shared, shared_with, share_expires_at) on tax_reports to lotline_app;
grant delete on tax_reports to lotline_app;
grant select (organization_id, report_id, position, section, expense_id, date, label, net_amount, deductible_amount,
  details) on tax_report_rows to lotline_app;

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

-- Says whether the viewer may make a report from this template, of one person or of everybody.
create or replace function app.may_make_report(p_template tax_report_template, p_member_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select app.may_use_tool('expense-tax') and case
    when p_template in ('SCHEDULE_C', 'SCHEDULE_E', 'QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY') then app.may_see_taxes()
    when current_setting('app.current_org_role', true) in ('OWNER', 'ADMIN') then true
    else p_template in ('EXPENSE_SUMMARY', 'CATEGORY_BREAKDOWN', 'CUSTOM') and p_member_id is not distinct from app.current_user_id()
  end
$$;

-- Says whether the viewer may share a report and generate it again.
create or replace function app.may_change_report(p_report tax_reports) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select p_report.organization_id = app.current_organization_id() and app.may_use_tool('expense-tax')
    and (p_report.user_id = app.current_user_id() or current_setting('app.current_org_role', true) in ('OWNER', 'ADMIN'))
    and (not p_report.holds_taxes or app.may_see_taxes())
$$;

-- Makes a report of what the books say now. The id comes from the form, so a second click makes no second one. Whoever made it
-- draws its files under the attempt 1.
--
-- Outcomes: STARTED, REPEATED (it was made before), NOT_ALLOWED, NO_PERSON (they are not of the organization), NO_ESTIMATE (none is
-- saved for the year), TOO_OFTEN (20 an hour).
create or replace function app.start_tax_report(p_id uuid, p_name text, p_template tax_report_template, p_tax_year integer, p_from date,
  p_to date, p_member_id uuid, p_filters jsonb, p_is_in_whole_dollars boolean, p_is_shared boolean, p_shared_with uuid[]) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_organization_id uuid := app.current_organization_id();
  v_from date := coalesce(p_from, make_date(p_tax_year, 1, 1));
  v_to date := coalesce(p_to, make_date(p_tax_year, 12, 31));
begin
  if v_organization_id is null or not app.may_make_report(p_template, p_member_id) then
    return 'NOT_ALLOWED';
  elsif exists (select from tax_reports where id = p_id and organization_id = v_organization_id and user_id = app.current_user_id()) then
    return 'REPEATED';
  elsif exists (select from unnest(p_shared_with || p_member_id) person where person is not null and not exists (
      select from memberships m where m.organization_id = v_organization_id and m.user_id = person)) then
    return 'NO_PERSON';
  elsif p_template in ('QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY') and not exists (select from tax_estimates t
      where t.organization_id = v_organization_id and t.tax_year = p_tax_year and (t.quarter is null) = (p_template = 'ANNUAL_SUMMARY')) then
    return 'NO_ESTIMATE';
  elsif not app.count_use('TAX_REPORT', v_organization_id::text, 20) then
    return 'TOO_OFTEN';
  end if;
  insert into tax_reports (id, organization_id, user_id, name, template_type, tax_year, period_start, period_end, member_id, filters,
    is_in_whole_dollars, is_shared, shared_with, attempts, started_at)
  values (p_id, v_organization_id, app.current_user_id(), p_name, p_template, p_tax_year, v_from, v_to, p_member_id,
    coalesce(p_filters, '{}'), p_is_in_whole_dollars, p_is_shared, coalesce(p_shared_with, '{}'), 1, now())
  on conflict (id) do nothing;
  if not found then
    -- The id is somebody else's, or this click lost against its twin.
    return case when exists (select from tax_reports where id = p_id and organization_id = v_organization_id
      and user_id = app.current_user_id()) then 'REPEATED' else 'NOT_ALLOWED' end;
  end if;
  with listed as materialized (
    select r.*, row_number() over (order by r.place, r.sort collate "C", r.date, r.id, r.details ->> 'kind', (r.details ->> 'place')::integer) as position,
      dense_rank() over (order by r.place, r.sort collate "C") as number
    from app.list_report_rows(v_organization_id, p_template, p_tax_year, v_from, v_to, p_member_id, coalesce(p_filters, '{}')) r
  ), frozen as (
    insert into tax_report_rows (organization_id, report_id, position, section, expense_id, date, label, net_amount, deductible_amount, details)
    select v_organization_id, p_id, position, section, expense_id, date, label, net_amount, deductible_amount, details from listed
  )
  update tax_reports set
    sections = coalesce((select jsonb_agg(s.about || jsonb_build_object('heading', s.section, 'first', s.first, 'count', s.count,
        'net', s.net, 'deductible', s.deductible, 'items', s.items) order by s.number)
      from (select number, min(section) as section, (array_agg(about order by position))[1] as about, min(position) as first,
          count(*) as count, sum(net_amount) as net, sum(deductible_amount) as deductible,
          jsonb_agg(details order by position) filter (where details ->> 'kind' in ('DEPRECIATION', 'HOME_OFFICE', 'LINE', 'VEHICLE')) as items
        from listed group by number) s), '[]'),
    expenses_count = (select count(*) from listed where expense_id is not null),
    categories_count = (select count(distinct details ->> 'category') from listed where expense_id is not null),
    total_income = (select coalesce(sum(net_amount), 0) from listed where details ->> 'kind' = 'INCOME'),
    total_expenses = (select coalesce(sum(net_amount), 0) from listed where expense_id is not null),
    total_deductions = (select coalesce(sum(deductible_amount), 0) from listed where expense_id is not null)
  where id = p_id;
  return 'STARTED';
end
$$;
comment on function app.start_tax_report is 'Outcomes: STARTED, REPEATED, NOT_ALLOWED, NO_PERSON, NO_ESTIMATE, TOO_OFTEN.';

-- Draws the files of a report that failed once more, from the rows it was made with.
--
-- Outcomes: STARTED, NOT_FAILED (it is complete or under way), NOT_FOUND, TOO_OFTEN.
create or replace function app.restart_tax_report(p_id uuid, out outcome text, out attempt integer)
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report tax_reports;
begin
  select * into v_report from tax_reports where id = p_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_report(v_report) then
    outcome := 'NOT_FOUND';
  elsif v_report.status <> 'FAILED' then
    outcome := 'NOT_FAILED';
  elsif v_report.attempts > 97 or not app.count_use('TAX_REPORT', v_report.organization_id::text, 20) then
    outcome := 'TOO_OFTEN';
  else
    -- First attempts are odd, second ones even.
    update tax_reports set status = 'GENERATING', attempts = attempts + 1 + attempts % 2, started_at = now(), problem = null
    where id = p_id returning attempts into attempt;
    outcome := 'STARTED';
  end if;
end
$$;
comment on function app.restart_tax_report is 'Outcomes: STARTED, NOT_FAILED, NOT_FOUND, TOO_OFTEN.';

-- Hands reports to the schedule whose first attempt came to nothing in ten minutes, and gives up those whose second did.
create or replace function app.claim_tax_reports(p_limit integer) returns table (id uuid, attempt integer)
language sql security definer
set search_path = public, pg_temp
as $$
  with due as materialized (
    select r.id from tax_reports r where r.status = 'GENERATING' and r.started_at <= now() - interval '10 minutes'
    order by r.started_at, r.id limit p_limit for update skip locked
  ), settled as (
    update tax_reports r set
      status = case when r.attempts % 2 = 1 then r.status else 'FAILED' end,
      attempts = r.attempts + r.attempts % 2, started_at = now(),
      problem = case when r.attempts % 2 = 1 then r.problem else coalesce(r.problem, 'It took too long.') end
    from due where r.id = due.id
    returning r.id, r.attempts, r.status
  )
  select settled.id, settled.attempts::integer from settled where settled.status = 'GENERATING'
$$;
comment on function app.claim_tax_reports is 'Never null: id, attempt.';

-- What is drawn of a report, for who holds its attempt; nothing for anybody else.
create or replace function app.describe_tax_report(p_id uuid, p_attempt integer) returns jsonb
language sql stable security definer
set search_path = public, pg_temp
as $$
  select jsonb_build_object('id', r.id, 'organizationId', r.organization_id, 'organization', o.name, 'name', r.name, 'template', r.template_type,
    'taxYear', r.tax_year, 'from', r.period_start, 'to', r.period_end, 'person', person.name, 'madeBy', maker.name,
    'isInWholeDollars', r.is_in_whole_dollars, 'holdsTaxes', r.holds_taxes, 'madeAt', to_char(r.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'sections', r.sections, 'expenses', r.expenses_count, 'totalIncome', r.total_income, 'totalExpenses', r.total_expenses,
    'totalDeductions', r.total_deductions, 'templateVersion', r.template_version)
  from tax_reports r
  join organizations o on o.id = r.organization_id
  left join users person on person.id = r.member_id
  left join users maker on maker.id = r.user_id
  where r.id = p_id and r.attempts = p_attempt and r.status = 'GENERATING'
$$;

-- A page of a report's frozen rows, at most 2,000 and about 4 MiB, for who holds its attempt.
create or replace function app.read_tax_report_rows(p_id uuid, p_attempt integer, p_after integer)
returns table ("position" integer, section text, expense_id uuid, date date, label text, net_amount bigint, deductible_amount bigint, details jsonb)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select page.position, page.section, page.expense_id, page.date, page.label, page.net_amount, page.deductible_amount, page.details
  from (
    select rows.*, sum(octet_length(rows.details::text) + octet_length(rows.label) + octet_length(rows.section) + 100) over (order by rows.position) as bytes
    from (
      select w.* from tax_reports r
      join tax_report_rows w on w.organization_id = r.organization_id and w.report_id = r.id
      where r.id = p_id and r.attempts = p_attempt and r.status = 'GENERATING' and w.position > p_after
      order by w.position limit 2000
    ) rows
  ) page
  where page.bytes <= 4000000 or page.position = p_after + 1
  order by page.position
$$;
comment on function app.read_tax_report_rows is 'Never null: position, section, label, net_amount, deductible_amount, details.';

-- Notes the files of a report. Returns false when the attempt is no longer the one under way.
create or replace function app.finish_tax_report(p_id uuid, p_attempt integer, p_pdf_key text, p_pdf_size integer, p_csv_key text,
  p_csv_size integer, p_manifest_hash text, p_milliseconds integer) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update tax_reports set status = 'COMPLETED', file_key = p_pdf_key, file_format = 'PDF', file_size_bytes = p_pdf_size, csv_key = p_csv_key,
    csv_size_bytes = p_csv_size, manifest_hash = p_manifest_hash, problem = null, generated_at = now(), generation_time_ms = p_milliseconds
  where id = p_id and attempts = p_attempt and status = 'GENERATING'
    -- Files that belong to nobody's report would be swept away.
    and starts_with(p_pdf_key, format('reports/%s/%s/', organization_id, id)) and starts_with(p_csv_key, format('reports/%s/%s/', organization_id, id));
  return found;
end
$$;

-- Notes why an attempt came to nothing. The schedule tries a first one once more; a second one ends it.
create or replace function app.fail_tax_report(p_id uuid, p_attempt integer, p_problem text) returns boolean
language plpgsql security definer
set search_path = public, pg_temp
as $$
begin
  update tax_reports set status = case when p_attempt % 2 = 0 then 'FAILED' else status end, problem = left(p_problem, 200)
  where id = p_id and attempts = p_attempt and status = 'GENERATING';
  return found;
end
$$;

-- Makes the link of a report that somebody without an account can read it by, in place of the one it has.
--
--   p_token_hash  SHA-256 of the token, hex
--   p_days        1 to 90
--
-- Outcomes: CREATED, NOT_READY, NOT_FOUND.
create or replace function app.create_report_link(p_report_id uuid, p_token_hash text, p_days integer) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report tax_reports;
begin
  select * into v_report from tax_reports where id = p_report_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_report(v_report) then
    return 'NOT_FOUND';
  elsif v_report.status <> 'COMPLETED' then
    return 'NOT_READY';
  end if;
  update tax_reports set link_token_hash = p_token_hash, link_expires_at = now() + make_interval(days => least(greatest(p_days, 1), 90))
  where id = p_report_id;
  return 'CREATED';
end
$$;
comment on function app.create_report_link is 'Outcomes: CREATED, NOT_READY, NOT_FOUND.';

-- Ends the link of a report.
--
-- Outcomes: WITHDRAWN, NO_LINK, NOT_FOUND.
create or replace function app.withdraw_report_link(p_report_id uuid) returns text
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
  v_report tax_reports;
begin
  select * into v_report from tax_reports where id = p_report_id and organization_id = app.current_organization_id() for update;
  if not found or not app.may_change_report(v_report) then
    return 'NOT_FOUND';
  elsif v_report.link_token_hash is null then
    return 'NO_LINK';
  end if;
  update tax_reports set link_token_hash = null, link_expires_at = null where id = p_report_id;
  return 'WITHDRAWN';
end
$$;
comment on function app.withdraw_report_link is 'Outcomes: WITHDRAWN, NO_LINK, NOT_FOUND.';

-- The report behind a link, for anybody who has the link; nothing for one that is unknown, withdrawn or expired.
create or replace function app.find_shared_report(p_token_hash text)
returns table (organization text, name text, template_type tax_report_template, tax_year smallint, period_start date, period_end date, person text,
  is_in_whole_dollars boolean, sections jsonb, total_income bigint, total_expenses bigint, total_deductions bigint, expenses_count integer,
  created_at timestamptz, link_expires_at timestamptz, file_key text, csv_key text)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select o.name, r.name, r.template_type, r.tax_year, r.period_start, r.period_end, person.name, r.is_in_whole_dollars, r.sections, r.total_income,
    r.total_expenses, r.total_deductions, r.expenses_count, r.created_at, r.link_expires_at, r.file_key, r.csv_key
  from tax_reports r
  join organizations o on o.id = r.organization_id
  left join users person on person.id = r.member_id
  where r.link_token_hash = p_token_hash and r.link_expires_at > now() and r.status = 'COMPLETED'
$$;
comment on function app.find_shared_report is
  'Never null: organization, name, template_type, tax_year, is_in_whole_dollars, sections, total_income, total_expenses, total_deductions, expenses_count, created_at, link_expires_at, file_key, csv_key.';

-- The receipts of a report's evidence, each once, in the parts it is handed out in: at most 500 receipts and 500 MB each.
create or replace function app.list_evidence_receipts(p_report_id uuid)
returns table (part integer, receipt_id uuid, file_key text, file_name text, file_type text, size integer, sha256 text, "position" integer)
language plpgsql stable
set search_path = public, pg_temp
as $$
declare
  v_count integer := 0;
  v_bytes bigint := 0;
begin
  part := 1;
  for receipt_id, file_key, file_name, file_type, size, sha256, "position" in
    select (once.value ->> 'id')::uuid, once.value ->> 'key', once.value ->> 'name', once.value ->> 'type', (once.value ->> 'size')::integer,
      once.value ->> 'sha256', once.position
    from (
      select distinct on (r.value ->> 'id') r.value, w.position, r.ordinality
      from tax_report_rows w cross join lateral jsonb_array_elements(w.details -> 'receipts') with ordinality as r
      where w.organization_id = app.current_organization_id() and w.report_id = p_report_id
        -- A MEMBER reads no receipts of others, whatever report was shared with them.
        and (current_setting('app.current_org_role', true) <> 'MEMBER' or exists (select from tax_reports report
          where report.organization_id = w.organization_id and report.id = w.report_id and report.member_id = app.current_user_id()))
      order by r.value ->> 'id', w.position
    ) once order by once.position, once.ordinality
  loop
    if v_count = 500 or v_bytes + size > 500000000 then
      part := part + 1;
      v_count := 0;
      v_bytes := 0;
    end if;
    v_count := v_count + 1;
    v_bytes := v_bytes + size;
    return next;
  end loop;
end
$$;
comment on function app.list_evidence_receipts is 'Never null: part, receipt_id, file_key, file_name, file_type, size, sha256, position.';

-- The trail tells that a report was made, what its evidence is, and its links: not their tokens.
create trigger audit after insert on tax_reports for each row
  execute function app.audit_row('tax_report', 'updated_at', 'sections', 'link_token_hash', 'filters');
create trigger audit_change after update on tax_reports for each row
  when (old.manifest_hash is distinct from new.manifest_hash or old.link_expires_at is distinct from new.link_expires_at)
  execute function app.audit_row('tax_report', 'updated_at', 'sections', 'link_token_hash', 'filters');

create trigger touch_updated_at before update on tax_reports for each row execute function app.touch_updated_at();

grant execute on function app.start_tax_report, app.restart_tax_report, app.claim_tax_reports, app.describe_tax_report, app.read_tax_report_rows,
  app.finish_tax_report, app.fail_tax_report, app.create_report_link, app.withdraw_report_link, app.find_shared_report,
  app.list_evidence_receipts to lotline_app;
