-- A report freezes what was known when it was generated. It can be made public by a link whose token only its digest
-- remembers, so the role may set that digest and never read it.

grant select (id, organization_id, user_id, name, report_type, status, area_keys, area_type, zip_codes, cities, states, counties,
  neighborhoods, period_start, period_end, configuration, data, insights, file_key, file_size_bytes, file_format,
  is_public, public_expires_at, shared_with_users, is_template, template_id, schedule, next_run_at, period_key, view_count, download_count,
  generated_at, created_at, updated_at) on reid_reports to lotline_app;
grant insert (id, organization_id, user_id, name, report_type, status, area_keys, area_type, zip_codes, cities, states, counties,
  neighborhoods, period_start, period_end, configuration, data, insights, file_key, file_size_bytes, file_format,
  is_public, public_token_hash, public_expires_at, shared_with_users, is_template, template_id, schedule,
  period_key, generated_at) on reid_reports to lotline_app;
grant update (name, report_type, status, area_keys, area_type, zip_codes, cities, states, counties, neighborhoods, period_start,
  period_end, configuration, data, insights, file_key, file_size_bytes, file_format, is_public, public_token_hash,
  public_expires_at, shared_with_users, is_template, template_id, schedule,
  generated_at) on reid_reports to lotline_app;
grant delete on reid_reports to lotline_app;

-- A report keeps saying what it said when it was generated. Another answer is another report.
create or replace function app.keep_generated_report() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise check_violation using message = 'a generated report does not change', table = 'reid_reports', constraint = 'reid_reports_frozen';
end
$$;

create trigger keep_generated before update of data, insights, generated_at on reid_reports
  for each row when (old.generated_at is not null
    and (old.data, old.insights, old.generated_at) is distinct from (new.data, new.insights, new.generated_at))
  execute function app.keep_generated_report();

-- Reports are reached from outside here and nowhere else. It runs past row-level security, so it shows what the link is
-- for and nothing of whose it is. An unknown, withdrawn or expired link finds nothing, and which of these it is cannot
-- be told.
create or replace function app.find_public_report(p_token_hash text)
returns table (name text, report_type reid_report_type, period_start date, period_end date, data jsonb, insights jsonb,
  generated_at timestamptz, expires_at timestamptz)
language sql stable security definer
set search_path = public, pg_temp
as $$
  select report.name, report.report_type, report.period_start, report.period_end, report.data, report.insights,
    report.generated_at, report.public_expires_at
  from reid_reports report
  where report.public_token_hash = p_token_hash and report.is_public and report.public_expires_at > now()
    and report.status = 'COMPLETED'
$$;

-- The trail tells when a report is made public or withdrawn.
create trigger audit after update of is_public, public_token_hash, public_expires_at on reid_reports for each row
  when ((old.is_public, old.public_token_hash, old.public_expires_at)
    is distinct from (new.is_public, new.public_token_hash, new.public_expires_at))
  execute function app.audit_row('reid_report', 'public_token_hash', 'data', 'insights', 'configuration', 'view_count', 'download_count', 'updated_at');

create trigger touch_updated_at before update on reid_reports for each row execute function app.touch_updated_at();

grant execute on function app.find_public_report to lotline_app;
