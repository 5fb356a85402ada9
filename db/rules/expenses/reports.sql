-- A report is made from the books, as a file. What it holds is frozen in rows when it is made; functions write those and
-- where the files are.

grant select (id, organization_id, user_id, name, template_type, tax_year, period_start, period_end, status, file_key,
  file_format, file_size_bytes, total_income, total_expenses, total_deductions, categories_count, expenses_count,
  is_shared, shared_with, share_expires_at, member_id, filters, is_in_whole_dollars, holds_taxes, csv_key,
  csv_size_bytes, link_expires_at, manifest_hash, attempts, started_at, problem, generated_at, generation_time_ms,
  template_version, created_at, updated_at) on tax_reports to lotline_app;
grant insert (id, organization_id, user_id, name, template_type, tax_year, period_start, period_end, member_id, filters,
  is_in_whole_dollars, template_version) on tax_reports to lotline_app;
grant update (name, is_shared, shared_with, share_expires_at) on tax_reports to lotline_app;
grant delete on tax_reports to lotline_app;

grant select (organization_id, report_id, position, section, expense_id, date, label, net_amount, deductible_amount,
  details) on tax_report_rows to lotline_app;

create trigger touch_updated_at before update on tax_reports for each row execute function app.touch_updated_at();
