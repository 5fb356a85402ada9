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

-- Says whether the viewer may make a report from this template, of one person or of everybody.
create or replace function app.may_make_report(p_template tax_report_template, p_member_id uuid) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select app.may_use_tool('expense-tax') and case
    when p_template in ('SCHEDULE_C', 'SCHEDULE_E', 'QUARTERLY_ESTIMATE', 'ANNUAL_SUMMARY') then app.may_see_taxes()
    when app.current_org_role() in ('OWNER', 'ADMIN') then true
    else p_template in ('EXPENSE_SUMMARY', 'CATEGORY_BREAKDOWN', 'CUSTOM') and p_member_id is not distinct from app.current_user_id()
  end
$$;

-- Says whether the viewer may share a report and generate it again.
create or replace function app.may_change_report(p_report tax_reports) returns boolean
language sql stable
set search_path = public, pg_temp
as $$
  select p_report.organization_id = app.current_organization_id() and app.may_use_tool('expense-tax')
    and (p_report.user_id = app.current_user_id() or app.current_org_role() in ('OWNER', 'ADMIN'))
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
    and not app.is_past_closing(r.organization_id)
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
        and (app.current_org_role() <> 'MEMBER' or exists (select from tax_reports report
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

grant execute on function app.start_tax_report, app.restart_tax_report, app.create_report_link, app.withdraw_report_link,
  app.find_shared_report, app.list_evidence_receipts to lotline_app;
grant execute on function app.claim_tax_reports, app.describe_tax_report, app.read_tax_report_rows, app.finish_tax_report,
  app.fail_tax_report to lotline_tasks;
